"""What a clerk does with the one at the window: they came, begin, are done, did not come, leave."""

from datetime import datetime

from hall.rules.day import Day
from hall.rules.known import at_work, held_by, ready
from hall.rules.matters import following
from hall.rules.missing import may_be_missed
from hall.rules.missing import missed as missed_by_policy
from hall.rules.outcomes import outcome_of
from hall.rules.zones import zones_of
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse
from link.state import Ticket

ABANDONED = "abandoned"
"""Why a visit ended at a window, where the clerk gave no other reason."""


def arrived(day: Day, command: c.MarkArrived) -> tuple[f.Body, ...]:
    window = ready(day, command.window, command.at)
    ticket = held_by(day, window, "called")
    return () if ticket.arrived_at else (f.TicketArrived(ticket=ticket.id, window=window.id),)


def start(day: Day, command: c.StartService) -> tuple[f.Body, ...]:
    window = ready(day, command.window, command.at)
    return (_started(day, held_by(day, window, "called"), window.id),)


def finish(day: Day, command: c.FinishService) -> tuple[f.Body, ...]:
    """End the transaction. A clerk who never pressed start has served all the same: both are written."""
    window = at_work(day, command.window, command.at)
    ticket = held_by(day, window, "called", "serving")
    if ticket.state == "serving":
        return (finished(day, ticket, window.id, command.outcome, command.delivered),)
    started = _started(day, ticket, window.id)
    ended = finished(
        day, ticket, window.id, command.outcome, command.delivered, transaction=started.transaction
    )
    return started, ended


def finished(
    day: Day,
    ticket: Ticket,
    window: str,
    outcome: str = "",
    delivered: int | None = None,
    *,
    transaction: int | None = None,
) -> f.ServiceFinished:
    """The fact that a transaction ended; a ticket with further matters waits for the next of them.

    Raises:
        Refused: the outcome is missing or not one of the hall's.
    """
    coming = following(day, ticket)
    return f.ServiceFinished(
        ticket=ticket.id,
        window=window,
        transaction=transaction or max(1, len(day.served.get(ticket.id, ()))),
        outcome=outcome_of(day, ticket, outcome),
        delivered=delivered,
        next_service=coming,
        zones=zones_of(day, coming) if coming else (),
    )


def missed(day: Day, command: c.MarkMissed, now: datetime) -> tuple[f.Body, ...]:
    """The one who was called did not come; what follows is the policy of their service."""
    window = at_work(day, command.window, command.at)
    ticket = held_by(day, window, "called")
    may_be_missed(day, ticket, now)
    return missed_by_policy(day, ticket, now)


def abandon(day: Day, command: c.Abandon) -> tuple[f.Body, ...]:
    """The one at the window leaves for good; the visit ends."""
    window = at_work(day, command.window, command.at)
    ticket = held_by(day, window, "called", "serving")
    return (f.TicketCancelled(ticket=ticket.id, reason=command.reason or ABANDONED),)


def _started(day: Day, ticket: Ticket, window: str) -> f.ServiceStarted:
    service = day.public.index.services.get(ticket.service)
    if service is not None and service.confirm_arrival and ticket.arrived_at is None:
        raise refuse("not-arrived", ticket=ticket.number)
    return f.ServiceStarted(
        ticket=ticket.id, window=window, transaction=len(day.served.get(ticket.id, ())) + 1
    )
