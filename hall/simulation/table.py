"""The figures of a trial as tables for a terminal."""

from collections.abc import Iterable, Mapping, Sequence

from rich.console import Group
from rich.table import Table
from rich.text import Text

from config.texts import Texts
from hall.simulation.advice import Advice
from hall.simulation.figures import Figures, Row
from hall.simulation.names import named
from link.messages.definition import Definition


def told(definition: Definition, name: str, found: Figures, t: Texts) -> Group:
    """All that a trial came to; `name` is the setting that was tried."""
    return Group(
        Text(name, style="bold"),
        Text(_sentence(found, t)),
        *_turned_away(found, t),
        _rows(
            t,
            "class",
            found.classes,
            {each.id: named(each, t) for each in definition.priorities},
            found.total,
        ),
        _rows(t, "hour", dict(sorted(found.hours.items())), {hour: f"{hour}:00" for hour in found.hours}),
        _windows(definition, found, t),
    )


def advised(definition: Definition, found: Sequence[Advice], limit_minutes: float, t: Texts) -> Table:
    """How many windows each hour needs, a row for each group of services that share windows."""
    hours = sorted({each.hour for each in found})
    table = Table(title=t.say("simulate.advice", minutes=f"{limit_minutes:g}"), title_justify="left")
    table.add_column(t.say("simulate.column.group"), overflow="fold")
    table.add_column(t.say("simulate.column.there"), justify="right")
    for hour in hours:
        table.add_column(f"{hour}:00", justify="right")
    for group in dict.fromkeys(each.group for each in found):
        by_hour = {each.hour: each for each in found if each.group == group}
        there = next(iter(by_hour.values())).there
        cells = [_needed(by_hour.get(hour), there) for hour in hours]
        table.add_row(_group_text(definition, group, t), str(there), *cells)
    return table


def minutes(seconds: float) -> str:
    """Seconds as minutes with one decimal."""
    return f"{seconds / 60:.1f}"


def _sentence(found: Figures, t: Texts) -> str:
    return t.say(
        "simulate.sentence",
        days=found.days,
        came=found.came,
        missed=found.missed,
        left=found.left_over,
        mean=minutes(found.total.mean_s),
        p95=minutes(found.total.p95_s),
    )


def _turned_away(found: Figures, t: Texts) -> Iterable[Text]:
    for reason, count in sorted(found.turned_away.items()):
        yield Text(t.say("simulate.turned_away", reason=reason, count=count))


def _rows(
    t: Texts,
    what: str,
    rows: Mapping[str, Row] | Mapping[int, Row],
    names: Mapping[object, str],
    total: Row | None = None,
) -> Table:
    table = Table(show_edge=False)
    table.add_column(t.say(f"simulate.column.{what}"))
    for column in ("people", "mean", "median", "p95", "longest"):
        table.add_column(t.say(f"simulate.column.{column}"), justify="right")
    for key, row in rows.items():
        table.add_row(names.get(key, str(key)), *_cells(row))
    if total is not None:
        table.add_row(t.say("simulate.all"), *_cells(total), style="bold")
    return table


def _cells(row: Row) -> list[str]:
    return [str(row.count), *(minutes(each) for each in (row.mean_s, row.median_s, row.p95_s, row.longest_s))]


def _windows(definition: Definition, found: Figures, t: Texts) -> Table:
    table = Table(show_edge=False)
    for column, side in (("window", "left"), ("people", "right"), ("busy", "right"), ("mean", "right")):
        table.add_column(t.say(f"simulate.column.{column}"), justify="left" if side == "left" else "right")
    for window in definition.windows:
        row = found.windows.get(window.id)
        busy = f"{found.busy.get(window.id, 0.0):.0%}"
        table.add_row(
            f"{window.label} {named(window, t)}".strip(),
            str(row.count if row else 0),
            busy,
            minutes(row.mean_s) if row else "–",
        )
    return table


def _needed(found: Advice | None, there: int) -> Text:
    if found is None:
        return Text("·", style="dim")
    return Text(str(found.needed), style="bold red" if found.needed > there else "")


def _group_text(definition: Definition, group: Sequence[str], t: Texts) -> str:
    names = [named(each, t) for each in definition.services if each.id in group]
    return names[0] if len(names) == 1 else t.say("simulate.and_more", first=names[0], count=len(names))
