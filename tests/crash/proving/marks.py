"""What the people of a hall were told, written down by themselves: before they ask, and when they have the answer."""

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Told:
    """A success that somebody has read: the reply to a press."""

    box: str
    key: str
    verb: str
    seq: int
    reply: dict[str, Any]


@dataclass(slots=True)
class Marks:
    """All that was said by one hall. `file` keeps a line for each, for whoever has to find out what went wrong."""

    file: Path
    told: list[Told] = field(default_factory=list)
    heard: list[dict[int, str]] = field(default_factory=list)
    """By listener: the facts that the stream told it, by seq."""
    read: dict[str, str] = field(default_factory=dict)
    """Number by ticket, of all that anybody read in a state."""
    newest: int = 0
    """The highest seq that was said to anybody in any way."""
    wrong: list[str] = field(default_factory=list)
    """What contradicts itself already in what was said."""
    counts: Counter[str] = field(default_factory=Counter)

    def ask(self, box: str, key: str, verb: str) -> None:
        """Somebody is about to ask."""
        self._note("ask", box, key, verb)

    def tell(self, box: str, key: str, verb: str, reply: dict[str, Any]) -> None:
        """Somebody has read a success."""
        self._note("told", box, key, verb, reply["seq"], _gist(reply))
        self.told.append(Told(box, key, verb, reply["seq"], reply))
        self.newest = max(self.newest, reply["seq"])

    def listener(self) -> dict[int, str]:
        """A book for one more listener."""
        self.heard.append({})
        return self.heard[-1]

    def hear(self, book: dict[int, str], seq: int, text: str) -> None:
        """The stream told a fact."""
        self._note("heard", seq)
        if seq in book:
            self.wrong.append(f"fact {seq} was told twice to one listener")
        book[seq] = text
        self.newest = max(self.newest, seq)

    def see(self, seq: int, tickets: dict[str, str]) -> None:
        """Somebody read the state."""
        self._note("saw", seq)
        self.read.update(tickets)
        self.newest = max(self.newest, seq)

    def _note(self, *words: object) -> None:
        self.counts[str(words[0])] += 1
        with self.file.open("a", encoding="utf-8") as book:
            book.write(json.dumps(words, ensure_ascii=False) + "\n")


def _gist(reply: dict[str, Any]) -> str:
    ticket = reply if "number" in reply else reply.get("ticket") or {}
    return str(ticket.get("number", ""))
