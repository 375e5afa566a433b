"""Who is called next at a window, and by which rule."""

from dataclasses import dataclass
from datetime import datetime

from hall.rules.conditions import holds
from hall.rules.day import Day
from hall.rules.heads import Head, heads_of, then_of
from hall.rules.order import best
from hall.rules.profiles import profile_of
from hall.rules.queues import queues_of
from hall.rules.ratio import turn
from hall.rules.walk_ins import walk_ins_share
from link.messages.definition import Profile
from link.state import Ticket, Window


@dataclass(frozen=True, slots=True)
class NextUp:
    """The next one, and what `ticket_called` says of the reason; see there."""

    ticket: Ticket
    rule: str
    counters: str = ""
    new_round: bool = False


def next_for(day: Day, window: Window, now: datetime) -> Ticket | None:
    """The ticket that the next call takes; None where nobody waits for this window."""
    found = next_up(day, window, now)
    return found.ticket if found else None


def next_up(day: Day, window: Window, now: datetime) -> NextUp | None:
    """The first condition of the window's profile that holds and finds somebody, then its ratio, then its order.

    Looks at the heads of lines alone: as much work with ten who wait as with ten thousand.
    """
    heads = walk_ins_share(day, heads_of(day, queues_of(day, window)))
    if not heads:
        return None
    profile = profile_of(day, window)
    for number, when in enumerate(profile.when, start=1):
        if (called := then_of(when).among(heads)) and holds(day, when, heads, now):
            return NextUp(_ticket(day, profile, called, now), f"when:{number}")
    if not profile.ratio:
        return NextUp(_ticket(day, profile, heads, now), "otherwise")
    its = turn(day, profile, window, heads)
    rule = f"ratio:{its.part}" if its.part else "otherwise"
    return NextUp(_ticket(day, profile, its.heads, now), rule, its.counters, its.new_round)


def _ticket(day: Day, profile: Profile, heads: tuple[Head, ...], now: datetime) -> Ticket:
    found = best(heads, profile.otherwise, day.public.index.priorities, now)
    return day.public.tickets[found.ticket]
