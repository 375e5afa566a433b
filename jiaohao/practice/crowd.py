"""Who comes and who serves while somebody practises: what each does next. Pure."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from random import Random
from typing import Final

from link.client import WindowVerb
from link.state import State, Window
from link.views import kiosk_view

MOST_WAITING: Final = 4
"""People who wait for one window, so that a slow learner is not drowned."""

MISSED_SHARE: Final = 0.12
"""So often nobody comes who was called: there is somebody to revive."""


FAVOURED_SHARE: Final = 0.6
"""So often somebody comes for what the practised window serves."""

MOST_STAFFED: Final = 6
"""Windows with pretended clerks: more would call away whom the learner is to call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Press:
    """What a pretended clerk presses, and with which words."""

    window: str
    verb: WindowVerb
    fields: Mapping[str, object] = field(default_factory=dict)


def next_service(state: State, now: datetime, chance: Random, favoured: Collection[str] = ()) -> str:
    """What the next citizen comes for, mostly one of the `favoured` services; empty: nobody comes now."""
    windows = sum(each.state != "closed" for each in state.windows.values()) or len(state.windows)
    waiting = sum(count for _, count in state.waiting.counts())
    if waiting >= MOST_WAITING * max(1, windows):
        return ""
    view = kiosk_view(state, now)
    open_now = [
        each.id for department in view.departments for each in department.services if each.status == "open"
    ]
    liked = [each for each in open_now if each in favoured]
    chosen = liked if liked and chance.random() < FAVOURED_SHARE else open_now
    return chance.choice(chosen) if chosen else ""


def next_press(state: State, window: str, chance: Random) -> Press | None:
    """What the clerk of a window does next; None: waits for somebody."""
    known = state.windows.get(window)
    if known is None:
        return None
    match known.state:
        case "closed":
            return Press(window=window, verb="open", fields={"clerk": f"p{window}"[:40]})
        case "paused":
            return Press(window=window, verb="resume")
        case "calling":
            return Press(window=window, verb="missed" if chance.random() < MISSED_SHARE else "start")
        case "serving":
            return Press(window=window, verb="finish", fields=_outcome(state, known))
    waits = any(state.waiting.count(queue) for queue in state.queues_of(known))
    return Press(window=window, verb="next") if waits else None


def others(state: State, practised: Collection[str]) -> tuple[str, ...]:
    """The windows at which a clerk is pretended: none where somebody practises, and not so many beside such a one."""
    free = tuple(each for each in state.windows if each not in practised)
    if not practised:
        return free
    apart = sorted(free, key=lambda each: len(_shared(state, each, practised)))
    return tuple(apart[:MOST_STAFFED])


def served_at(state: State, windows: Collection[str]) -> tuple[str, ...]:
    """What these windows serve."""
    return tuple(
        service for each in windows if each in state.windows for service in state.windows[each].services
    )


def _shared(state: State, window: str, practised: Collection[str]) -> set[str]:
    """The services that a window would call away from the practised ones."""
    return set(state.windows[window].services) & set(served_at(state, practised))


def _outcome(state: State, window: Window) -> dict[str, object]:
    """What is recorded at the end, where the hall wants it."""
    held = state.tickets.get(window.ticket or "")
    service = state.index.services.get(held.service) if held else None
    own = service.outcome_mandatory if service else None
    if not (state.definition.policy.outcome_mandatory if own is None else own):
        return {}
    known = state.definition.outcomes
    return {"outcome": known[0].id if known else "done"}
