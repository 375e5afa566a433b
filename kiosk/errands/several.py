"""Several matters under one number: which can be ticked, and which comes first; pure."""

from typing import Final

from link.messages.definition import Policy
from link.state import State
from link.views import DepartmentTile, KioskView, ServiceTile


def can_be_several(view: KioskView) -> tuple[ServiceTile, ...]:
    """What can be had now, in the order of the hall's file."""
    return tuple(
        each for department in view.departments for each in department.services if each.status == "open"
    )


MOST_IN_A_LIST: Final = 14
"""More matters than these are looked for department by department."""


def by_department(view: KioskView) -> tuple[DepartmentTile, ...]:
    """The departments of what can be had now; empty where one list of all is short enough."""
    if len(can_be_several(view)) <= MOST_IN_A_LIST:
        return ()
    return tuple(
        each for each in view.departments if any(service.status == "open" for service in each.services)
    )


def in_order(matters: tuple[str, ...], state: State) -> tuple[str, ...]:
    """As the hall's rule says: as they were ticked, or the shortest wait first.

    Only the hall knows waits to the minute: the kiosk puts whom few wait for, at many windows, before the others.
    """
    policy: Policy = state.definition.policy
    if policy.further == "order":
        return matters
    return tuple(sorted(matters, key=lambda matter: (_ahead_a_window(state, matter), matters.index(matter))))


def _ahead_a_window(state: State, matter: str) -> float:
    ahead = sum(state.waiting.count(each) for each in state.index.queue_of(matter))
    windows = sum(matter in each.services and each.state != "closed" for each in state.windows.values())
    return ahead / windows if windows else float("inf")
