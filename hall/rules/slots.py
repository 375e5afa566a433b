"""The times at which appointments can be had, and how many places are left."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hall.rules.appointments import Appointments
from link.messages.definition import Definition, Service, Slots
from link.views.hours import Span, Timetable, spans, timetable_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One time of a service: `start` in UTC, `places` in all, `left` of them."""

    service: str
    start: datetime
    minutes: int
    places: int
    left: int


def slots_on(definition: Definition, service: Service, day: date, known: Appointments) -> tuple[Slot, ...]:
    """The times of one calendar day, in order. Where other hours hold that day, only those within them."""
    found = [
        _slot(each, start, known)
        for each in definition.slots
        if each.service == service.id
        for start in _starts(definition, service, each, day)
    ]
    return tuple(sorted(found, key=lambda slot: slot.start))


def slot_at(definition: Definition, service: Service, start: datetime, known: Appointments) -> Slot | None:
    """The time that begins at this very moment."""
    day = start.astimezone(ZoneInfo(definition.timezone)).date()
    return next((each for each in slots_on(definition, service, day, known) if each.start == start), None)


def _starts(definition: Definition, service: Service, slots: Slots, day: date) -> list[datetime]:
    """When the appointments of one row begin on a day, UTC; the last one ends within its span."""
    midnight = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(definition.timezone))
    length = timedelta(minutes=slots.minutes)
    return [
        (span.start_at + length * number).astimezone(UTC)
        for span in _spans(definition, service, slots, midnight)
        for number in range((span.end_at - span.start_at) // length)
    ]


def _spans(definition: Definition, service: Service, slots: Slots, midnight: datetime) -> list[Span]:
    """The spans of a row, as they lie; on a day with hours of its own only what lies within those."""
    table = timetable_of(definition, service)
    day = midnight.date()
    special = next((each for each in table.special if each.first <= day <= each.last), None)
    if special is None or special.follows is not None:
        return [*spans(Timetable(hours=slots.hours, special=table.special), day, midnight)]
    return [
        Span(start_at=max(mine.start_at, open_.start_at), end_at=min(mine.end_at, open_.end_at))
        for mine in spans(Timetable(hours=slots.hours), day, midnight)
        for open_ in spans(table, day, midnight)
        if mine.start_at < open_.end_at and open_.start_at < mine.end_at
    ]


def _slot(slots: Slots, start: datetime, known: Appointments) -> Slot:
    taken = known.taken.get((slots.service, start), 0)
    return Slot(
        service=slots.service,
        start=start,
        minutes=slots.minutes,
        places=slots.places,
        left=max(0, slots.places - taken),
    )
