"""What each key does in a situation, and whether it can be done."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from caller.keys import PLACES, Place
from caller.ports import Verb
from caller.situation import Phase, Situation

Action = Literal[
    "open", "next", "disarm", "start", "resume", "confirm", "wait",
    "recall", "missed", "undo", "finish", "park", "transfer", "pick", "walk", "outcome", "pause", "close",
    "more", "back", "sign_in", "change", "arrived", "further",
]  # fmt: skip

VERB: Final[Mapping[Action, Verb]] = {
    "open": "open", "next": "next", "start": "start", "resume": "resume", "recall": "recall", "missed": "missed",
    "undo": "undo", "finish": "finish", "park": "park", "transfer": "transfer", "pick": "call", "walk": "walk",
    "outcome": "finish", "pause": "pause", "close": "close", "arrived": "arrived",
}  # fmt: skip
"""What the hall is asked for; the other actions stay in the terminal."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doing:
    """What a key would do now."""

    action: Action
    is_ready: bool


_MAIN: Final[Mapping[Phase, Action]] = {
    "closed": "open", "idle": "next", "armed": "disarm", "calling": "start", "serving": "next", "paused": "resume",
}  # fmt: skip

_WHEN: Final[Mapping[Place, tuple[Action, frozenset[Phase]]]] = {
    "recall": ("recall", frozenset({"calling"})),
    "missed": ("missed", frozenset({"calling"})),
    "finish": ("finish", frozenset({"serving"})),
    "park": ("park", frozenset({"calling", "serving"})),
    "transfer": ("transfer", frozenset({"calling", "serving"})),
    "pick": ("pick", frozenset({"idle", "armed", "serving"})),
    "walk": ("walk", frozenset({"idle", "armed"})),
    "further": ("further", frozenset({"idle", "armed", "calling", "serving", "paused"})),
    "outcome": ("outcome", frozenset({"serving"})),
    "pause": ("pause", frozenset({"idle", "armed", "calling", "serving"})),
    "sign_out": ("close", frozenset({"idle", "armed", "paused"})),
}
"""The phases in which each of the other keys can be used."""


def doing(situation: Situation) -> dict[Place, Doing]:
    """What every key does now."""
    return {place: _doing(situation, place) for place in PLACES}


def _doing(situation: Situation, place: Place) -> Doing:
    if place == "main":
        return _main(situation)
    if situation.must_sign_in:
        return Doing(action="more" if place == "more" else _WHEN[place][0], is_ready=False)
    if place == "more":
        return _more(situation)
    action, phases = _WHEN[place]
    if place == "missed" and situation.undoable is not None and situation.phase in ("idle", "armed"):
        return Doing(action="undo", is_ready=_is_free(situation, "undo"))
    if place == "pause" and situation.phase == "paused":
        return Doing(action="resume", is_ready=_is_free(situation, "resume"))
    is_time = situation.phase in phases or _is_time_too(situation, place)
    can = is_time and _is_free(situation, action) and _is_allowed(situation, action)
    return Doing(action=action, is_ready=can)


def _is_time_too(situation: Situation, place: Place) -> bool:
    """What one more state allows: finishing in a pause, and in a hall of few visitors the next one while serving."""
    is_low = situation.seen is not None and situation.seen.policy.low_volume
    if place == "walk":
        return is_low and situation.phase == "serving"
    return place == "finish" and _is_paused_in_service(situation)


def _is_paused_in_service(situation: Situation) -> bool:
    """Whoever is being served when the window pauses can still be finished."""
    return (
        situation.phase == "paused" and situation.ticket is not None and situation.ticket.state == "serving"
    )


def _main(situation: Situation) -> Doing:
    action = _main_action(situation)
    if action is None or situation.is_slow:
        return Doing(action="wait", is_ready=False)
    if situation.must_sign_in:
        return _sign_in(situation)
    if situation.chooser is not None:
        return Doing(action="confirm", is_ready=situation.chooser.chosen is not None)
    is_signed = action != "open" or bool(situation.typed_clerk.strip())
    return Doing(action=action, is_ready=is_signed and VERB.get(action) not in situation.not_built)


def _main_action(situation: Situation) -> Action | None:
    awaits = situation.phase == "calling" and situation.seen is not None and situation.seen.awaits_arrival
    return "arrived" if awaits else _MAIN.get(situation.phase)


def _sign_in(situation: Situation) -> Doing:
    signing = situation.signing
    is_ready = signing.is_complete(situation.typed_clerk) and situation.in_flight is None
    return Doing(action="sign_in" if signing.step == "sign-in" else "change", is_ready=is_ready)


def _more(situation: Situation) -> Doing:
    is_open = situation.is_more_open or situation.chooser is not None
    at_work = situation.phase not in ("starting", "unknown", "closed", "stale")
    return Doing(
        action="back" if is_open else "more", is_ready=situation.form == "bar" and (is_open or at_work)
    )


def _is_free(situation: Situation, action: Action) -> bool:
    """Whether nothing stands before the key: no choice is open, no press is slow, and the hall knows the command."""
    is_busy = situation.chooser is not None or situation.is_slow
    return not is_busy and VERB.get(action) not in situation.not_built


def _is_allowed(situation: Situation, action: Action) -> bool:
    """The hall's own limits, as far as its definition says them."""
    seen, ticket = situation.seen, situation.ticket
    if action == "recall" and seen is not None and ticket is not None:
        return seen.policy.recall_limit is None or ticket.recalls < seen.policy.recall_limit
    return True
