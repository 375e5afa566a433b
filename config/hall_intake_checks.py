"""What is wrong with special days, duties and appointments that each look right alone."""

from collections.abc import Iterator, Sequence

from config.hall_marks import called_at, services_of
from config.hall_tables import HallTables
from config.hall_taking_table import SpecialDayTable
from config.hours import hours_of, hours_text
from config.reading import Source
from config.validated import one_of
from config.wrong import Finding, said
from link.messages.definition import Hours

Path = tuple[str | int, ...]


def findings(source: Source, tables: HallTables, classes: Sequence[str]) -> Iterator[Finding]:
    """All that is wrong; `classes` are the ids of the hall's priority classes."""
    yield from _special_days(source, tables)
    yield from _duties(source, tables)
    yield from _bookings(source, tables, classes)


def _special_days(source: Source, tables: HallTables) -> Iterator[Finding]:
    for place, row in enumerate(tables.special_day):
        if row.until and row.until < row.date:
            what = said("config.what.until_first", first=row.date, last=row.until)
            yield source.finding(("special_day", place, "until"), what)
        if row.hours and row.follows:
            what = said("config.what.hours_and_follows")
            yield source.finding(("special_day", place, "follows"), what, said("config.allowed.one_of_two"))
        yield from _marks(source, tables, ("special_day", place, "services"), row.services)
        for other in tables.special_day[:place]:
            if _collide(tables, row, other):
                what = said("config.what.day_twice", given=row.date, other=other.name)
                yield source.finding(("special_day", place, "date"), what)


def _collide(tables: HallTables, one: SpecialDayTable, other: SpecialDayTable) -> bool:
    """Whether two rows say something of the same day for the same services, or both for all."""
    if one.date > (other.until or other.date) or other.date > (one.until or one.date):
        return False
    mine, its = services_of(tables, one.services), services_of(tables, other.services)
    return not one.services and not other.services if not (mine and its) else bool(set(mine) & set(its))


def _duties(source: Source, tables: HallTables) -> Iterator[Finding]:
    windows = [row.id for row in tables.window]
    for place, row in enumerate(tables.duty):
        if not row.services and not row.windows:
            what = said("config.what.duty_of_nobody")
            yield source.finding(("duty", place), what, said("config.allowed.duty"))
        yield from _marks(source, tables, ("duty", place, "services"), row.services)
        for window in row.windows:
            if window not in windows:
                what = said("config.what.no_such", given=window, kind=said("config.kind.window"))
                yield source.finding(("duty", place, "windows"), what, one_of(windows, window))
        yield from _duty_served(source, tables, place)


def _duty_served(source: Source, tables: HallTables, place: int) -> Iterator[Finding]:
    """A service on duty that no window on duty calls would give tickets to be called by nobody."""
    row = tables.duty[place]
    if not row.windows:
        return
    places = [at for at, window in enumerate(tables.window) if window.id in row.windows]
    called = {service for at in places for service in called_at(tables, at)}
    for service in services_of(tables, row.services):
        if called and service not in called:
            what = said("config.what.duty_unserved", given=service)
            yield source.finding(("duty", place, "services"), what, one_of(sorted(called), ""))


def _bookings(source: Source, tables: HallTables, classes: Sequence[str]) -> Iterator[Finding]:
    rules = tables.bookings
    if rules.priority and rules.priority not in classes:
        what = said("config.what.no_such", given=rules.priority, kind=said("config.kind.priority"))
        yield source.finding(("bookings", "priority"), what, one_of(classes, rules.priority))
    if rules.to_days < rules.from_days:
        what = said("config.what.days_order", first=rules.from_days, last=rules.to_days)
        yield source.finding(("bookings", "to_days"), what)
    services = [row.id for row in tables.service]
    for place, row in enumerate(tables.slot):
        if row.service not in services:
            what = said("config.what.no_such", given=row.service, kind=said("config.kind.service"))
            yield source.finding(("slot", place, "service"), what, one_of(services, row.service))
        yield from _slot_hours(source, tables, place)


def _slot_hours(source: Source, tables: HallTables, place: int) -> Iterator[Finding]:
    """No time shorter than one appointment, and none twice for one service."""
    row = tables.slot[place]
    for text in row.hours:
        span = hours_of(text)
        if _minutes(span.end) - _minutes(span.start) < row.minutes:
            what = said("config.what.slot_short", given=text, minutes=row.minutes)
            yield source.finding(("slot", place, "minutes"), what)
        for other in tables.slot[:place]:
            before = [hours_of(its) for its in other.hours] if other.service == row.service else []
            if clash := next((its for its in before if _overlap(span, its)), None):
                what = said("config.what.hours_overlap", first=hours_text(clash), second=text)
                yield source.finding(("slot", place, "hours"), what)


def _overlap(one: Hours, other: Hours) -> bool:
    return bool(set(one.days) & set(other.days)) and one.start < other.end and other.start < one.end


def _marks(source: Source, tables: HallTables, path: Path, marks: Sequence[str]) -> Iterator[Finding]:
    """The services that a row names are the hall's."""
    known = ["*", *(row.id for row in tables.service), *(f"@{row.id}" for row in tables.department)]
    for mark in marks:
        if mark not in known:
            what = said("config.what.no_such", given=mark, kind=said("config.kind.service"))
            yield source.finding(path, what, one_of(known, mark))


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
