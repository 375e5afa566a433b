"""Which hours hold for a service, and what is open, when it next opens and when it closes."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from link.messages.definition import Definition, Hours, Service, SpecialDay

LOOK_AHEAD_DAYS = 22
"""The longest holidays and the days around them; what opens later than that is not worth telling at a kiosk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From `start_at` until just before `end_at`, both in the hall's zone."""

    start_at: datetime
    end_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Timetable:
    """When something is open. No `hours` at all means always, but for special days; `duty` is open beside the hours."""

    hours: tuple[Hours, ...] = ()
    duty: tuple[Hours, ...] = ()
    special: tuple[SpecialDay, ...] = ()
    """What is looked at first stands first."""

    @property
    def is_always(self) -> bool:
        return not self.hours and not self.special


def hall_timetable(definition: Definition) -> Timetable:
    """When the hall as a whole is open: without what only some services do."""
    return Timetable(hours=definition.hours, special=_special(definition, ""))


def timetable_of(definition: Definition, service: Service) -> Timetable:
    """When a service is open: its own hours, else the hall's; its duties; the special days that are for it."""
    duty = tuple(span for each in definition.duties if service.id in each.services for span in each.hours)
    return Timetable(
        hours=service.hours or definition.hours, duty=duty, special=_special(definition, service.id)
    )


def windows_on_duty(definition: Definition, service: Service, now: datetime) -> tuple[str, ...]:
    """The windows at which a service goes on for a duty alone at `now` (the hall's zone); none named, or no such hour:
    empty."""
    mine = tuple(each for each in definition.duties if service.id in each.services and each.windows)
    if not mine:
        return ()
    table = timetable_of(definition, service)
    if open_span(replace(table, duty=()), now) is not None:
        return ()
    at_work = (each for each in mine if open_span(replace(table, hours=each.hours, duty=()), now) is not None)
    return tuple(dict.fromkeys(window for each in at_work for window in each.windows))


def special_day(definition: Definition, day: date) -> SpecialDay | None:
    """What is special about a day for the whole hall."""
    return _special_on(_special(definition, ""), day)


def spans(table: Timetable, day: date, like: datetime) -> tuple[Span, ...]:
    """The spans of one calendar day, in order and apart; `like` gives the zone."""
    found = (
        Span(start_at=moment_at(day, each.start, like), end_at=moment_at(day, each.end, like))
        for each in _hours_on(table, day)
    )
    return tuple(_joined(sorted(found, key=lambda span: span.start_at)))


def open_span(table: Timetable, now: datetime) -> Span | None:
    """The span that `now` (in the hall's zone) lies in."""
    return next((span for span in spans(table, now.date(), now) if span.start_at <= now < span.end_at), None)


def next_opening(table: Timetable, now: datetime) -> datetime | None:
    """When it opens next, strictly after `now`, within about three weeks; None where it does not."""
    return next((span.start_at for span in spans_from(table, now.date(), now) if span.start_at > now), None)


def spans_from(table: Timetable, day: date, like: datetime) -> Iterator[Span]:
    """The spans from a day on for as long as is looked ahead; one that goes on after midnight is one span."""
    held: Span | None = None
    for ahead in range(LOOK_AHEAD_DAYS):
        for span in spans(table, day + timedelta(days=ahead), like):
            if held is not None and held.end_at == span.start_at:
                held = Span(start_at=held.start_at, end_at=span.end_at)
                continue
            if held is not None:
                yield held
            held = span
    if held is not None:
        yield held


def moment_at(day: date, clock: str, like: datetime) -> datetime:
    """`HH:MM` of a day in the zone of `like`; `24:00` is the next midnight."""
    hour, minute = int(clock[:2]), int(clock[3:])
    if hour == 24:
        day, hour = day + timedelta(days=1), 0
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=like.tzinfo)


def _special(definition: Definition, service: str) -> tuple[SpecialDay, ...]:
    """Those that hold for a service (empty: for the hall), what names it first."""
    own = tuple(each for each in definition.special_days if service and service in each.services)
    return own + tuple(each for each in definition.special_days if not each.services)


def _special_on(special: tuple[SpecialDay, ...], day: date) -> SpecialDay | None:
    return next((each for each in special if each.first <= day <= each.last), None)


def _hours_on(table: Timetable, day: date) -> tuple[Hours, ...]:
    """The hours that hold on a calendar day, in any order."""
    special = _special_on(table.special, day)
    if special is not None and special.follows is None:
        return special.hours
    weekday = day.weekday() if special is None or special.follows is None else special.follows
    if not table.hours:
        return (Hours(),)
    return tuple(each for each in (*table.hours, *table.duty) if weekday in each.days)


def _joined(found: list[Span]) -> Iterator[Span]:
    """Spans that touch or overlap as one."""
    held: Span | None = None
    for span in found:
        if held is not None and span.start_at <= held.end_at:
            held = Span(start_at=held.start_at, end_at=max(held.end_at, span.end_at))
            continue
        if held is not None:
            yield held
        held = span
    if held is not None:
        yield held
