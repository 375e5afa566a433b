"""What can be asked of a ticket: cancelling, printing again, further matters, coming back."""

from typing import Final

from hall.rules.day import Day
from hall.rules.known import service_of, ticket_of
from hall.rules.places import rank_at
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse

REVIVED_BACK: Final = 3
"""Who comes back after a miss waits behind three others (过号顺延三位): not lost, and not before those who were there."""

MOST_FURTHER: Final = 8
"""Matters that may wait under one number after the one that it stands for."""


def cancel(day: Day, command: c.CancelTicket) -> tuple[f.Body, ...]:
    """End a visit before it was served."""
    ticket = ticket_of(day, command.ticket, "waiting", "called", "parked", "missed")
    return (f.TicketCancelled(ticket=ticket.id, reason=command.reason),)


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
