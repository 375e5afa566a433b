"""What can be asked of a ticket: cancelling, and its paper."""

from hall.rules.day import Day
from hall.rules.known import ticket_of
from link.messages import commands as c
from link.messages import facts as f


def cancel(day: Day, command: c.CancelTicket) -> tuple[f.Body, ...]:
    """End a visit before it was served."""
    ticket = ticket_of(day, command.ticket, "waiting", "called", "parked", "missed")
    return (f.TicketCancelled(ticket=ticket.id, reason=command.reason),)


def reprint(day: Day, command: c.ReprintTicket) -> tuple[f.Body, ...]:
    """Ask for the paper again: at the named printer, else at the one of the box that asks. What has been printed is a
    reprint, whoever calls it the first; so is what a box asks for that did not issue the ticket, or has asked before."""
    ticket = ticket_of(day, command.ticket, "waiting", "called", "serving", "parked", "missed")
    is_first = command.first and day.papers.is_first(ticket.id, command.who.box)
    is_again = ticket.is_printed or not is_first
    return (f.PrintAsked(ticket=ticket.id, printer=command.printer or command.who.box, reprint=is_again),)


def confirm_print(day: Day, command: c.ConfirmPrint) -> tuple[f.Body, ...]:
    ticket = ticket_of(day, command.ticket)
    return (f.TicketPrinted(ticket=ticket.id, printer=command.printer, reprint=command.reprint),)


def report_print_failure(day: Day, command: c.ReportPrintFailure) -> tuple[f.Body, ...]:
    ticket = ticket_of(day, command.ticket)
    return (f.TicketPrintFailed(ticket=ticket.id, printer=command.printer, reason=command.reason),)
