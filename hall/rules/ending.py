"""What ends by itself: nobody answered a call, a missed number became void, a parked one comes back, a press is forgotten."""

from datetime import datetime

from hall.rules.day import Day
from hall.rules.missing import NO_ANSWER, missed
from hall.rules.parking import unparked
from hall.rules.remembered import STORED
from link.messages import facts as f


def happens(day: Day, now: datetime) -> tuple[f.Body, ...]:
    """All whose moment has come."""
    return tuple(body for name in day.visits.deadlines.over(now) for body in _ended(day, name, now))


def due(day: Day) -> datetime | None:
    """The next such moment."""
    return day.visits.deadlines.first()


def _ended(day: Day, name: str, now: datetime) -> tuple[f.Body, ...]:
    if name.startswith(STORED):
        return (f.NextDropped(window=name.removeprefix(STORED), reason="late"),)
    ticket = day.public.tickets.get(name)
    if ticket is None:
        return ()
    if ticket.state == "called":
        return missed(day, ticket, now, NO_ANSWER)
    if ticket.state == "parked":
        return (unparked(day, ticket),)
    calls = day.visits.calls.get(ticket.series, 0)
    return (f.TicketExpired(ticket=ticket.id, reason="missed-time", void_call=calls),)
