"""What a kiosk offers: departments and services by zone, open or not, and how many wait."""

from datetime import datetime
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from link.messages.definition import Department, Service
from link.state import State
from link.views.hours import hall_timetable, moment_at, spans, special_day, windows_on_duty
from link.views.model import DepartmentTile, KioskView, ServiceStatus, ServiceTile
from link.views.taking import given_today, quota_left, quota_span, quota_spans, takings

_BEST_FIRST: Final[tuple[ServiceStatus, ...]] = (
    "open", "early", "later", "full", "crowd", "suspended", "done", "unserved"
)  # fmt: skip

MOST_TAKINGS: Final = 8
"""Openings that are looked at from yesterday on: today's, and the next one after holidays."""


def kiosk_view(state: State, now: datetime) -> KioskView:
    """The kiosk's offer at the moment `now` (any zone; times come out in the hall's)."""
    local = now.astimezone(ZoneInfo(state.definition.timezone))
    tiles = tuple(_service_tile(state, each, local) for each in state.definition.services)
    departments = tuple(
        _department_tile(state, each, tuple(tile for tile in tiles if tile.department == each.id))
        for each in state.definition.departments
    )
    shown = tuple(each for each in departments if each.services)
    special = special_day(state.definition, local.date())
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
            for span in spans(hall_timetable(state.definition), local.date(), local)
        ),
        is_day_open=state.is_open,
        notices=state.notices.get("") or state.definition.notices,
        special_day=special.name if special else "",
        special_day_en=special.name_en if special else "",
    )


def service_zones(state: State, service: str) -> tuple[str, ...]:
    """The zones of the windows that serve it now: those that are not closed, else all that could."""
    able = [each for each in state.windows.values() if service in each.services]
    at_work = [each for each in able if each.state != "closed"] or able
    zones = {state.index.places[each.id].zone for each in at_work if each.id in state.index.places}
    return tuple(each.id for each in state.definition.zones if each.id in zones)


def zones_at(state: State, service: Service, local: datetime) -> tuple[str, ...]:
    """Where to wait for it at `local` (the hall's zone): at the windows on duty, where it goes on for a duty alone."""
    on_duty = windows_on_duty(state.definition, service, local)
    found = {state.index.places[each].zone for each in on_duty if each in state.index.places}
    here = tuple(each.id for each in state.definition.zones if each.id in found)
    return here or service_zones(state, service.id)


def service_status(state: State, service: Service, local: datetime) -> tuple[ServiceStatus, datetime | None]:
    """Whether a ticket can be taken at `local` (the hall's zone), and when it can be again."""
    stopped = stopped_status(state, service)
    if stopped is not None:
        return stopped, None
    known = tuple(islice(takings(state.definition, service, local), MOST_TAKINGS))
    opens_at = next((each.opens_at for each in known if each.opens_at > local), None)
    if any(each.opens_at <= local < each.until_at for each in known):
        return _by_quota(state, service, local, opens_at)
    if opens_at is None or opens_at.date() != local.date():
        return "done", opens_at
    is_first = not any(each.opens_at.date() == local.date() and each.opens_at < opens_at for each in known)
    return ("early" if is_first else "later"), opens_at


def _by_quota(
    state: State, service: Service, local: datetime, opens_at: datetime | None
) -> tuple[ServiceStatus, datetime | None]:
    """Open, unless the quota of this part of the day is used up; then there may be another part."""
    span = quota_span(state, service, local)
    if span is None or span.left:
        return "open", opens_at
    later = (each for each in quota_spans(state, service, local) if each.start >= span.end and each.left)
    again = next((moment_at(local.date(), each.start, local) for each in later), None)
    return ("full", None) if again is None else ("later", again)


def stopped_status(state: State, service: Service) -> ServiceStatus | None:
    """Why no ticket is given whatever the hour."""
    if not any(service.id in each.services for each in state.windows.values()):
        return "unserved"
    if service.id in state.suspended:
        return "suspended"
    if state.crowd is not None:
        return "crowd"
    is_full = service.quota is not None and given_today(state, service.id) >= service.quota
    return "full" if is_full else None


def _service_tile(state: State, service: Service, local: datetime) -> ServiceTile:
    status, opens_at = service_status(state, service, local)
    series = state.index.series.get(service.series)
    return ServiceTile(
        id=service.id,
        name=service.name,
        name_en=service.name_en,
        prefix=series.prefix if series else "",
        department=service.department,
        zones=zones_at(state, service, local),
        status=status,
        waiting=state.waiting.count(service.id),
        ahead=sum(state.waiting.count(each) for each in state.index.queue_of(service.id)),
        opens_at=opens_at,
        quota_left=quota_left(state, service, local),
        has_papers=bool(service.papers),
        quotas=quota_spans(state, service, local),
        can_be_booked=any(each.service == service.id for each in state.definition.slots),
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
