"""What no single value of hall.toml can get wrong alone: names twice, references to nothing, numbers that read alike."""

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import Any, Final

from config.hall_marks import SERVES_ALL, SERVES_NONE, called_at
from config.hall_tables import HallTables, Prefix, SeriesTable
from config.reading import Source
from config.rules import Amount
from config.validated import one_of
from config.wrong import Finding, Wrong, said

ZONE_COLOURS: Final = 8

Path = tuple[str | int, ...]


def findings(source: Source, tables: HallTables) -> Iterator[Finding]:
    """All that is wrong between the tables, in the order a person would put it right."""
    yield from _duplicates(source, tables)
    yield from _references(source, tables)
    yield from _services(source, tables)
    yield from _departments(source, tables)
    yield from _series(source, tables)
    yield from _windows(source, tables)
    yield from _priorities(source, tables)


def series_of(tables: HallTables, service: int) -> str:
    """The series of a service: its own, its department's, or the only one there is."""
    wanted = tables.service[service]
    department = next((one for one in tables.department if one.id == wanted.department), None)
    only = tables.series[0].id if len(tables.series) == 1 else ""
    return wanted.series or (department.series if department else "") or only


def _duplicates(source: Source, tables: HallTables) -> Iterator[Finding]:
    for table in (
        "zone",
        "department",
        "series",
        "service",
        "window",
        "priority",
        "profile",
        "clerk",
        "missed",
        "pool",
        "outcome",
        "theme",
    ):
        yield from _twice(source, table, "id", [row.id for row in getattr(tables, table)])
    yield from _twice(source, "window", "label", [row.label or row.id for row in tables.window])
    if len(tables.zone) <= ZONE_COLOURS:
        yield from _twice(source, "zone", "colour", [row.colour for row in tables.zone])


def _twice(source: Source, table: str, key: str, values: Sequence[Any]) -> Iterator[Finding]:
    for place, value in enumerate(values):
        if value is not None and value in values[:place]:
            what = said("config.what.duplicate", given=str(value), other=values.index(value) + 1)
            yield source.finding((table, place, key), what, said(f"config.allowed.own_{key}"))


def _references(source: Source, tables: HallTables) -> Iterator[Finding]:
    zones, series = _ids(tables.zone), _ids(tables.series)
    departments = _ids(tables.department)
    for place, department in enumerate(tables.department):
        yield from _dangling(source, ("department", place, "zone"), department.zone, zones)
        yield from _dangling(source, ("department", place, "series"), department.series, series)
    for place, service in enumerate(tables.service):
        yield from _dangling(source, ("service", place, "department"), service.department, departments)
        yield from _dangling(source, ("service", place, "series"), service.series, series)
    for place, window in enumerate(tables.window):
        yield from _dangling(source, ("window", place, "zone"), window.zone, zones)
    for place, ticket in enumerate(tables.ticket):
        for zone in ticket.zones:
            yield from _dangling(source, ("ticket", place, "zones"), zone, zones)
        for mark in ticket.services:
            yield from _dangling(source, ("ticket", place, "services"), mark, _marks(tables))


def _dangling(source: Source, path: Path, given: str, known: Sequence[str]) -> Iterator[Finding]:
    if given and given not in known:
        kind = said(f"config.kind.{path[-1]}")
        yield source.finding(path, said("config.what.no_such", given=given, kind=kind), one_of(known, given))


def _services(source: Source, tables: HallTables) -> Iterator[Finding]:
    if not tables.service:
        yield source.finding(("service",), said("config.what.none", kind=said("config.kind.service")))
    served = {service for place in range(len(tables.window)) for service in called_at(tables, place)}
    for place, service in enumerate(tables.service):
        if tables.window and service.id not in served:
            what = said("config.what.unserved", name=service.name)
            yield source.finding(("service", place), what, said("config.allowed.served", given=service.id))
        if not series_of(tables, place):
            what = said("config.what.no_series", name=service.name)
            yield source.finding(("service", place, "series"), what, one_of(_ids(tables.series), ""))


