"""A press taken back: the ticket and the window as they stood before it."""

from dataclasses import fields
from operator import attrgetter
from typing import Any, Final, cast

from link.messages import facts as f
from link.messages.words import TicketState, WindowState
from link.state import tickets, windows
from link.state.changed import changed
from link.state.model import State, Ticket, Window

_OF_TICKET: Final = tuple(each.name for each in fields(f.TicketWas))
_OF_WINDOW: Final = tuple(each.name for each in fields(f.WindowWas))


def was_of(ticket: Ticket) -> f.TicketWas:
    """What must be known of a ticket to put it back as it is now."""
    return f.TicketWas(**_read(ticket, _OF_TICKET))


def window_was_of(window: Window) -> f.WindowWas:
    return f.WindowWas(**_read(window, _OF_WINDOW))


def undone(state: State, fact: f.Fact, body: f.CommandUndone) -> None:
    """The ticket and the window are again as before; a call that is taken back leaves the boards."""
    known = state.find(body.ticket)
    if body.ticket_was is None:
        _undone_by_schema_1(state, fact, body, known)
        return
    if known is not None:
        before = _read(body.ticket_was, _OF_TICKET)
        tickets.put(state, changed(known, state=cast(TicketState, body.ticket_state), **before))
    window = state.windows.get(body.window)
    if window is not None and body.window_was is not None:
        if window.finished > body.window_was.finished:
            state.count_done(body.ticket_was.service, -1)
        stood = _read(body.window_was, _OF_WINDOW)
        state.windows[window.id] = changed(window, state=cast(WindowState, body.window_state), **stood)
    for zone, calls in state.calls.items():
        state.calls[zone] = tuple(each for each in calls if each.seq != body.undone_seq)


def _undone_by_schema_1(state: State, fact: f.Fact, body: f.CommandUndone, known: Ticket | None) -> None:
    """An older hall told only the two states; a call, a miss, a start or a finish was all that it took back."""
    if known is not None:
        if known.state == "finished":
            windows.count_service(state, fact, body.window, body.ticket, -1)
            state.count_done(known.service, -1)
        tickets.put(state, _as_before(known, cast(TicketState, body.ticket_state), body.window))
    holds = body.ticket if body.ticket_state in ("called", "serving") else None
    if body.window:
        windows.change(state, body.window, fact, state=cast(WindowState, body.window_state), ticket=holds)


def _as_before(ticket: Ticket, state: TicketState, window: str) -> Ticket:
    misses = ticket.misses - 1 if ticket.state == "missed" and ticket.misses else ticket.misses
    at_window = window if state in ("called", "serving") else ""
    return changed(ticket, state=state, window=at_window, misses=misses, ended_at=None)


def _read(record: object, names: tuple[str, ...]) -> dict[str, Any]:
    return dict(zip(names, attrgetter(*names)(record), strict=True))
