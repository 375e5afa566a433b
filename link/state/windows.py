"""What each fact does to windows."""

from typing import Any

from link.messages import facts as f
from link.messages.words import WindowState
from link.state.changed import changed
from link.state.model import State, Window

_STATE_BY_TICKET: dict[str, WindowState] = {"called": "calling", "serving": "serving"}


def change(state: State, window: str, fact: f.Fact, /, **fields: Any) -> None:
    """Change some fields of a window; `since` moves when its state or its ticket does."""
    known = state.windows.get(window) or Window(id=window)
    has_moved = (
        fields.get("state", known.state) != known.state or fields.get("ticket", known.ticket) != known.ticket
    )
    state.windows[window] = changed(known, **fields, since=fact.at if has_moved else known.since)


def holds(state: State, fact: f.Fact, body: f.TicketCalled | f.ServiceStarted) -> None:
    doing: WindowState = "calling" if isinstance(body, f.TicketCalled) else "serving"
    change(state, body.window, fact, state=doing, ticket=body.ticket, reason="")


def lets_go(state: State, fact: f.Fact, ticket: str) -> None:
    """Free the window that holds a ticket, if one does; a paused one stays paused."""
    for window in state.windows.values():
        if window.ticket == ticket:
            still: WindowState = "open" if window.state in ("calling", "serving") else window.state
            change(state, window.id, fact, state=still, ticket=None)
            return


def finished(state: State, fact: f.Fact, body: f.ServiceFinished) -> None:
    count_service(state, fact, body.window, body.ticket, 1)


def count_service(state: State, fact: f.Fact, window: str, ticket: str, times: int) -> None:
    """Count a transaction that ended at a window; -1 takes one back, before its ticket changes."""
    known, served = state.windows.get(window), state.find(ticket)
    if known is None or served is None:
        return
    ended_at = served.ended_at or fact.at
    took_s = (ended_at - served.started_at).total_seconds() if served.started_at else 0.0
    change(
        state,
        window,
        fact,
        finished=max(0, known.finished + times),
        finished_s=max(0.0, known.finished_s + times * took_s),
    )


def opened(state: State, fact: f.Fact, body: f.WindowOpened) -> None:
    change(state, body.window, fact, state="open", clerk=body.clerk, reason="")


def paused(state: State, fact: f.Fact, body: f.WindowPaused) -> None:
    change(state, body.window, fact, state="paused", reason=body.reason)


def resumed(state: State, fact: f.Fact, body: f.WindowResumed) -> None:
    known = state.windows.get(body.window)
    held = state.tickets.get(known.ticket) if known and known.ticket else None
    back = _STATE_BY_TICKET.get(held.state, "open") if held else "open"
    change(state, body.window, fact, state=back, reason="")


def closed(state: State, fact: f.Fact, body: f.WindowClosed) -> None:
    change(state, body.window, fact, state="closed", clerk="", ticket=None, reason=body.reason)


def services_changed(state: State, fact: f.Fact, body: f.WindowServicesChanged) -> None:
    change(state, body.window, fact, services=body.services)


def taken_over(state: State, fact: f.Fact, body: f.ClerkTookOver) -> None:
    change(state, body.window, fact, clerk=body.clerk)