def _departments(source: Source, tables: HallTables) -> Iterator[Finding]:
    for place, department in enumerate(tables.department):
        mine = {service.id for service in tables.service if service.department == department.id}
        if not mine:
            what = said("config.what.no_services", name=department.name)
            yield source.finding(
                ("department", place), what, said("config.allowed.offer", given=department.id)
            )
        elif department.zone and not mine & _called_in(tables, department.zone):
            what = said("config.what.elsewhere", name=department.name, zone=department.zone)
            yield source.finding(("department", place, "zone"), what, said("config.allowed.leave_out"))


def _called_in(tables: HallTables, zone: str) -> set[str]:
    """The services that the windows of a zone call; a window without a zone is in the only one."""
    places = [place for place, window in enumerate(tables.window) if window.zone in {zone, ""}]
    return {service for place in places for service in called_at(tables, place)}


def _marks(tables: HallTables) -> list[str]:
    """What a list of services may name."""
    return ["*", *_ids(tables.service), *(f"@{name}" for name in _ids(tables.department))]


def _windows(source: Source, tables: HallTables) -> Iterator[Finding]:
    if not tables.window:
        yield source.finding(("window",), said("config.what.none", kind=said("config.kind.window")))
    marks = _marks(tables)
    for place, window in enumerate(tables.window):
        for mark in window.services:
            yield from _dangling(source, ("window", place, "services"), mark, marks)
        if (
            not called_at(tables, place)
            and not window.services
            and window.kind not in (*SERVES_ALL, *SERVES_NONE)
        ):
            yield _without_services(source, place, is_written="services" in window.model_fields_set)
        if not window.zone and len(tables.zone) > 1:
            yield source.finding(
                ("window", place, "zone"), said("config.what.missing"), one_of(_ids(tables.zone), "")
            )


def _without_services(source: Source, place: int, *, is_written: bool) -> Finding:
    path = ("window", place, "services")
    if is_written:
        return source.finding(path, said("config.what.amount", amount=0), Amount(1, 500).allowed)
    return source.finding(path, said("config.what.missing"), said("config.allowed.write_it", key="services"))


def _series(source: Source, tables: HallTables) -> Iterator[Finding]:
    for place, series in enumerate(tables.series):
        if not series.prefix:
            yield from _prefix_of_id(source, place, series.id)
        if series.last is not None and series.last < series.first:
            what = said("config.what.last_first", last=series.last, first=series.first)
            yield source.finding(("series", place, "last"), what)
        if series.wrap and series.last is None:
            yield source.finding(
                ("series", place, "wrap"), said("config.what.wrap"), said("config.allowed.wrap")
            )
        if series.skip and not _is_any_left(series):
            what = said("config.what.all_skipped")
            yield source.finding(("series", place, "skip"), what, said("config.allowed.fewer"))
        for other in tables.series[:place]:
            if other.id != series.id and _read_alike(series, other):
                what = said("config.what.alike", given=prefix_of(series), other=prefix_of(other), id=other.id)
                yield source.finding(("series", place, "prefix"), what, said("config.allowed.apart"))


def _prefix_of_id(source: Source, place: int, series: str) -> Iterator[Finding]:
    try:
        Prefix().checked(series)
    except Wrong as wrong:
        yield source.finding(("series", place, "prefix"), wrong.what, wrong.allowed)


def prefix_of(series: SeriesTable) -> str:
    """What stands before a number's digits: the prefix, or the id where none is named."""
    return series.prefix or series.id


def _is_any_left(series: SeriesTable) -> bool:
    """Whether a number is left when the endings are skipped; endings of at most 4 digits come back after 10,000."""
    last = series.first + 9_999
    numbers = range(series.first, min(last, series.last or last) + 1)
    return any(not str(number).zfill(series.digits).endswith(series.skip) for number in numbers)


def _read_alike(one: SeriesTable, other: SeriesTable) -> bool:
    short, long = sorted((prefix_of(one), prefix_of(other)), key=len)
    if short == long:
        return one.first <= (other.last or inf) and other.first <= (one.last or inf)
    return long.startswith(short) and long[len(short) :].isdigit()


def _priorities(source: Source, tables: HallTables) -> Iterator[Finding]:
    if tables.priority and "normal" not in _ids(tables.priority):
        yield source.finding(("priority",), said("config.what.no_normal"), said("config.allowed.normal"))


def _ids(rows: Iterable[Any]) -> list[str]:
    return [row.id for row in rows]
