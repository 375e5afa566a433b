"""Priority classes: which one a citizen is in, and putting a ticket into another, with the reason on record."""

from hall.rules.clerks import check_permitted
from hall.rules.day import Day
from hall.rules.known import priority_of, ticket_of
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import PriorityClass
from link.messages.problems import refuse


def class_of(day: Day, command: c.TakeTicket) -> PriorityClass:
    """The class that was asked for; for one who asked for none, the highest that their age gives."""
    asked = priority_of(day, command.priority)
    by_age = _by_age(day, command.age) if command.age is not None else None
    return by_age if by_age is not None and asked.id == "normal" else asked


def prioritise(day: Day, command: c.PrioritiseTicket) -> tuple[f.Body, ...]:
    """Put a ticket into another class; within it, it stands by its arrival. Who did it stands in the fact."""
    ticket = ticket_of(day, command.ticket, "waiting", "called", "parked", "missed")
    chosen = priority_of(day, command.priority)
    check_permitted(day, command.who.clerk, "prioritise")
    if ticket.priority == chosen.id:
        return ()
    if chosen.needs_reason and not command.reason.strip():
        raise refuse("reason-missing", ticket=ticket.number, priority=chosen.name or chosen.id)
    return (
        f.TicketPrioritised(
            ticket=ticket.id, priority=chosen.id, class_rank=chosen.rank, reason=command.reason
        ),
    )


def _by_age(day: Day, age: int) -> PriorityClass | None:
    """Of the classes that begin at an age, the one with the highest age that is reached."""
    reached = [
        each
        for each in day.public.definition.priorities
        if each.from_age is not None and each.from_age <= age
    ]
    return max(reached, key=lambda each: each.from_age or 0, default=None)
