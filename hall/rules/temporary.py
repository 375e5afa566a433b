"""Windows that are not in the hall's file: added for the day, and taken away again."""

import re
from typing import Final

from hall.rules.day import Day
from hall.rules.known import label_of, service_of, window_of
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse

_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
_LONGEST_LABEL: Final = 8
MOST: Final = 64
"""Windows that can be added in one day."""


def add_window(day: Day, command: c.AddWindow) -> tuple[f.Body, ...]:
    """One more window until the day closes; signs, boards and voices know it by its label."""
    state = day.public
    _is_well_named(day, command)
    zone = command.zone or (state.definition.zones[0].id if len(state.definition.zones) == 1 else "")
    if zone not in state.index.zones:
        raise refuse("unknown-zone", zone=zone)
    services = tuple(dict.fromkeys(service_of(day, each).id for each in command.services))
    return (
        f.WindowAdded(
            window=command.window,
            label=command.label,
            zone=zone,
            name=command.name,
            name_en=command.name_en,
            services=services,
            window_kind=command.window_kind,
        ),
    )


def remove_window(day: Day, command: c.RemoveWindow) -> tuple[f.Body, ...]:
    """Take away one that was added; those of the hall's file stay, and so does one with a clerk."""
    window = window_of(day, command.window)
    if window.id not in day.public.added:
        raise refuse("window-not-added", window=label_of(day, window.id))
    if window.state != "closed":
        raise refuse("window-already-open", window=label_of(day, window.id))
    return (f.WindowRemoved(window=window.id),)


def _is_well_named(day: Day, command: c.AddWindow) -> None:
    state = day.public
    if not _ID.fullmatch(command.window):
        raise refuse("bad-request", field="window", reason="id")
    if not 1 <= len(command.label) <= _LONGEST_LABEL:
        raise refuse("bad-request", field="label", reason="length")
    if len(state.added) >= MOST:
        raise refuse("bad-request", field="window", reason="many", limit=str(MOST))
    if command.window in state.windows or any(
        each.label == command.label for each in state.index.places.values()
    ):
        raise refuse("window-exists", window=command.label)
