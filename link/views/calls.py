"""The calls of a zone: the last ones, and however many there are that still stand."""

from collections.abc import Iterator

from link.messages.words import TicketState
from link.state import Call, State, Ticket
from link.views.model import CallView


def zone_calls(state: State, zone: str, most: int) -> tuple[tuple[CallView, ...], int]:
    """The last `most` calls of a zone and every older one whose ticket is still called by it, newest first; and the id
    from which on none is missing (0: none at all).

    The list of last calls is cut off after a while; whoever is called is held by a window until then.
    """
    kept = state.calls.get(zone, ())
    listed = kept[-most:]
    known = {call.seq for call in listed}
    older = (call for call in _standing(state, zone) if call.seq not in known)
    calls = sorted((*listed, *older), key=lambda call: call.seq, reverse=True)
    is_cut = len(listed) == most
    return tuple(call_view(state, call) for call in calls), listed[0].seq if is_cut else 0


def call_view(state: State, call: Call) -> CallView:
    """One call as it is shown."""
    ticket = state.find(call.ticket)
    place = state.index.places.get(call.window)
    return CallView(
        seq=call.seq,
        at=call.at,
        ticket=call.ticket,
        number=call.number,
        window=call.window,
        label=place.label if place else call.window,
        zones=call.zones,
        state=_state_of_call(call, ticket),
        is_recall=call.is_recall,
        language=call.language,
        visual=ticket is not None and ticket.visual,
        zone=place.zone if place else "",
    )


def _standing(state: State, zone: str) -> Iterator[Call]:
    """The call of every ticket that is called now, as the windows hold them."""
    for window in state.windows.values():
        ticket = state.tickets.get(window.ticket) if window.ticket else None
        if ticket is not None and ticket.state == "called" and zone in ticket.zones:
            yield _as_call(ticket)


def _as_call(ticket: Ticket) -> Call:
    return Call(
        seq=ticket.call,
        at=ticket.recalled_at or ticket.called_at or ticket.issued_at,
        ticket=ticket.id,
        number=ticket.number,
        window=ticket.window,
        zones=ticket.zones,
        is_recall=ticket.recalls > 0,
        language=ticket.language,
    )


def _state_of_call(call: Call, ticket: Ticket | None) -> TicketState:
    """How its ticket stands by this call; one that was called elsewhere since is over here."""
    if ticket is None or ticket.call != call.seq:
        return "finished"
    return ticket.state
