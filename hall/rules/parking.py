"""Tickets put aside (留号): with the window, with the clerk or in a named pool, taken out by hand or at a moment."""

from datetime import datetime

from hall.rules import targets
from hall.rules.clock import moment, start_of
from hall.rules.day import Day
from hall.rules.known import at_work, chosen, held_by
from hall.rules.places import rank_at
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse
from link.state import Ticket, Window


def park(day: Day, command: c.Park, now: datetime) -> tuple[f.Body, ...]:
    """Put the one at the window aside: they fetch a copy and come back."""
    window = at_work(day, command.window, command.at)
    ticket = held_by(day, window, "called", "serving")
    parked = f.TicketParked(
        ticket=ticket.id,
        window=window.id,
        pool=command.pool,
        until=_until(day, command.until, now),
        target=_shelf(day, window, command),
    )
    return (parked,)


def unpark(day: Day, command: c.Unpark) -> tuple[f.Body, ...]:
    """Let a parked ticket wait again, where it stood; `call` takes it straight to the window instead."""
    window = at_work(day, command.window, command.at)
    ticket = chosen(day, command.ticket, "parked")
    return (f.TicketUnparked(ticket=ticket.id, window=window.id, rank=ticket.rank),)


def unparked(day: Day, ticket: Ticket) -> f.TicketUnparked:
    """A parked ticket whose moment has come: first with whom it lies, if anybody is there, else by its age."""
    target = targets.again(day, ticket, ticket.target)
    rank = rank_at(day, ticket, target.queues, "first" if target.name else "age")
    return f.TicketUnparked(
        ticket=ticket.id, window=ticket.window, rank=rank, target=target.name, is_due=True
    )


def _shelf(day: Day, window: Window, command: c.Park) -> str:
    if command.pool:
        targets.pool_is_known(day, command.pool)
        return f"pool:{command.pool}"
    return f"clerk:{window.clerk}" if command.with_clerk and window.clerk else f"window:{window.id}"


def _until(day: Day, wanted: datetime | None, now: datetime) -> datetime | None:
    """A moment to come on this business day, in whole milliseconds."""
    if wanted is None or day.public.day is None:
        return None
    ends_at = start_of(day.public.definition, day.public.day.fromordinal(day.public.day.toordinal() + 1))
    if not moment(day, now) < wanted < ends_at:
        raise refuse("not-later-today")
    return wanted.replace(microsecond=wanted.microsecond // 1000 * 1000)
