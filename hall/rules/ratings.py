"""How well a citizen was served (好差评): once for each transaction, from 1 to 5."""

from hall.rules.day import Day
from hall.rules.known import ticket_of
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse


def rate(day: Day, command: c.RateTicket) -> tuple[f.Body, ...]:
    """Rate one transaction of a visit; the window and clerk of that transaction are kept with it."""
    if not 1 <= command.grade <= 5:
        raise refuse("bad-request", field="grade", reason="1–5")
    ticket = ticket_of(day, command.ticket)
    served = day.served.get(ticket.id, ())
    if not 1 <= command.transaction <= len(served):
        raise refuse("not-served", ticket=ticket.number)
    if (ticket.id, command.transaction) in day.ratings:
        raise refuse("already-rated", ticket=ticket.number)
    if command.comment:
        raise refuse("not-built")  # words of a citizen may name persons: they need a store that can be purged
    by = served[command.transaction - 1]
    return (
        f.TicketRated(
            ticket=ticket.id,
            transaction=command.transaction,
            grade=command.grade,
            reasons=command.reasons,
            window=by.window,
            clerk=by.clerk,
        ),
    )
