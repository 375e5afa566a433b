"""What was said, held against what is there: each loss, each doubling, in words."""

import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from proving.books import Books
from proving.marks import Marks, Told

LEAVES = {
    "ticket_returned",
    "ticket_parked",
    "ticket_missed",
    "service_finished",
    "ticket_cancelled",
    "ticket_expired",
}
"""After these a window has its ticket no more, and somebody may be called again."""


@dataclass(frozen=True, slots=True)
class Finding:
    """`what` is `lost` (it was said and is not there), `doubled` (it is there twice), `skipped` (a number that nobody
    got) or `torn` (a command of which only a part is there)."""

    what: str
    about: str


def compared(marks: Marks, books: Books) -> list[Finding]:
    """All that is wrong; nothing, where all is well."""
    return [
        *(Finding("doubled", each) for each in marks.wrong),
        *(each for told in marks.told for each in _is_kept(told, books)),
        *_told_facts(marks, books),
        *_read_tickets(marks, books),
        *_numbers(books),
        *_whole_commands(books),
        *_one_window_each(books),
    ]


def _is_kept(told: Told, books: Books) -> Iterator[Finding]:
    """The reply is remembered word for word, with its facts; one that did nothing may be forgotten."""
    row = books.commands.get((told.box, told.key))
    if row is None:
        if told.verb == "tickets" or told.reply.get("ticket") is not None:
            yield Finding("lost", f"{told.box} {told.verb} {told.key}, told at {told.seq}")
        return
    said = {name: value for name, value in told.reply.items() if name != "secret"}
    if json.loads(row.reply) != said:
        yield Finding(
            "doubled", f"{told.box} {told.verb} {told.key} was told something else than is remembered"
        )
    if not set(row.seqs) <= books.facts.keys():
        yield Finding("lost", f"facts {row.seqs} of {told.box} {told.key}")
    if told.verb == "tickets" and not _is_issued(told, books, row.seqs):
        yield Finding("lost", f"ticket {told.reply['number']} of {told.box} {told.key}")


def _is_issued(told: Told, books: Books, seqs: tuple[int, ...]) -> bool:
    facts = [books.facts[seq] for seq in seqs if seq in books.facts]
    issued = [(each["ticket"], each["number"]) for each in facts if each["kind"] == "ticket_issued"]
    return issued == [(told.reply["id"], told.reply["number"])]


def _told_facts(marks: Marks, books: Books) -> Iterator[Finding]:
    for book in marks.heard:
        for seq, text in book.items():
            fact, kept = json.loads(text), books.facts.get(seq)
            if kept is None:
                yield Finding("lost", f"fact {seq} {fact['kind']}, which the stream told")
            elif any(kept.get(name) != fact[name] for name in ("kind", "command", "at", "who")):
                yield Finding("doubled", f"fact {seq} was told as {fact['kind']} and is {kept['kind']}")
    if marks.newest > books.newest:
        yield Finding("lost", f"somebody was told of fact {marks.newest}, the ledger ends at {books.newest}")


def _read_tickets(marks: Marks, books: Books) -> Iterator[Finding]:
    issued = {
        each["ticket"]: each["number"] for each in books.facts.values() if each["kind"] == "ticket_issued"
    }
    for ticket, number in marks.read.items():
        if issued.get(ticket) != number:
            yield Finding("lost", f"ticket {number}, which somebody read in the state")


def _numbers(books: Books) -> Iterator[Finding]:
    """No number twice, none left out, and facts without a gap."""
    issued = [each for each in books.facts.values() if each["kind"] == "ticket_issued"]
    for name in ("number", "ticket"):
        twice = [said for said, times in Counter(each[name] for each in issued).items() if times > 1]
        yield from (Finding("doubled", f"{name} {said} was issued twice") for said in twice)
    by_series: dict[str, list[int]] = defaultdict(list)
    for each in issued:
        by_series[each["series"]].append(each["counter"])
    for series, counters in by_series.items():
        if counters != sorted(set(counters)):
            yield Finding("doubled", f"series {series} went back")
        if set(range(1, max(counters) + 1)) - set(counters):
            yield Finding("skipped", f"numbers of series {series}")
    if list(books.facts) != list(range(1, books.newest + 1)):
        yield Finding("skipped", "facts")


def _whole_commands(books: Books) -> Iterator[Finding]:
    """A command's facts and its reply are there together, once."""
    made: dict[tuple[str, str], list[int]] = defaultdict(list)
    for seq, fact in books.facts.items():
        if fact["command"]:
            made[fact["who"]["box"], fact["command"]].append(seq)
    for asked in made.keys() | books.commands.keys():
        remembered = books.commands[asked].seqs if asked in books.commands else ()
        if tuple(made.get(asked, ())) != remembered:
            yield Finding("torn", f"{asked} made {made.get(asked)} and remembers {remembered}")


def _one_window_each(books: Books) -> Iterator[Finding]:
    """Nobody is called to two windows, and no window has two."""
    at: dict[str, str] = {}
    for seq, fact in books.facts.items():
        ticket = fact.get("ticket", "")
        if fact["kind"] == "ticket_called":
            if ticket in at or fact["window"] in at.values():
                yield Finding("doubled", f"call {seq} of a ticket or to a window that has one")
            at[ticket] = fact["window"]
        elif fact["kind"] in LEAVES:
            at.pop(ticket, None)
