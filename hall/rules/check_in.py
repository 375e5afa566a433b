"""Who has an appointment is here: too early, on time, or too late."""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from hall.rules import taking
from hall.rules.appointments import Appointment
from hall.rules.classes import class_of
from hall.rules.clock import moment
from hall.rules.day import Day
from hall.rules.known import day_is_open, name_of, priority_of, service_of
from hall.rules.taking import issue
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import PriorityClass, Service
from link.messages.problems import refuse
from link.views import stopped_status


def take(day: Day, command: c.TakeTicket, now: datetime, new_id: Callable[[], str]) -> tuple[f.Body, ...]:
    """A ticket, for an appointment where the command names one."""
    asked = check_in if command.booking else taking.take
    return asked(day, command, now, new_id)


def check_in(day: Day, command: c.TakeTicket, now: datetime, new_id: Callable[[], str]) -> tuple[f.Body, ...]:
    """A ticket for an appointment. On time, its waiting counts from the time of the appointment; late, from now, if the
    hall takes late ones in or a clerk does."""
    day_is_open(day)
    known = day.appointments.known.get(command.booking.strip().upper()) or day.appointments.known.get(
        command.booking
    )
    if known is None or (command.service and command.service != known.booked.service):
        raise refuse("unknown-booking", booking=command.booking)
    if known.state not in ("booked", "missed"):
        raise refuse("booking-state", booking_state=known.state)
    service = service_of(day, known.booked.service)
    for further in command.further:
        service_of(day, further)
    _is_served(day, service)
    at = moment(day, now)
    is_late = _is_late(day, command, known, at)
    issued = issue(
        day,
        service,
        _class(day, command, is_late=is_late),
        at,
        ticket=new_id(),
        language=command.language,
        further=command.further,
        person=known.booked.person or command.person,
        visual=command.visual,
        booking=known.booked.booking,
        since=None if is_late else known.booked.start,
    )
    return issued, f.BookingArrived(booking=known.booked.booking, ticket=issued.ticket, late=is_late)


def _is_served(day: Day, service: Service) -> None:
    """A crowd, a quota or the hour keeps nobody out who was given a time."""
    stopped = stopped_status(day.public, service)
    if stopped == "suspended":
        raise refuse("service-suspended", service=name_of(service))
    if stopped == "unserved":
        raise refuse("service-closed", service=name_of(service))


def _is_late(day: Day, command: c.TakeTicket, known: Appointment, at: datetime) -> bool:
    """Whether the time has passed. Refused where it is too early, and where it is too late for this hall."""
    rules, start = day.public.definition.bookings, known.booked.start
    from_at = start - timedelta(minutes=rules.early_min)
    if at < from_at:
        raise refuse("booking-early", time=_said(day, start, at), **{"from": _said(day, from_at, at)})
    if known.state == "booked" and at < start + timedelta(minutes=rules.late_min):
        return False
    is_admitted = isinstance(command, c.CheckIn) and command.admit
    if rules.late == "desk" and not is_admitted:
        raise refuse("booking-late", time=_said(day, start, at))
    return True


def _class(day: Day, command: c.TakeTicket, *, is_late: bool) -> PriorityClass:
    """The class of people with an appointment, or the citizen's own where that comes before."""
    own = class_of(day, command)
    booked = day.public.definition.bookings.priority
    if is_late or not booked:
        return own
    its = priority_of(day, booked)
    return min(its, own, key=lambda each: each.rank)


def _said(day: Day, moment_at: datetime, now: datetime) -> str:
    """A time of today as a clock says it, of another day with its date."""
    zone = ZoneInfo(day.public.definition.timezone)
    local = moment_at.astimezone(zone)
    is_today = local.date() == now.astimezone(zone).date()
    return f"{local:%-H:%M}" if is_today else f"{local:%Y-%m-%d %-H:%M}"
