"""Taking a ticket: whether one is given now, and with which number and place."""

from collections.abc import Callable
from datetime import datetime
from typing import NoReturn
from zoneinfo import ZoneInfo

from hall.rules.classes import class_of
from hall.rules.clock import moment
from hall.rules.closing import turn_comes
from hall.rules.day import Day
from hall.rules.estimate.shown import expected
from hall.rules.known import day_is_open, name_of, service_of
from hall.rules.numbers import next_number
from hall.rules.opening import taking_at
from hall.rules.places import rank_of, rank_on_arrival
from hall.rules.quotas import has_left, may_take
from hall.rules.zones import zones_of
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import PriorityClass, Service
from link.messages.problems import refuse
from link.views import Taking, service_status, stopped_status, zones_at


def take(day: Day, command: c.TakeTicket, now: datetime, new_id: Callable[[], str]) -> tuple[f.Body, ...]:
    """Give a number. Refused where the service gives none now, and with the reason why."""
    service = service_of(day, command.service)
    chosen = class_of(day, command)
    for further in command.further:
        service_of(day, further)
    day_is_open(day)
    at = moment(day, now)
    taking = gives_now(day, service, at)
    may_take(day, command, service, at)
    issued = issue(
        day,
        service,
        chosen,
        at,
        ticket=new_id(),
        language=command.language,
        further=command.further,
        person=command.person,
        visual=command.visual,
    )
    turn_comes(day, service, taking, issued.ahead, at)
    return (issued,)


def issue(
    day: Day,
    service: Service,
    chosen: PriorityClass,
    at: datetime,
    *,
    ticket: str,
    language: str,
    further: tuple[str, ...] = (),
    person: str = "",
    booking: str = "",
    since: datetime | None = None,
    numbered: tuple[int, str] | None = None,
    by_hand: bool = False,
    visual: bool = False,
) -> f.TicketIssued:
    """The fact of a new ticket, last of its class; `since` gives it the place of one whose waiting counts from then."""
    series = day.public.index.series.get(service.series)
    if series is None:
        raise refuse("unknown-series", series=service.series)
    counter, number = numbered or next_number(day, series, at)
    rank = rank_on_arrival(day, at) if since is None else rank_of(since)
    ahead = day.public.ahead(service.id, (chosen.rank, rank, day.public.seq + 1, ticket), chosen.id)
    foreseen = expected(day, service, chosen.id, ahead, at)
    return f.TicketIssued(
        ticket=ticket,
        number=number,
        counter=counter,
        series=series.id,
        service=service.id,
        priority=chosen.id,
        class_rank=chosen.rank,
        language=language,
        ahead=ahead,
        zones=_zones(day, service, at),
        rank=rank,
        further=further,
        person=person,
        booking=booking,
        since=since,
        by_hand=by_hand,
        wait_s=(foreseen.low_s, foreseen.high_s) if foreseen else (),
        is_wait_shown=foreseen is not None and foreseen.is_shown,
        visual=visual,
    )


def _zones(day: Day, service: Service, at: datetime) -> tuple[str, ...]:
    """Where to wait. Most halls have no duty, and no hour to look at for that."""
    if not day.public.definition.duties:
        return zones_of(day, service.id)
    return zones_at(day.public, service, at.astimezone(ZoneInfo(day.public.definition.timezone)))


def gives_now(day: Day, service: Service, at: datetime) -> Taking:
    """The span of the hours in which a ticket is had now. Refuse where none can be had at this moment."""
    taking = taking_at(day, service, at)
    if taking is None or stopped_status(day.public, service) not in (None, "full"):
        local = at.astimezone(ZoneInfo(day.public.definition.timezone))
        _refuse_for(service, *service_status(day.public, service, local))
    has_left(day, service, at)
    return taking


def _refuse_for(service: Service, status: str, opens_at: datetime | None) -> NoReturn:
    name = name_of(service)
    if status in ("early", "later") and opens_at is not None:
        raise refuse("service-not-yet-open", service=name, time=f"{opens_at:%-H:%M}")
    if status == "suspended":
        raise refuse("service-suspended", service=name)
    if status == "crowd":
        raise refuse("crowd")
    raise refuse("service-closed", service=name)
