"""What a kiosk offers: departments and services by zone, open or not, and how many wait."""

from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from link.messages.definition import Department, Service
from link.state import State
from link.views.hours import hours_of, next_opening, open_span, spans
from link.views.model import DepartmentTile, KioskView, ServiceStatus, ServiceTile

_BEST_FIRST: Final[tuple[ServiceStatus, ...]] = (
    "open", "early", "later", "full", "crowd", "suspended", "done", "unserved"
)  # fmt: skip


def kiosk_view(state: State, now: datetime) -> KioskView:
    """The kiosk's offer at the moment `now` (any zone; times come out in the hall's)."""
    local = now.astimezone(ZoneInfo(state.definition.timezone))
    tiles = tuple(_service_tile(state, each, local) for each in state.definition.services)
    departments = tuple(
        _department_tile(state, each, tuple(tile for tile in tiles if tile.department == each.id))
        for each in state.definition.departments
    )
    shown = tuple(each for each in departments if each.services)
    return KioskView(
        seq=state.seq,
        hall=state.definition.name,
        hall_en=state.definition.name_en,
        zones=state.definition.zones,
        departments=shown,
        status=_best(tuple(each.status for each in shown)),
        opens_at=_soonest(tuple(each.opens_at for each in shown)),
        hours_text=tuple(
            f"{span.start_at:%-H:%M}–{_end_text(span.end_at)}"
            for span in spans(state.definition.hours, local.date(), local)
        ),
        is_day_open=state.is_open,
        notices=state.notices.get("") or state.definition.notices,
    )


def service_zones(state: State, service: str) -> tuple[str, ...]:
    """The zones of the windows that serve it now: those that are not closed, else all that could."""
    able = [each for each in state.windows.values() if service in each.services]
    at_work = [each for each in able if each.state != "closed"] or able
    zones = {state.index.places[each.id].zone for each in at_work if each.id in state.index.places}
    return tuple(each.id for each in state.definition.zones if each.id in zones)


def service_status(state: State, service: Service, local: datetime) -> tuple[ServiceStatus, datetime | None]:
    """Whether a ticket can be taken at `local` (the hall's zone), and when it can be again."""
    stopped = stopped_status(state, service)
    if stopped is not None:
        return stopped, None
    hours = hours_of(state.definition, service)
    if open_span(hours, local) is not None:
        return "open", next_opening(hours, local) if hours else None
    opens_at = next_opening(hours, local)
    if opens_at is None or opens_at.date() != local.date():
        return "done", opens_at
    is_first = opens_at == spans(hours, local.date(), local)[0].start_at
    return ("early" if is_first else "later"), opens_at


def stopped_status(state: State, service: Service) -> ServiceStatus | None:
    """Why no ticket is given whatever the hour."""
    if not any(service.id in each.services for each in state.windows.values()):
        return "unserved"
    if service.id in state.suspended:
        return "suspended"
    if state.crowd is not None:
        return "crowd"
    is_full = service.quota is not None and state.issued.get(service.id, 0) >= service.quota
    return "full" if is_full else None


def _service_tile(state: State, service: Service, local: datetime) -> ServiceTile:
    status, opens_at = service_status(state, service, local)
    series = state.index.series.get(service.series)
    left = None if service.quota is None else max(0, service.quota - state.issued.get(service.id, 0))
    return ServiceTile(
        id=service.id,
        name=service.name,
        name_en=service.name_en,
        prefix=series.prefix if series else "",
        department=service.department,
        zones=service_zones(state, service.id),
        status=status,
        waiting=state.waiting.count(service.id),
        ahead=sum(state.waiting.count(each) for each in state.index.queue_of(service.id)),
        opens_at=opens_at,
        quota_left=left,
        has_papers=bool(service.papers),
    )


def _department_tile(state: State, department: Department, tiles: tuple[ServiceTile, ...]) -> DepartmentTile:
    zones = [zone for tile in tiles for zone in tile.zones]
    fallback = state.definition.zones[0].id if state.definition.zones else ""
    return DepartmentTile(
        id=department.id,
        name=department.name,
        name_en=department.name_en,
        icon=department.icon,
        zone=department.zone or (zones[0] if zones else fallback),
        services=tiles,
        status=_best(tuple(tile.status for tile in tiles)),
        waiting=sum(tile.waiting for tile in tiles),
        opens_at=_soonest(tuple(tile.opens_at for tile in tiles)),
    )


def _best(statuses: tuple[ServiceStatus, ...]) -> ServiceStatus:
    return min(statuses, key=_BEST_FIRST.index, default="done")


def _soonest(moments: tuple[datetime | None, ...]) -> datetime | None:
    return min((each for each in moments if each is not None), default=None)


def _end_text(end: datetime) -> str:
    return "24:00" if end.hour == end.minute == 0 else f"{end:%-H:%M}"
