"""The day over HTTP, as it was published last."""

import json
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Query, Response

from hall.api import shapes
from hall.api.house import House, shown_bytes
from hall.api.under import under
from link.messages.codec import encode
from link.state import State, Ticket, Window


def state(house: House) -> APIRouter:
    """The route `/state`."""
    router = under("", "state")
    living, all_of_it = _OncePerSeq(living_value), _OncePerSeq(whole_value)

    @router.get("/state", responses={200: {"model": shapes.StateShown}})
    async def get_state(
        all: Annotated[bool, Query(description="Also the tickets that have ended today.")] = False,
    ) -> Response:
        """Tickets, windows, and how many wait for each service."""
        return shown_bytes(house, (all_of_it if all else living).of(house.state))

    return router


def living_value(state: State) -> dict[str, Any]:
    """What `/state` shows: the tickets that live."""
    waiting = dict.fromkeys(state.index.services, 0) | dict(state.waiting.counts())
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

    def __init__(self, value: Callable[[State], dict[str, Any]]) -> None:
        self._value = value
        self._seq = -1
        self._made = b""

    def of(self, state: State) -> bytes:
        if state.seq != self._seq:
            text = json.dumps(self._value(state), ensure_ascii=False, separators=(",", ":"))
            self._made, self._seq = text.encode(), state.seq
        return self._made


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
