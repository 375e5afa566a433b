"""What a clerk's terminal shows, and a ticket as replies give it."""

from collections.abc import Iterable

from link.state import State, Ticket
from link.views.coming import coming
from link.views.model import CallerView, PoolView, ServiceCount, TicketView

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
        arrived_at=ticket.arrived_at,
        until=ticket.until,
        further=ticket.further,
        target="clerk" if ticket.target.startswith("clerk:") else ticket.target,
        misses=ticket.misses,
        visual=ticket.visual,
    )


def caller_view(state: State, window: str, notes: tuple[str, ...] = ()) -> CallerView | None:
    """A window's terminal; None where the hall has no such window. `notes` are those of the visit at the window."""
    known = state.windows.get(window)
    if known is None:
        return None
    place = state.index.places.get(window)
    clerk = state.index.clerks.get(known.clerk)
    held = state.tickets.get(known.ticket) if known.ticket else None
    service = state.index.services.get(held.service) if held else None
    department = state.index.departments.get(service.department) if service else None
    counts = tuple(_count(state, each) for each in known.services if each in state.index.services)
    profile = state.profile_of(known)
    own = (f"window:{window}", f"clerk:{known.clerk}")
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
        waiting_total=sum(map(state.waiting.count, state.queues_of(known))),
        next_ones=tuple(each.number for each in coming(state, known, NEXT_SHOWN)),
        missed=_aside(state, "missed", window, known.services),
        parked=_parked(state, own),
        clerk_name=clerk.name if clerk else "",
        profile=profile.id if profile else "",
        notes=notes,
        sent=_sent(state, own),
        pools=_pools(state),
        stored_until=known.stored_until,
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


def _aside(state: State, how: str, window: str, services: tuple[str, ...]) -> tuple[TicketView, ...]:
    """Tickets put aside at this window, or missed in a service that it calls; the latest first."""
    return _latest_first(
        state,
        (
            each
            for each in state.tickets.values()
            if each.state == how and (each.window == window or each.service in services)
        ),
    )


def _parked(state: State, shelves: tuple[str, ...]) -> tuple[TicketView, ...]:
    """Tickets that lie with a window, its clerk or in a pool; the latest first."""
    lying = (each for each in state.tickets.values() if each.state == "parked" and each.target in shelves)
    return _latest_first(state, lying)


def _latest_first(state: State, found: Iterable[Ticket]) -> tuple[TicketView, ...]:
    return tuple(ticket_view(state, each) for each in sorted(found, key=lambda each: -each.call))


def _sent(state: State, queues: tuple[str, ...]) -> tuple[TicketView, ...]:
    places = sorted(place for queue in queues for place in state.waiting.places(queue))
    return tuple(ticket_view(state, state.tickets[place[-1]]) for place in places)


def _pools(state: State) -> tuple[PoolView, ...]:
    return tuple(
        PoolView(
            id=each.id,
            name=each.name,
            parked=_parked(state, (f"pool:{each.id}",)),
            waiting=state.waiting.count(f"pool:{each.id}"),
        )
        for each in state.definition.pools
    )
