"""What each role sees of facts and state: clerks, ratings and notes are not for every screen."""

from collections.abc import Hashable
from dataclasses import fields, replace
from functools import lru_cache
from typing import Any, Final, Literal, TypeVar, cast

from link.messages import facts as f
from link.messages.definition import Definition, Outbox
from link.messages.words import BoxRole
from link.state import Alarm, BoxTrouble, State, Ticket, Window
from link.state.changed import changed

View = Literal["whole", "caller", "screen"]
"""`whole`: all that is public in the hall. `caller`: without what citizens said of clerks, and without the codes
of appointments. `screen`: also without clerks,
and without what staff wrote about citizens."""

_VIEWS: Final[dict[BoxRole, View]] = {
    "hall": "whole",
    "manager": "whole",
    "technician": "whole",
    "desk": "whole",
    "integration": "whole",
    "caller": "caller",
}

_NOBODY: Final = f.Who()

_PERSONAL: Final = ("clerk", "from_clerk", "person", "note", "comment")
"""Fields of this name are about persons, in whatever kind of fact."""

SOME_BOOKING: Final = "hidden"
"""In the place of an appointment's code."""

_AIMED: Final = f.TicketReturned | f.TicketRevived | f.TicketParked | f.TicketUnparked
"""Here `target` may name a clerk."""

Aimed = TypeVar(
    "Aimed", Ticket, f.TicketWas, f.TicketReturned | f.TicketRevived | f.TicketParked | f.TicketUnparked
)

Watched = TypeVar("Watched", Alarm, BoxTrouble)

_REASONED: Final = (f.TicketPrioritised, f.TicketCancelled)
"""Here the reason is about the citizen ("wheelchair"); elsewhere about a window or a printer."""

_OF_RATINGS: Final = frozenset({"rating-bad", "case-late"})
"""Alarms that tell what citizens said of a clerk (hall/rules/cases.py)."""


def view_of(role: BoxRole) -> View:
    """What a role sees; a role that is not known here sees least."""
    return _VIEWS.get(role, "screen")


def shown_to(view: View, fact: f.Fact) -> f.Fact:
    """The fact as a view shows it; the same object where nothing is hidden.

    A fact that is hidden as a whole keeps its seq and its moment, so that nobody finds a gap when resuming.
    """
    if view == "whole":
        return fact
    body = _hidden(fact.body)
    if body is not None:
        return changed(fact, who=_NOBODY, command="", body=body)
    fact = _without_codes(fact)
    return fact if view == "caller" else _on_screen(fact)


def shown_state(view: View, state: State) -> State:
    """The state as a view shows it: it shares all that is not hidden, and is not to be changed."""
    state = state if view == "whole" else replace(state, alarms=alarms_for(view, state))
    if view != "screen":
        return state
    windows = {id: _window(each) for id, each in state.windows.items()}
    tickets = {id: _aimed_at_nobody(each) for id, each in state.tickets.items()}
    alarms = {key: _unseen(each) for key, each in state.alarms.items()}
    troubles = {key: _unseen(each) for key, each in state.troubles.items()}
    return replace(
        state,
        windows=windows,
        tickets=tickets,
        alarms=alarms,
        troubles=troubles,
        definition=_without_clerks(state.definition),
    )


def alarms_for(view: View, state: State) -> dict[str, Alarm]:
    """The alarms that a view shows: none of a rating to those who are rated."""
    if view == "whole":
        return state.alarms
    return {key: each for key, each in state.alarms.items() if each.alarm not in _OF_RATINGS}


def _hidden(body: f.Body) -> f.Body | None:
    """The empty form of what is hidden whole, the same for all: who rated, and about whom a note was made, is told by its
    mere time and ticket."""
    is_of_rating = isinstance(body, f.TicketRated | f.CaseOpened | f.CaseStepped) or (
        isinstance(body, f.AlarmRaised | f.AlarmCleared | f.AlarmAcknowledged) and body.alarm in _OF_RATINGS
    )
    return f.TicketNoted(ticket="", note="") if is_of_rating or isinstance(body, f.TicketNoted) else None


def _without_codes(fact: f.Fact) -> f.Fact:
    """Without the codes of appointments: who knows one has the appointment. That a ticket is for one can be seen."""
    body = fact.body
    if isinstance(body, f.TicketIssued):
        return changed(fact, body=changed(body, booking=SOME_BOOKING)) if body.booking else fact
    if isinstance(body, f.BookingMade | f.BookingCancelled | f.BookingArrived | f.BookingMissed):
        return changed(fact, body=changed(body, booking=SOME_BOOKING))
    if isinstance(body, f.BookingsImported) and body.refused:
        return changed(fact, body=changed(body, refused=()))
    return fact


def _on_screen(fact: f.Fact) -> f.Fact:
    body = _unsigned(fact.body)
    if fact.who.clerk:
        return changed(fact, who=f.Who(box=fact.who.box), body=body)
    return fact if body is fact.body else changed(fact, body=body)


def _unsigned(body: f.Body) -> f.Body:
    """Without clerks, and without the words of staff about a citizen."""
    if isinstance(body, f.HallDefined):
        return (
            changed(body, definition=_without_clerks(body.definition))
            if _tells_of_staff(body.definition)
            else body
        )
    if isinstance(body, f.CommandUndone) and body.ticket_was is not None:
        return changed(body, ticket_was=_aimed_at_nobody(body.ticket_was))
    told = {name: "" for name in _personal(cast(Hashable, type(body))) if getattr(body, name)}
    if isinstance(body, _AIMED):
        body = _aimed_at_nobody(body)
    return changed(body, **told) if told else body


@lru_cache(maxsize=128)
def _personal(kind: Any) -> tuple[str, ...]:
    names = (*_PERSONAL, "reason") if issubclass(kind, _REASONED) else _PERSONAL
    return tuple(each.name for each in fields(kind) if each.name in names)


def _aimed_at_nobody(record: Aimed) -> Aimed:
    """A ticket that waits for a clerk, on a screen: it waits for its service."""
    return changed(record, target="") if record.target.startswith("clerk:") else record


def _tells_of_staff(definition: Definition) -> bool:
    return bool(definition.clerks or definition.outbox.url)


def _without_clerks(definition: Definition) -> Definition:
    return changed(definition, clerks=(), outbox=Outbox())


def _unseen(watched: Watched) -> Watched:
    return changed(watched, acknowledged_by="") if watched.acknowledged_by else watched


def _window(window: Window) -> Window:
    return changed(window, clerk="") if window.clerk else window
