"""From a choice that was made to what the hall is asked for: pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from caller.choices import ABANDON, Chooser, Kind
from caller.ports import Verb
from caller.terminal import Terminal

FOLLOWING: Final[Mapping[Kind, Kind]] = {"transfer": "place", "place": "note", "result": "delivered"}
"""What is chosen after what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """`about` is the ticket of a command that is no press of the window; empty: it is one."""

    verb: Verb
    fields: Mapping[str, object] = field(default_factory=dict)
    about: str = ""


def wish_of(chooser: Chooser, value: str, seen: Terminal, now: datetime) -> Wish:
    """What choosing `value` asks for, with all that was chosen before it; `now` is the hall's time."""
    fields = gathered(chooser, value, now)
    if value == ABANDON:
        return Wish(verb="abandon")
    if chooser.kind in _OF_TICKET and seen.view.ticket is not None:
        return Wish(verb=_OF_TICKET[chooser.kind], fields=fields, about=seen.view.ticket.id)
    special = _SPECIAL.get(chooser.kind)
    if special is not None:
        return special(value, seen)
    return Wish(verb="next" if chooser.then_next else _VERB[chooser.kind], fields=fields)


def gathered(chooser: Chooser, value: str, now: datetime) -> dict[str, object]:
    """The fields of this choice and of those before it."""
    return dict(chooser.gathered) | _fields(chooser.kind, value, now)


_VERB: Final[Mapping[Kind, Verb]] = {
    "pause": "pause", "transfer": "transfer", "place": "transfer", "note": "transfer", "park": "park", "walk": "walk",
    "pick": "call", "outcome": "finish", "delivered": "finish", "deputy": "take-over", "profile": "profile",
}  # fmt: skip

_OF_TICKET: Final[Mapping[Kind, Verb]] = {
    "remark": "note", "matter": "add-service", "unmatter": "remove-service", "next_matter": "choose-service",
}  # fmt: skip
"""What is done to the ticket at the window, not to the window."""

_FIELD: Final[Mapping[Kind, str]] = {
    "pause": "reason", "walk": "service", "pick": "ticket", "outcome": "outcome", "result": "outcome", "note": "note",
    "deputy": "clerk", "profile": "profile", "remark": "note", "matter": "service", "unmatter": "service",
    "next_matter": "service",
}  # fmt: skip

_MAY_BE_EMPTY: Final = frozenset[Kind]({"profile"})


def _fields(kind: Kind, value: str, now: datetime) -> dict[str, object]:
    if kind in ("transfer", "park"):
        return _target(value, now)
    if kind == "place":
        where, _, back = value.partition(":")
        return {"place": where} | ({"back": int(back)} if back else {})
    if kind == "delivered":
        return {"delivered": int(value)} if value else {}
    if value == ABANDON or kind not in _FIELD or (not value and kind not in _MAY_BE_EMPTY):
        return {}
    return {_FIELD[kind]: value}


def _target(value: str, now: datetime) -> dict[str, object]:
    what, _, which = value.partition(":")
    if what == "min":
        return {"until": (now + timedelta(minutes=int(which))).isoformat()}
    if what == "with":
        return {"with_clerk": True}
    return {what: which} if which else {}


def _returned(value: str, seen: Terminal) -> Wish:
    """One who was put aside waits again: a parked one by the window, a missed one as whoever comes back."""
    lying = next((each for each in seen.aside if each.ticket == value), None)
    if lying is not None and lying.how == "missed":
        return Wish(verb="revive", about=value)
    return Wish(verb="unpark", fields={"ticket": value})


def _toggled(value: str, seen: Terminal) -> Wish:
    """One service more or less than the window calls now."""
    now = seen.plan.calls
    calls = [each for each in now if each != value] if value in now else [*now, value]
    return Wish(verb="services", fields={"services": calls})


_SPECIAL: Final[Mapping[Kind, Callable[[str, Terminal], Wish]]] = {"return": _returned, "services": _toggled}
