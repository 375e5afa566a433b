"""Tickets put aside at a window, taken back, and moved to another service."""

from hall.rules.day import Day
from hall.rules.known import at_work, held_by, service_of, ticket_of
from hall.rules.places import rank_at
from hall.rules.zones import zones_of
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse


def park(day: Day, command: c.Park) -> tuple[f.Body, ...]:
    """Put the one at the window aside: they fetch a copy and come back."""
    if command.pool or command.until:
        raise refuse("not-built")
    window = at_work(day, command.window, command.at)
    ticket = held_by(day, window, "called", "serving")
    return (f.TicketParked(ticket=ticket.id, window=window.id),)


def unpark(day: Day, command: c.Unpark) -> tuple[f.Body, ...]:
    """Let a parked ticket wait again, by its age; `call` takes it straight to the window instead."""
    window = at_work(day, command.window, command.at)
    ticket = ticket_of(day, command.ticket, "parked")
    return (f.TicketUnparked(ticket=ticket.id, window=window.id, rank=ticket.rank),)


def transfer(day: Day, command: c.Transfer) -> tuple[f.Body, ...]:
    """Send the one at the window to another service under the same number."""
    if command.to_window or command.clerk or command.pool or command.note:
        raise refuse("not-built")
    window = at_work(day, command.window, command.at)
    service = service_of(day, command.service)
    ticket = held_by(day, window, "called", "serving")
    return (
        f.TicketTransferred(
            ticket=ticket.id,
            from_window=window.id,
            service=service.id,
            place=command.place,
            rank=rank_at(day, ticket, service.id, command.place, command.back),
            zones=zones_of(day, service.id),
        ),
    )
