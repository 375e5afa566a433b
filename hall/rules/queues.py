"""Which queues a window calls."""

from hall.rules.day import Day
from link.state import Window


def queues_of(day: Day, window: Window) -> tuple[str, ...]:
    """The names of the queues, as `Ticket.queue` has them: services, `window:ID`, `clerk:CLERK`, `pool:ID`."""
    return day.public.queues_of(window)
