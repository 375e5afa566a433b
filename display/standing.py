"""From the hall's public state to the calls and broadcasts that stand: what a voice may say."""

from datetime import datetime

from display.announcer import Call, Notice, Standing
from display.wording import hall_wording
from link.state import Call as Shown
from link.state import State, Ticket


def standing(state: State, ledger: str) -> Standing:
    """Every ticket that is called now, by its latest call, and every broadcast.

    The windows are asked, not the last calls of a zone: a ticket that is called is held by a window, while the list
    of calls is cut off after a while. The list has the moment and the zones of a recall, where it still has them.
    """
    shown = {call.seq: call for calls in state.calls.values() for call in calls}
    held = (state.tickets.get(window.ticket) for window in state.windows.values() if window.ticket)
    calls = (_call(state, ticket, shown) for ticket in held if ticket and ticket.state == "called")
    return Standing(
        ledger=ledger,
        seq=state.seq,
        calls=tuple(call for call in calls if call),
        notices=tuple(
            Notice(seq=said.seq, text=said.text, zones=said.zones, at=said.at, is_urgent=said.is_emergency)
            for said in state.said
        ),
        is_practice=state.definition.is_practice,
        wording=hall_wording(state.definition),
    )


def _call(state: State, ticket: Ticket, shown: dict[int, Shown]) -> Call | None:
    call = shown.get(ticket.call)
    at: datetime | None = call.at if call else ticket.called_at
    if at is None:
        return None
    place = state.index.places.get(ticket.window)
    return Call(
        seq=ticket.call,
        ticket=ticket.id,
        number=ticket.number,
        window=place.label if place else ticket.window,
        zones=call.zones if call else ticket.zones,
        at=at,
        language=ticket.language,
    )
