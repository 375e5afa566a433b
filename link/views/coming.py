"""Who is likely to be called next at a window."""

from link.state import State, Ticket, Window
from link.state.order import turn_of


def coming(state: State, window: Window, count: int) -> tuple[Ticket, ...]:
    """Those whom a window would call next by its order, if nobody else came; conditions and ratios are not foreseen."""
    profile = state.profile_of(window)
    order, now_s = profile.otherwise if profile else "priority", state.at.timestamp() if state.at else 0.0
    first = [each for queue in state.queues_of(window) for each in state.waiting.firsts(queue, count)]
    first.sort(key=lambda each: turn_of(order, each[0], each[1], state.index.priorities, now_s))
    return tuple(state.tickets[place[-1]] for _, place in first[:count])
