"""Who begins to wait with a fact, and in which queue: those who come, and those who come back or go on."""

from dataclasses import dataclass

from hall.rules.day import Day
from link.messages import facts as f
from link.state import Ticket


@dataclass(frozen=True, slots=True)
class Arrival:
    """Somebody who begins to wait with a fact that was just decided."""

    ticket: str
    series: str
    service: str
    queue: str
    zones: tuple[str, ...]
    is_back: bool = False


def arrivals(day: Day, body: f.Body) -> tuple[Arrival, ...]:
    """All who begin to wait with a fact that the day does not know yet."""
    if isinstance(body, f.TicketIssued):
        return (Arrival(body.ticket, body.series, body.service, body.service, body.zones),)
    if isinstance(body, f.TicketsHandedIn):
        return tuple(
            Arrival(each.ticket, each.series, each.service, each.service, each.zones) for each in body.tickets
        )
    ticket = day.public.find(body.ticket) if isinstance(body, _BACK | _ON) else None
    service, queue = _where(ticket, body) if ticket is not None else ("", "")
    if ticket is None or not service:
        return ()
    zones = getattr(body, "zones", ()) or ticket.zones
    return (Arrival(ticket.id, ticket.series, service, queue or service, zones, is_back=ticket.call != 0),)


def _where(ticket: Ticket, body: f.Body) -> tuple[str, str]:
    """The service that it waits for then, empty where it does not wait; and the queue of whom it is sent to."""
    if isinstance(body, f.ServiceFinished):
        return body.next_service, ""
    if isinstance(body, f.ServicesArranged):
        return body.service, ""
    if isinstance(body, f.TicketTransferred):
        named = (("window", body.window), ("clerk", body.clerk), ("pool", body.pool))
        whom = next((f"{kind}:{name}" for kind, name in named if name), "")
        return body.service or ticket.service, whom
    return ticket.service, getattr(body, "target", "")


_BACK = f.TicketReturned | f.TicketRevived | f.TicketUnparked
_ON = f.ServiceFinished | f.ServicesArranged | f.TicketTransferred
