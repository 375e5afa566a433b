"""What the clock makes happen: first the day's change, then each rule that has an hour of its own."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from hall.rules import alarms, bookings, cases, clock_set, closing, days, ending
from hall.rules.day import Day
from link.messages import facts as f
from link.messages.commands import Tick


@dataclass(frozen=True, slots=True)
class Timed:
    """A rule of the clock. `happens` says what is due by now, with the day open; `due` when it next has something to do.

    A moment that `due` names must be one at which `happens` does something: a clock that rang for nothing would ring again.
    """

    happens: Callable[[Day, datetime], tuple[f.Body, ...]]
    due: Callable[[Day], datetime | None]


TIMED: Final[tuple[Timed, ...]] = (
    Timed(closing.expired, closing.due),
    Timed(bookings.missed, bookings.due),
    Timed(ending.happens, ending.due),
    Timed(cases.late, cases.late_due),
)
"""Every rule that touches tickets at an hour of its own, in the order in which they are asked. A ticket is touched by the
first alone."""

ALARMS: Final = Timed(alarms.happens, alarms.due)
"""They go by how things stand: where tickets were touched, they are left to the next tick, which is due at once."""


def tick(day: Day, command: Tick, now: datetime) -> tuple[f.Body, ...]:
    """What is due by now. Where the day changes, or the clock is in doubt, nothing else is done."""
    changed = days.tick(day, command, now)
    noticed = clock_set.noticed(day, command) if day.public.is_open else ()
    if not day.public.is_open or days.is_in_doubt(day, changed) or days.is_change(changed):
        return *noticed, *changed
    happened = [*noticed, *changed]
    touched: set[str] = set()
    for timed in TIMED:
        fresh = [body for body in timed.happens(day, now) if _ticket(body) not in touched]
        touched |= {ticket for body in fresh if (ticket := _ticket(body)) is not None}
        happened += fresh
    return tuple(happened) if touched else (*happened, *ALARMS.happens(day, now))


def due(day: Day) -> datetime | None:
    """When the next Tick has something to do; None before the hall is defined."""
    ends_at = days.due(day)
    if ends_at is None:
        return None
    moments = (timed.due(day) for timed in (*TIMED, ALARMS))
    return min([ends_at, *(moment for moment in moments if moment is not None)])


def _ticket(body: f.Body) -> str | None:
    return getattr(body, "ticket", None)
