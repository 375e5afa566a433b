"""What is wrong with the settings of a visit after its call: names of nothing, and words that contradict each other."""

from collections.abc import Iterator, Sequence

from config.hall_marks import called_at
from config.hall_tables import HallTables
from config.hall_visit_tables import MissedTable
from config.reading import Source
from config.validated import one_of
from config.wrong import Finding, said

Path = tuple[str | int, ...]


def findings(source: Source, tables: HallTables) -> Iterator[Finding]:
    """All that is wrong with missed policies, pools, outcomes and who names them."""
    missed, pools = [row.id for row in tables.missed], [row.id for row in tables.pool]
    yield from _dangling(source, ("policy", "missed"), tables.policy.missed, missed)
    for place, service in enumerate(tables.service):
        yield from _dangling(source, ("service", place, "missed"), service.missed, missed)
    for place, profile in enumerate(tables.profile if pools else ()):
        for pool in profile.pools:
            yield from _dangling(source, ("profile", place, "pools"), pool, pools, "pool")
    for place, window in enumerate(tables.window):
        called = called_at(tables, place)
        yield from _dangling(
            source, ("window", place, "walk_service"), window.walk_service, called, "service"
        )
    for place in range(len(tables.missed)):
        yield from _missed(source, tables, place)


def _missed(source: Source, tables: HallTables, place: int) -> Iterator[Finding]:
    """A key that its `then` never looks at is a wish that nobody hears."""
    row = tables.missed[place]
    unheard = {
        "keep": ("times", "back"),
        "void": ("calls", "minutes", "times", "back"),
        "requeue": ("calls", "minutes"),
    }
    for key in unheard[row.then]:
        if getattr(row, key) != MissedTable.model_fields[key].default:
            what = said("config.what.unheard", key=key, then=row.then)
            yield source.finding(("missed", place, key), what, said("config.allowed.fitting"))


def _dangling(
    source: Source, path: Path, given: str, known: Sequence[str], kind: str = ""
) -> Iterator[Finding]:
    if given and given not in known:
        word = said(f"config.kind.{kind or path[-1]}")
        yield source.finding(path, said("config.what.no_such", given=given, kind=word), one_of(known, given))
