"""What was done of every service today: the row of each on the board's page of the day."""

from dataclasses import dataclass
from datetime import datetime

from link.messages.definition import Service
from link.state import State
from link.views.taking import quota_left


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceToday:
    """One service's day so far. `left`: tickets that can still be had, None where nothing limits them."""

    service: str
    prefix: str
    name: str
    name_en: str
    issued: int
    waiting: int
    serving: int
    done: int
    left: int | None


def services_today(state: State, local: datetime, zone: str = "") -> tuple[ServiceToday, ...]:
    """Every service of the hall in its order, or only those that a zone's windows serve; `local` in the hall's zone."""
    here = _served_in(state, zone) if zone else None
    return tuple(
        _today(state, service, local)
        for service in state.definition.services
        if here is None or service.id in here
    )


def _today(state: State, service: Service, local: datetime) -> ServiceToday:
    series = state.index.series.get(service.series)
    return ServiceToday(
        service=service.id,
        prefix=series.prefix if series else "",
        name=service.short or service.name,
        name_en=service.name_en,
        issued=state.issued.get(service.id, 0),
        waiting=state.waiting.count(service.id),
        serving=_serving(state, service.id),
        done=state.done.get(service.id, 0),
        left=quota_left(state, service, local),
    )


def _serving(state: State, service: str) -> int:
    """Those at a window, and those on their way to one."""
    held = (state.tickets.get(each.ticket) for each in state.windows.values() if each.ticket)
    return sum(ticket is not None and ticket.service == service for ticket in held)


def _served_in(state: State, zone: str) -> frozenset[str]:
    return frozenset(
        service
        for window in state.windows.values()
        if (place := state.index.places.get(window.id)) is not None and place.zone == zone
        for service in window.services
    )
