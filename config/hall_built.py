"""From the tables of hall.toml to the Definition that the hall runs by, with all that can be worked out filled in."""

import re
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from typing import Annotated

from config.hall_checks import prefix_of, series_of
from config.hall_intake_built import intake_built, quotas_built
from config.hall_marks import called_at, services_of
from config.hall_profile_table import ProfileTable
from config.hall_rating_built import rating_built
from config.hall_speech import speech_built
from config.hall_tables import HallTables, PriorityTable, ThemeTable
from config.hall_visit_built import missed_built, visit_built
from config.hours import hours_of
from config.reading import read_text
from config.rules import Many
from config.ticket_table import TicketTable
from config.validated import Table, validated
from link.messages.definition import (
    AlarmLimits,
    Clerk,
    Definition,
    Department,
    Hours,
    MissedPolicy,
    Policy,
    PriorityClass,
    Profile,
    Series,
    Service,
    Share,
    Theme,
    TicketTemplate,
    When,
    WindowPlace,
    Zone,
)


def built(tables: HallTables) -> Definition:
    """The Definition; the tables must have passed `hall_checks.findings`."""
    windows = tuple(_window(tables, place) for place in range(len(tables.window)))
    hall = tables.hall.model_dump(exclude={"hours", "practice"})
    classes = [row.id for row in tables.priority or usual_priorities()]
    return Definition(
        **hall,
        is_practice=tables.hall.practice,
        hours=_hours(tables.hall.hours),
        zones=_zones(tables, windows),
        departments=_departments(tables, windows),
        series=tuple(Series(**row.model_dump() | {"prefix": prefix_of(row)}) for row in tables.series),
        services=tuple(_service(tables, place) for place in range(len(tables.service))),
        windows=windows,
        priorities=tuple(PriorityClass(**row.model_dump()) for row in tables.priority or usual_priorities()),
        policy=_policy(tables),
        profiles=tuple(_profile(tables, row) for row in tables.profile),
        clerks=tuple(Clerk(**row.model_dump()) for row in tables.clerk),
        alarms=AlarmLimits(**tables.alarms.model_dump()),
        themes=tuple(_theme(tables, row) for row in tables.theme),
        tickets=tuple(_ticket(tables, row) for row in tables.ticket),
        speech=speech_built(tables),
        **intake_built(tables, classes),
        **visit_built(tables),
        **rating_built(tables),
    )


def windows_text(labels: Sequence[str]) -> str:
    """Which windows, for a sign: `1–12`, `1–6、8、D1`; runs of three or more are drawn together."""
    numbers = sorted({int(label) for label in labels if re.fullmatch("[1-9][0-9]*", label, re.ASCII)})
    others = [label for label in labels if not re.fullmatch("[1-9][0-9]*", label, re.ASCII)]
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join([text for run in runs for text in _run_texts(run)] + others)


def usual_priorities() -> tuple[PriorityTable, ...]:
    """The seven classes of a hall that names none."""
    file = files("config") / "defaults" / "priorities.toml"
    return validated(read_text(file.read_text("utf-8"), file.name), _Priorities).priority


class _Priorities(Table):
    priority: Annotated[tuple[PriorityTable, ...], Many]


def _run_texts(run: list[int]) -> list[str]:
    return [f"{run[0]}–{run[-1]}"] if len(run) > 2 else [str(number) for number in run]


def _hours(spans: Sequence[str]) -> tuple[Hours, ...]:
    return tuple(hours_of(text) for text in spans)


def _window(tables: HallTables, place: int) -> WindowPlace:
    row = tables.window[place]
    only = tables.zone[0].id if len(tables.zone) == 1 else ""
    plain = row.model_dump(exclude={"services", "label", "zone"})
    return WindowPlace(
        **plain, label=row.label or row.id, zone=row.zone or only, services=called_at(tables, place)
    )


def _service(tables: HallTables, place: int) -> Service:
    row = tables.service[place]
    plain = row.model_dump(exclude={"hours", "series", "quotas", "missed"})
    return Service(
        **plain,
        hours=_hours(row.hours),
        series=series_of(tables, place),
        quotas=quotas_built(row.quotas),
        missed=missed_built(tables, row.missed),
    )


def _policy(tables: HallTables) -> Policy:
    plain = tables.policy.model_dump(exclude={"missed"})
    return Policy(**plain, missed=missed_built(tables, tables.policy.missed) or MissedPolicy())


def _profile(tables: HallTables, row: ProfileTable) -> Profile:
    plain = row.model_dump(exclude={"services", "when", "ratio"})
    return Profile(
        **plain,
        services=services_of(tables, row.services),
        when=tuple(When(**one.model_dump()) for one in row.when),
        ratio=tuple(Share(**one.model_dump()) for one in row.ratio),
    )


def _theme(tables: HallTables, row: ThemeTable) -> Theme:
    plain = row.model_dump(exclude={"services"})
    return Theme(**plain, services=services_of(tables, row.services))


def _ticket(tables: HallTables, row: TicketTable) -> TicketTemplate:
    plain = row.model_dump(exclude={"services"})
    return TicketTemplate(**plain, services=services_of(tables, row.services))


def _zones(tables: HallTables, windows: Sequence[WindowPlace]) -> tuple[Zone, ...]:
    free = iter(_free_colours(tables))
    zones = []
    for row in tables.zone:
        labels = [window.label for window in windows if window.zone == row.id]
        worked_out = {"windows_text": row.windows_text or windows_text(labels)}
        zones.append(Zone(**row.model_dump() | worked_out | {"colour": row.colour or next(free)}))
    return tuple(zones)


def _free_colours(tables: HallTables) -> list[int]:
    taken = {row.colour for row in tables.zone}
    free = [colour for colour in range(1, 9) if colour not in taken] or [*range(1, 9)]
    return [free[place % len(free)] for place in range(len(tables.zone))]


def _departments(tables: HallTables, windows: Sequence[WindowPlace]) -> tuple[Department, ...]:
    departments = []
    for row in tables.department:
        plain = row.model_dump(exclude={"zone", "series"})
        departments.append(Department(**plain, zone=row.zone or _home_zone(tables, row.id, windows)))
    return tuple(departments)


def _home_zone(tables: HallTables, department: str, windows: Sequence[WindowPlace]) -> str:
    """The zone of most ordinary windows that call the department's services; of any windows where none is ordinary."""
    services = {row.id for row in tables.service if row.department == department}
    calling = [window for window in windows if services & set(window.services)]
    ordinary = [window for window in calling if window.kind == "ordinary"]
    zones = Counter(window.zone for window in ordinary or calling)
    return zones.most_common(1)[0][0] if zones else ""
