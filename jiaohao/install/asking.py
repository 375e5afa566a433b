"""Asking a technician at a terminal, or nobody where everything stands in a file of answers."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from config.texts import Texts


class NotAnswered(Exception):
    """A question that has no usual answer and that nobody is there to answer: its key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One of several: what it stands for, and how it is shown."""

    value: str
    words: str


class Asker(Protocol):
    """`key` names the question in the texts; `usual` is what Enter means, None: there is no usual answer."""

    @property
    def is_somebody(self) -> bool:
        """Whether a person is there, who can look whether something was printed."""

    def text(self, key: str, usual: str | None = None, **fields: object) -> str:
        """Raises NotAnswered."""

    def choose(self, key: str, choices: Sequence[Choice], **fields: object) -> str:
        """One of the values; the first is the usual one."""

    def is_so(self, key: str, *, usual: bool, **fields: object) -> bool:
        """Yes or no."""

    def tell(self, key: str, **fields: object) -> None:
        """A line that wants no answer."""


class Terminal:
    """A person; `count` of the questions that were asked so far. Raises EOFError where the person goes away."""

    is_somebody = True

    def __init__(self, words: Texts, read: Callable[[str], str] = input) -> None:
        self._words, self._read = words, read
        self.count = 0

    def text(self, key: str, usual: str | None = None, **fields: object) -> str:
        shown = f" [{usual}]" if usual else ""
        while True:
            answer = self._asked(f"{self._words.say(key, **fields)}{shown} ")
            if answer or usual is not None:
                return answer or usual or ""

    def choose(self, key: str, choices: Sequence[Choice], **fields: object) -> str:
        print(self._words.say(key, **fields))
        for place, choice in enumerate(choices, 1):
            print(f"  {place}  {choice.words}")
        while True:
            answer = self._asked(f"{self._words.say('install.choose', count=len(choices))} [1] ") or "1"
            if answer.isascii() and answer.isdecimal() and 1 <= int(answer) <= len(choices):
                return choices[int(answer) - 1].value

    def is_so(self, key: str, *, usual: bool, **fields: object) -> bool:
        yes, no = self._words.say("install.yes"), self._words.say("install.no")
        shown = f"{yes}/{no} [{yes if usual else no}]"
        while True:
            answer = self._asked(f"{self._words.say(key, **fields)} {shown} ").casefold()
            if not answer:
                return usual
            if answer in (yes, "y", "yes"):
                return True
            if answer in (no, "n", "no"):
                return False

    def tell(self, key: str, **fields: object) -> None:
        print(self._words.say(key, **fields))

    def _asked(self, line: str) -> str:
        self.count += 1
        return self._read(line).strip()


class Nobody:
    """Unattended: the usual answer, or none."""

    is_somebody = False

    def __init__(self, words: Texts) -> None:
        self._words = words

    def text(self, key: str, usual: str | None = None, **fields: object) -> str:
        if usual is None:
            raise NotAnswered(key)
        return usual

    def choose(self, key: str, choices: Sequence[Choice], **fields: object) -> str:
        return choices[0].value

    def is_so(self, key: str, *, usual: bool, **fields: object) -> bool:
        return usual

    def tell(self, key: str, **fields: object) -> None:
        print(self._words.say(key, **fields), file=sys.stderr)
