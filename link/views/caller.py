"""What a clerk's terminal shows, and a ticket as replies give it."""

from link.state import State, Ticket
from link.views.model import CallerView, ServiceCount, TicketView

NEXT_SHOWN = 5


def ticket_view(state: State, ticket: Ticket) -> TicketView:
    """A ticket for whoever asks for it; ahead is counted among the waiting of its series."""
    waits = ticket.state == "waiting"
    return TicketView(
        id=ticket.id,
        number=ticket.number,
        service=ticket.service,
        priority=ticket.priority,
        state=ticket.state,
        ahead=state.ahead_of(ticket) if waits else None,
        zones=ticket.zones,
        issued_at=ticket.issued_at,
        window=ticket.window or None,
        language=ticket.language,
        series=ticket.series,
        transaction=ticket.transaction,
        recalls=ticket.recalls,
        called_at=ticket.called_at,
        started_at=ticket.started_at,
        ended_at=ticket.ended_at,
    )


def caller_view(state: State, window: str) -> CallerView | None:
    """A window's terminal; None where the hall has no such window."""
    known = state.windows.get(window)
    if known is None:
        return None
    place = state.index.places.get(window)
    clerk = state.index.clerks.get(known.clerk)
    held = state.tickets.get(known.ticket) if known.ticket else None
    service = state.index.services.get(held.service) if held else None
    department = state.index.departments.get(service.department) if service else None
    counts = tuple(_count(state, each) for each in known.services if each in state.index.services)
    return CallerView(
        seq=state.seq,
        id=window,
        label=place.label if place else window,
        name=place.name if place else "",
        state=known.state,
        clerk=known.clerk,
        reason=known.reason,
        since=known.since,
        ticket=ticket_view(state, held) if held else None,
        service_name=service.name if service else "",
        department_name=department.name if department else "",
        waiting=counts,
        waiting_total=sum(each.waiting for each in counts),
        next_ones=_next_ones(state, known.services),
        missed=_aside(state, "missed", window, known.services),
        parked=_aside(state, "parked", window, ()),
        clerk_name=clerk.name if clerk else "",
        profile=known.profile or (clerk.profile if clerk else "") or (place.profile if place else ""),
    )


def _count(state: State, service: str) -> ServiceCount:
    known = state.index.services[service]
    series = state.index.series.get(known.series)
    return ServiceCount(
        service=service,
        name=known.short or known.name,
        prefix=series.prefix if series else "",
        waiting=state.waiting.count(service),
    )


def _next_ones(state: State, services: tuple[str, ...]) -> tuple[str, ...]:
    """The numbers that a window would call next by arrival and class."""
    heads = sorted(place for service in services for place in state.waiting.places(service, NEXT_SHOWN))
    return tuple(state.tickets[place[-1]].number for place in heads[:NEXT_SHOWN])


def _aside(state: State, how: str, window: str, services: tuple[str, ...]) -> tuple[TicketView, ...]:
    """Tickets put aside at this window, or missed in a service that it calls; the latest first."""
    found = [
        each
        for each in state.tickets.values()
        if each.state == how and (each.window == window or each.service in services)
    ]
    found.sort(key=lambda each: each.call, reverse=True)
    return tuple(ticket_view(state, each) for each in found)
