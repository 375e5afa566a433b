"""The day over HTTP, as it was published last."""

import json
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request, Response

from hall.access.views import View, shown_state, view_of
from hall.api import shapes
from hall.api.house import House, known, shown_bytes
from hall.api.under import under
from link.messages.codec import encode
from link.state import State, Ticket, Window

Value = Callable[[State], dict[str, Any]]


def state(house: House) -> APIRouter:
    """The route `/state`."""
    router = under("", "state")
    made = _OncePerSeq()

    @router.get("/state", responses={200: {"model": shapes.StateShown}})
    async def get_state(
        request: Request,
        all: Annotated[bool, Query(description="Also the tickets that have ended today.")] = False,
    ) -> Response:
        """Tickets, windows, and how many wait for each service; clerks only to those who may see them."""
        value = whole_value if all else living_value
        return shown_bytes(house, made.of(value, view_of(known(request).role), house.state))

    return router


def living_value(state: State) -> dict[str, Any]:
    """What `/state` shows: the tickets that live."""
    by_service = {queue: count for queue, count in state.waiting.counts() if ":" not in queue}
    waiting = (
        dict.fromkeys(state.index.services, 0) | by_service
    )  # not `clerk:1001`, where somebody is waited for
    return {
        "seq": state.seq,
        "at": encode(state.at),
        "day": encode(state.day),
        "is_open": state.is_open,
        "tickets": [_ticket(each) for each in state.tickets.values()],
        "windows": [_window(each) for each in state.windows.values()],
        "waiting": waiting,
        "suspended": dict(state.suspended),
        "crowd": state.crowd,
    }


def whole_value(state: State) -> dict[str, Any]:
    """What `/state?all=1` shows: also those that have ended."""
    value = living_value(state)
    value["tickets"].extend(_ticket(each) for each in state.ended.values())
    return value


class _OncePerSeq:
    """JSON made anew only when something has happened: a morning's state is a megabyte, and many ask."""

    def __init__(self) -> None:
        self._made: dict[tuple[Value, View], tuple[int, bytes]] = {}

    def of(self, value: Value, view: View, state: State) -> bytes:
        seq, made = self._made.get((value, view), (-1, b""))
        if seq != state.seq:
            text = json.dumps(value(shown_state(view, state)), ensure_ascii=False, separators=(",", ":"))
            made = text.encode()
            self._made[value, view] = (state.seq, made)
        return made


def _ticket(ticket: Ticket) -> dict[str, Any]:
    return {
        "id": ticket.id,
        "number": ticket.number,
        "service": ticket.service,
        "priority": ticket.priority,
        "state": ticket.state,
        "window": ticket.window or None,
        "zones": list(ticket.zones),
        "issued_at": encode(ticket.issued_at),
    }


def _window(window: Window) -> dict[str, Any]:
    return {
        "id": window.id,
        "state": window.state,
        "clerk": window.clerk,
        "ticket": window.ticket,
        "services": list(window.services),
        "since": encode(window.since),
        "reason": window.reason,
    }
