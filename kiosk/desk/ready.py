"""What can be done now with what was found, and where a ticket comes out: pure."""

from typing import Final

from kiosk.desk.hands import Act
from kiosk.desk.situation import Paper, Situation
from link.messages.words import TicketState
from link.state import State

_LIVES: Final[frozenset[TicketState]] = frozenset({"waiting", "called", "serving", "parked", "missed"})
_NOT_SERVED: Final = _LIVES - {"serving"}

_CAN: Final[dict[Act, frozenset[TicketState]]] = {
    "reprint": _LIVES,
    "prioritise": _NOT_SERVED,
    "change": frozenset({"waiting"}),
    "add": _LIVES,
    "revive": frozenset({"missed", "expired"}),
    "cancel": _NOT_SERVED,
    "note": _LIVES,
    "flag": _LIVES,
    "book": frozenset(),
}
"""The states in which the hall takes each wish."""


def can(act: Act, state: State, situation: Situation) -> bool:
    """Whether it can be done with the ticket or the appointment that was found; booking needs neither."""
    if act == "book":
        return bool(state.definition.slots)
    booking = situation.booking
    if booking is not None:
        open_states = {"revive": ("booked", "missed"), "cancel": ("booked",)}
        return booking.state in open_states.get(act, ())
    known = state.find(situation.found) if situation.found else None
    return known is not None and known.state in _CAN[act]


def paper_of(wanted: Paper, *, has_own: bool, has_near: bool) -> Paper:
    """Where a ticket comes out: what is wanted, where there is such a printer."""
    if wanted == "own" and not has_own:
        return "near" if has_near else "none"
    if wanted == "near" and not has_near:
        return "own" if has_own else "none"
    return wanted
