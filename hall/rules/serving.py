"""What a clerk does with the one at the window: they came, begin, are done, did not come."""

from hall.rules.day import Day
from hall.rules.known import at_work, held_by, ready
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse
from link.state import Ticket


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
    if day.public.definition.policy.outcome_mandatory and not command.outcome:
        raise refuse("outcome-missing", ticket=ticket.number)
    if ticket.state == "serving":
        return (finished(day, ticket, window.id, command.outcome),)
    started = _started(day, ticket, window.id)
    return started, finished(day, ticket, window.id, command.outcome, started.transaction)


def finished(
    day: Day, ticket: Ticket, window: str, outcome: str = "", transaction: int | None = None
) -> f.ServiceFinished:
    """The fact that a transaction ended; a ticket with further matters waits for the next of them."""
    return f.ServiceFinished(
        ticket=ticket.id,
        window=window,
        transaction=transaction or max(1, len(day.served.get(ticket.id, ()))),
        outcome=outcome,
        next_service=ticket.further[0] if ticket.further else "",
    )


def missed(day: Day, command: c.MarkMissed) -> tuple[f.Body, ...]:
    """The one who was called did not come; the ticket can be called again or revived."""
    window = at_work(day, command.window, command.at)
    ticket = held_by(day, window, "called")
    return (f.TicketMissed(ticket=ticket.id, window=window.id),)


def _started(day: Day, ticket: Ticket, window: str) -> f.ServiceStarted:
    return f.ServiceStarted(
        ticket=ticket.id, window=window, transaction=len(day.served.get(ticket.id, ())) + 1
    )
