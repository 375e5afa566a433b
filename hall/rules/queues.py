"""Which queues a window calls: its services, and whoever was sent to it, to its clerk or to a pool of its profile."""

from hall.rules.day import Day
from hall.rules.profiles import profile_of
from link.state import Window


def queues_of(day: Day, window: Window) -> tuple[str, ...]:
    """The names of the queues, as `Ticket.queue` has them."""
    clerk = (f"clerk:{window.clerk}",) if window.clerk else ()
    pools = (f"pool:{each}" for each in profile_of(day, window).pools)
    return (*window.services, f"window:{window.id}", *clerk, *pools)
