"""What the journal of a kiosk comes to: which numbers it may still give, and what the hall has yet to hear. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Final

from kiosk.island.entries import (
    Claimed,
    Doubted,
    Entry,
    Gave,
    Handed,
    Lent,
    Opened,
    Settled,
    Told,
    Untold,
    Written,
)
from kiosk.island.numbers import counters_left
from link.messages.definition import Series

KEPT: Final = timedelta(days=2)
"""Longer nobody needs what the hall knows: it is of a day that has been closed."""

KEPT_UNHEARD: Final = timedelta(days=30)
"""What the hall never heard is kept through the longest holidays."""


@dataclass(kw_only=True)
class Book:
    """Folded from the lines of the journal, in their order. `boot` is this start of the machine."""

    boot: str
    lent: list[Lent] = field(default_factory=list)
    reached: dict[tuple[str, int], int] = field(default_factory=dict)
    """The highest counter that was given of each lent range, by series and first counter."""
    gave: dict[str, tuple[Gave, bool]] = field(default_factory=dict)
    """The tickets given here, each with whether the hall has it for certain."""
    heard: tuple[str, str] = ("", "")
    """The hall and the ledger that had everything last."""
    untold: dict[str, Untold] = field(default_factory=dict)
    doubted: dict[str, Doubted] = field(default_factory=dict)
    machine: str = ""

    def write(self, entry: Entry, boot: str) -> None:
        """Take in one entry that was written at the start `boot`."""
        match entry:
            case Lent():
                self.lent.append(entry)
            case Claimed():
                kept = (each for each in self.lent if not each.boot)
                self.lent = [replace(each, boot=boot) for each in kept] if entry.is_proven else []
            case Gave():
                self._give(entry)
            case Handed():
                self._hand(entry)
            case Untold():
                self.untold[entry.key] = entry
            case Told():
                self.untold.pop(entry.key, None)
            case Doubted():
                self.doubted[entry.key] = entry
            case Settled():
                self.doubted.pop(entry.key, None)
            case Opened():
                self.machine = entry.machine

    def forget(self, ticket: str) -> None:
        """A ticket that nobody got; its number stays used."""
        self.gave.pop(ticket, None)

    def usable(self, hall: str, series: str, now: datetime) -> Iterator[Lent]:
        """What this start of the machine may give of a series at `now`."""
        return (each for each in self._of(hall, series, now) if each.boot == self.boot)

    def kept(self, hall: str, series: str, now: datetime) -> Iterator[Lent]:
        """What is kept for the next start."""
        return (each for each in self._of(hall, series, now) if not each.boot)

    def free(self, hall: str, series: Series, now: datetime) -> Iterator[tuple[Lent, int]]:
        """The counters that can be given at `now`, each with the lease it is from."""
        for each in self.usable(hall, series.id, now):
            for counter in counters_left(series, self._next(each), each.last):
                yield each, counter

    def given_alone(self, hall: str, service: str, since: datetime) -> int:
        """How many tickets of a service were given here without the hall since then."""
        return sum(
            gave.by == "kiosk" and gave.ticket.service == service and gave.ticket.issued_at >= since
            for gave, _ in self.gave.values()
            if gave.hall == hall
        )

    def unheard(self, hall: str) -> tuple[Gave, ...]:
        """The tickets that the hall may not know, oldest first."""
        return tuple(gave for gave, has_it in self.gave.values() if gave.hall == hall and not has_it)

    def is_unheard(self, ticket: str) -> bool:
        """Whether the hall may not know this ticket yet."""
        return ticket in self.gave and not self.gave[ticket][1]

    def of_day(self, hall: str, since: datetime) -> tuple[Gave, ...]:
        """All tickets that were given here since the day began, and those that the hall may not know."""
        return tuple(
            gave
            for gave, has_it in self.gave.values()
            if gave.hall == hall and (gave.ticket.issued_at >= since or not has_it)
        )

    def _give(self, entry: Gave) -> None:
        self.gave[entry.ticket.ticket] = (entry, entry.by == "hall")
        for each in self.lent:
            if each.series == entry.ticket.series and each.first <= entry.ticket.counter <= each.last:
                key = (each.series, each.first)
                self.reached[key] = max(self.reached.get(key, 0), entry.ticket.counter)

    def _hand(self, entry: Handed) -> None:
        for ticket in entry.tickets:
            if ticket in self.gave:
                self.gave[ticket] = (self.gave[ticket][0], True)
        if entry.is_all:
            self.heard = (entry.hall, entry.ledger)

    def _of(self, hall: str, series: str, now: datetime) -> Iterator[Lent]:
        return (each for each in self.lent if (each.hall, each.series) == (hall, series) and now < each.until)

    def _next(self, lent: Lent) -> int:
        return max(lent.first, self.reached.get((lent.series, lent.first), 0) + 1)


def book_of(lines: Iterable[Written], boot: str) -> Book:
    """The book of a whole journal."""
    book = Book(boot=boot)
    for line in lines:
        book.write(line.entry, line.boot)
    return book


def worth_keeping(lines: Iterable[Written]) -> list[Written]:
    """The lines without what is over: folded, they come to the same for all that can still happen.

    Their age is told by the hall's time alone, up to the last that was written down: a box without a clock battery
    may believe any year.
    """
    dated = _dated(lines)
    book = book_of((line for line, _ in dated), "")
    now = max((at for _, at in dated if at is not None), default=None)
    return [line for line, at in dated if at is None or now is None or _is_kept(line.entry, book, now - at)]


def hall_time(lines: Iterable[Written]) -> tuple[Written, datetime] | None:
    """The last line that says what time it was in the hall, and that time."""
    told = ((line, line.hall_at) for line in lines if line.hall_at is not None)
    return max(told, key=lambda each: each[1], default=None)


def _dated(lines: Iterable[Written]) -> list[tuple[Written, datetime | None]]:
    """Each line with the hall's time when it was written, or that of the one before it."""
    dated: list[tuple[Written, datetime | None]] = []
    at: datetime | None = None
    for line in lines:
        at = line.hall_at or at
        dated.append((line, at))
    return dated


def _is_kept(entry: Entry, book: Book, age: timedelta) -> bool:
    match entry:
        case Gave():
            return age < (KEPT_UNHEARD if book.is_unheard(entry.ticket.ticket) else KEPT)
        case Untold():
            return entry.key in book.untold and age < KEPT_UNHEARD
        case Doubted():
            return entry.key in book.doubted and age < KEPT
        case Handed():
            return age < KEPT_UNHEARD
        case Lent() | Claimed():
            return age < KEPT
        case Told() | Settled() | Opened():
            return False
