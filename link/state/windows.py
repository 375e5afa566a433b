"""What each fact does to windows."""

from typing import Any

from link.messages import facts as f
from link.messages.definition import WindowPlace
from link.messages.words import WindowState
from link.state.changed import changed
from link.state.index import Index
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
    change(state, body.window, fact, state=doing, ticket=body.ticket, reason="", stored_until=None)


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
    _sat_down(state, fact, body)


def paused(state: State, fact: f.Fact, body: f.WindowPaused) -> None:
    change(state, body.window, fact, state="paused", reason=body.reason, stored_until=None)


def resumed(state: State, fact: f.Fact, body: f.WindowResumed) -> None:
    known = state.windows.get(body.window)
    held = state.tickets.get(known.ticket) if known and known.ticket else None
    back = _STATE_BY_TICKET.get(held.state, "open") if held else "open"
    change(state, body.window, fact, state=back, reason="")


def closed(state: State, fact: f.Fact, body: f.WindowClosed) -> None:
    change(
        state,
        body.window,
        fact,
        state="closed",
        clerk="",
        ticket=None,
        reason=body.reason,
        stored_until=None,
    )
    if not state.windows[body.window].profile:
        _calls(state, fact, body.window, ())


def stored(state: State, fact: f.Fact, body: f.NextStored) -> None:
    change(state, body.window, fact, stored_until=body.until)


def dropped(state: State, fact: f.Fact, body: f.NextDropped) -> None:
    change(state, body.window, fact, stored_until=None)


def services_changed(state: State, fact: f.Fact, body: f.WindowServicesChanged) -> None:
    change(state, body.window, fact, services=body.services, usual=None)


def taken_over(state: State, fact: f.Fact, body: f.ClerkTookOver) -> None:
    change(state, body.window, fact, clerk=body.clerk)
    _sat_down(state, fact, body)


def profile_changed(state: State, fact: f.Fact, body: f.WindowProfileChanged) -> None:
    change(state, body.window, fact, profile=body.profile)
    _calls(state, fact, body.window, body.services)


def redefined(window: Window, services: tuple[str, ...]) -> Window:
    """A window after the hall was defined anew; what a profile calls there is left as it is until the profile ends."""
    if window.usual is None:
        return changed(window, services=services)
    return changed(window, usual=services)


def added(state: State, fact: f.Fact, body: f.WindowAdded) -> None:
    place = WindowPlace(
        id=body.window,
        label=body.label,
        name=body.name,
        name_en=body.name_en,
        zone=body.zone,
        services=body.services,
        kind=body.window_kind,
    )
    state.added = state.added | {place.id: place}
    state.windows[place.id] = Window(id=place.id, services=place.services, since=fact.at)
    state.index = Index(state.definition, state.added.values())


def removed(state: State, fact: f.Fact, body: f.WindowRemoved) -> None:
    state.added = {id: place for id, place in state.added.items() if id != body.window}
    state.windows.pop(body.window, None)
    state.index = Index(state.definition, state.added.values())


def _sat_down(state: State, fact: f.Fact, body: f.WindowOpened | f.ClerkTookOver) -> None:
    """What a clerk's own profile calls, unless a profile was set for the day."""
    if not state.windows[body.window].profile:
        _calls(state, fact, body.window, body.services)


def _calls(state: State, fact: f.Fact, window: str, services: tuple[str, ...]) -> None:
    """Put what a profile calls in the place of the usual; nothing: the usual again."""
    known = state.windows[window]
    usual = known.services if known.usual is None else known.usual
    if services or known.usual is not None:
        change(state, window, fact, services=services or usual, usual=usual if services else None)
