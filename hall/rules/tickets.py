"""What can be asked of a ticket: taking, cancelling, preferring, printing again, further matters, coming back."""

from collections.abc import Callable
from datetime import datetime
from typing import Final, NoReturn
from zoneinfo import ZoneInfo

from hall.rules.clock import moment
from hall.rules.day import Day
from hall.rules.known import day_is_open, name_of, priority_of, service_of, ticket_of
from hall.rules.numbers import next_number
from hall.rules.places import rank_at, rank_on_arrival
from hall.rules.zones import zones_of
from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import PriorityClass, Service
from link.messages.problems import refuse
from link.views import hours_of, is_open, service_status, stopped_status

REVIVED_BACK: Final = 3
"""Who comes back after a miss waits behind three others (过号顺延三位): not lost, and not before those who were there."""

MOST_FURTHER: Final = 8
"""Matters that may wait under one number after the one that it stands for."""


def take(day: Day, command: c.TakeTicket, now: datetime, new_id: Callable[[], str]) -> tuple[f.Body, ...]:
    """Give a number. Refused where the service gives none now, and with the reason why."""
    service = service_of(day, command.service)
    chosen = priority_of(day, command.priority)
    for further in command.further:
        service_of(day, further)
    if command.booking or command.person:
        raise refuse("not-built")
    day_is_open(day)
    at = moment(day, now)
    gives_now(day, service, at)
    return (
        issue(day, service, chosen, at, ticket=new_id(), language=command.language, further=command.further),
    )


def issue(
    day: Day,
    service: Service,
    chosen: PriorityClass,
    at: datetime,
    *,
    ticket: str,
    language: str,
    further: tuple[str, ...] = (),
) -> f.TicketIssued:
    """The fact of a new ticket, last of its class."""
    series = day.public.index.series.get(service.series)
    if series is None:
        raise refuse("unknown-series", series=service.series)
    counter, number = next_number(day, series, at)
    rank = rank_on_arrival(day)
    return f.TicketIssued(
        ticket=ticket,
        number=number,
        counter=counter,
        series=series.id,
        service=service.id,
        priority=chosen.id,
        class_rank=chosen.rank,
        language=language,
        ahead=day.public.ahead(service.id, (chosen.rank, rank, day.public.seq + 1, ticket)),
        zones=zones_of(day, service.id),
        rank=rank,
        further=further,
    )


def gives_now(day: Day, service: Service, at: datetime) -> None:
    """Refuse where no ticket can be had for a service at this moment."""
    local = at.astimezone(ZoneInfo(day.public.definition.timezone))
    if (
        is_open(hours_of(day.public.definition, service), local)
        and stopped_status(day.public, service) is None
    ):
        return  # the usual case, without working out when it opens next
    _refuse_for(service, *service_status(day.public, service, local))


def _refuse_for(service: Service, status: str, opens_at: datetime | None) -> NoReturn:
    name = name_of(service)
    if status in ("early", "later") and opens_at is not None:
        raise refuse("service-not-yet-open", service=name, time=f"{opens_at:%-H:%M}")
    if status == "full":
        raise refuse("quota-used-up", service=name, quota=str(service.quota))
    if status == "suspended":
        raise refuse("service-suspended", service=name)
    if status == "crowd":
        raise refuse("crowd")
    raise refuse("service-closed", service=name)


def cancel(day: Day, command: c.CancelTicket) -> tuple[f.Body, ...]:
    """End a visit before it was served."""
    ticket = ticket_of(day, command.ticket, "waiting", "called", "parked", "missed")
    return (f.TicketCancelled(ticket=ticket.id, reason=command.reason),)


def prioritise(day: Day, command: c.PrioritiseTicket) -> tuple[f.Body, ...]:
    """Put a ticket into another class; within it, it stands by its arrival."""
    ticket = ticket_of(day, command.ticket, "waiting", "called", "parked", "missed")
    chosen = priority_of(day, command.priority)
    if ticket.priority == chosen.id:
        return ()
    return (
        f.TicketPrioritised(
            ticket=ticket.id, priority=chosen.id, class_rank=chosen.rank, reason=command.reason
        ),
    )


def revive(day: Day, command: c.ReviveTicket) -> tuple[f.Body, ...]:
    """Let a missed ticket wait again, a few places back."""
    ticket = ticket_of(day, command.ticket, "missed")
    rank = rank_at(day, ticket, ticket.service, "back", REVIVED_BACK)
    return (f.TicketRevived(ticket=ticket.id, rank=rank),)


def add_service(day: Day, command: c.AddService) -> tuple[f.Body, ...]:
    """One more matter under the same number, after those it already has."""
    ticket = ticket_of(day, command.ticket, "waiting", "called", "serving", "parked", "missed")
    service = service_of(day, command.service)
    if len(ticket.further) >= MOST_FURTHER:
        raise refuse("bad-request", field="service", reason="many", limit=str(MOST_FURTHER))
    return (f.ServiceAdded(ticket=ticket.id, service=service.id),)


def reprint(day: Day, command: c.ReprintTicket) -> tuple[f.Body, ...]:
    """Ask for the paper again: at the named printer, else at the one of the box that asks."""
    ticket = ticket_of(day, command.ticket, "waiting", "called", "serving", "parked", "missed")
    return (f.PrintAsked(ticket=ticket.id, printer=command.printer or command.who.box),)


def confirm_print(day: Day, command: c.ConfirmPrint) -> tuple[f.Body, ...]:
    ticket = ticket_of(day, command.ticket)
    return (f.TicketPrinted(ticket=ticket.id, printer=command.printer, reprint=command.reprint),)


def report_print_failure(day: Day, command: c.ReportPrintFailure) -> tuple[f.Body, ...]:
    ticket = ticket_of(day, command.ticket)
    return (f.TicketPrintFailed(ticket=ticket.id, printer=command.printer, reason=command.reason),)
