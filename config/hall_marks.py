"""Which services the marks of hall.toml name: `A1`, `@department`, `*`."""

from collections.abc import Sequence
from typing import Final

from config.hall_tables import HallTables

SERVES_ALL: Final = ("general", "cross_region")
"""Kinds of window that serve whatever the hall offers where their services are left out."""

SERVES_NONE: Final = ("complaint", "certificate", "consult", "agency")
"""Kinds of window that may call no service by themselves: people are sent or walk there."""


def services_of(tables: HallTables, marks: Sequence[str]) -> tuple[str, ...]:
    """The services that a list names, in its order."""
    found: dict[str, None] = {}
    for mark in marks:
        for service in tables.service:
            if mark in {"*", service.id, f"@{service.department}"}:
                found[service.id] = None
    return tuple(found)


def called_at(tables: HallTables, window: int) -> tuple[str, ...]:
    """The services that a window calls: its profile's, else its own, else what its kind calls."""
    row = tables.window[window]
    profile = next((one for one in tables.profile if one.id == row.profile), None)
    marks = profile.services if profile is not None and profile.services else row.services
    return services_of(tables, marks or (("*",) if row.kind in SERVES_ALL else ()))
