"""Whose turn it is at windows that call several services: who waits for another matter, yet stands before."""

from link.state import State


def waits_behind_others(state: State, service: str, ticket: str = "") -> bool:
    """Whether people for other services wait at the windows of this one, before `ticket` where it is known.

    The hall counts who is ahead within a series. Where a window calls several, nobody ahead is not yet `you are next`.
    """
    known = state.tickets.get(ticket)
    others = _sharing(state, service) - set(state.index.queue_of(service))
    if known is None:
        return any(state.waiting.count(other) for other in others)
    return any(state.waiting.ahead(other, known.place) for other in others)


def _sharing(state: State, service: str) -> set[str]:
    """The services of the windows that serve this one: of those at work, of all before the hall has opened."""
    able = [window for window in state.windows.values() if service in window.services]
    at_work = [window for window in able if window.state != "closed"]
    return {other for window in at_work or able for other in window.services}
