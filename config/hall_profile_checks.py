"""What is wrong with work profiles and clerks: names of nothing, conditions that are never reached, ratios of nobody."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from config.hall_marks import called_at, services_of
from config.hall_profile_table import ProfileTable, ShareTable, WhenTable
from config.hall_tables import HallTables
from config.reading import Source
from config.validated import one_of
from config.wrong import Finding, said

Path = tuple[str | int, ...]
Named = WhenTable | ShareTable


def findings(source: Source, tables: HallTables, classes: Sequence[str]) -> Iterator[Finding]:
    """All that is wrong with profiles and clerks; `classes` are the ids of the hall's priority classes."""
    profiles = [row.id for row in tables.profile]
    for place, window in enumerate(tables.window):
        yield from _dangling(source, ("window", place, "profile"), window.profile, profiles)
    for place in range(len(tables.profile)):
        yield from _profile(source, tables, place, classes)
    yield from _clerks(source, tables, profiles)


@dataclass(frozen=True)
class _Profile:
    """One profile and all that it may name."""

    source: Source
    services: Sequence[str]
    called: frozenset[str]
    classes: Sequence[str]
    pools: Sequence[str]

    def named(self, path: Path, row: Named) -> Iterator[Finding]:
        """A service, class or pool that there is not, or that the profile does not call."""
        yield from self._service((*path, "service"), row.service)
        yield from _dangling(self.source, (*path, "priority"), row.priority, self.classes)
        yield from _dangling(self.source, (*path, "pool"), row.pool, self.pools)

    def then(self, path: Path, then: str) -> Iterator[Finding]:
        """The like for whom a condition calls."""
        kind, _, name = then.rpartition(":")
        if kind == "class":
            yield from _dangling(self.source, (*path, "then"), name, self.classes, "priority")
        elif kind == "pool":
            yield from _dangling(self.source, (*path, "then"), name, self.pools, "pool")
        else:
            yield from self._service((*path, "then"), name)

    def _service(self, path: Path, service: str) -> Iterator[Finding]:
        if service in self.services and service not in self.called:
            what = said("config.what.not_called", given=service)
            yield self.source.finding(path, what, one_of(sorted(self.called), ""))
        else:
            yield from _dangling(self.source, path, service, self.services, "service")


def _profile(source: Source, tables: HallTables, place: int, classes: Sequence[str]) -> Iterator[Finding]:
    row = tables.profile[place]
    services = [service.id for service in tables.service]
    marks = ["*", *services, *(f"@{department.id}" for department in tables.department)]
    for mark in row.services:
        yield from _dangling(source, ("profile", place, "services"), mark, marks)
    profile = _Profile(source, services, _called_by(tables, row), classes, row.pools)
    for at, condition in enumerate(row.when):
        path: Path = ("profile", place, "when", at)
        yield from profile.named(path, condition)
        yield from profile.then(path, condition.then)
        yield from _reached(source, path, row.when[:at], condition)
    for at, share in enumerate(row.ratio):
        path = ("profile", place, "ratio", at)
        yield from profile.named(path, share)
        yield from _one_thing(source, path, share, row.ratio[:at])


def _reached(
    source: Source, path: Path, earlier: Sequence[WhenTable], condition: WhenTable
) -> Iterator[Finding]:
    if condition == WhenTable():
        yield source.finding(path, said("config.what.empty_condition"), said("config.allowed.condition"))
    for at, other in enumerate(earlier):
        if _always_before(other, condition):
            what = said("config.what.never_reached", other=at + 1)
            yield source.finding(path, what, said("config.allowed.stricter_first"))
            return


def _always_before(one: WhenTable, other: WhenTable) -> bool:
    """Whether `one` holds and finds somebody to call whenever `other` would."""
    looks_at_all_of_it = (
        one.service in ("", other.service) and one.priority in ("", other.priority) and one.pool == other.pool
    )
    needs_somebody = other.wait_over_min is not None or other.longer_than is not None or not one.then
    is_wider = (
        (one.wait_over_min is None or one.wait_over_min <= _least(other.wait_over_min))
        and (not one.longer_than or one.longer_than <= _least(other.longer_than))
        and (not one.between or _covers(one.between, other.between))
    )
    finds = one.then == other.then or (not one.then and needs_somebody)
    return looks_at_all_of_it and is_wider and finds


def _least(value: float | None) -> float:
    return -1 if value is None else value


def _covers(wide: str, narrow: str) -> bool:
    """Whether a span of the day has another in it; one without a span lasts all day."""
    if not narrow:
        return False
    start, _, end = wide.partition("-")
    first, _, last = narrow.partition("-")
    return start <= first and last <= end


def _one_thing(
    source: Source, path: Path, share: ShareTable, earlier: Sequence[ShareTable]
) -> Iterator[Finding]:
    named = [one for one in (share.service, share.priority, share.pool) if one]
    if len(named) != 1:
        yield source.finding(path, said("config.what.one_thing"), said("config.allowed.one_thing"))
    elif (share.service, share.priority, share.pool) in [
        (one.service, one.priority, one.pool) for one in earlier
    ]:
        yield source.finding(path, said("config.what.listed_twice", given=named[0]))


def _called_by(tables: HallTables, profile: ProfileTable) -> frozenset[str]:
    """The services that somebody with the profile may call: its own, else those of the windows that have it, else all."""
    if profile.services:
        return frozenset(services_of(tables, profile.services))
    windows = [place for place, row in enumerate(tables.window) if row.profile == profile.id]
    if windows and not any(row.profile == profile.id for row in tables.clerk):
        return frozenset(service for place in windows for service in called_at(tables, place))
    return frozenset(row.id for row in tables.service)


def _clerks(source: Source, tables: HallTables, profiles: Sequence[str]) -> Iterator[Finding]:
    known = [row.id for row in tables.clerk]
    for place, clerk in enumerate(tables.clerk):
        yield from _dangling(source, ("clerk", place, "profile"), clerk.profile, profiles)
        others = [one for one in known if one != clerk.id]
        for deputy in clerk.deputies:
            yield from _dangling(source, ("clerk", place, "deputies"), deputy, others, "clerk")


def _dangling(
    source: Source, path: Path, given: str, known: Sequence[str], kind: str = ""
) -> Iterator[Finding]:
    if given and given not in known:
        named = said(f"config.kind.{kind or path[-1]}")
        yield source.finding(path, said("config.what.no_such", given=given, kind=named), one_of(known, given))
