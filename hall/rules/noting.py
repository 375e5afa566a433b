"""What clerks say of a visit to the next one: notes, and how a citizen must be called."""

from typing import Final

from hall.rules.day import Day
from hall.rules.known import ticket_of
from link.messages import commands as c
from link.messages import facts as f

LONGEST: Final = 255
"""Characters of a note."""


def note(day: Day, command: c.NoteTicket) -> tuple[f.Body, ...]:
    """A note for whoever serves the visit next; it is read no more once the visit has ended."""
    ticket = ticket_of(day, command.ticket, "waiting", "called", "serving", "parked", "missed")
    return (f.TicketNoted(ticket=ticket.id, note=command.note),)


def notes_of(day: Day, ticket: str) -> tuple[str, ...]:
    """The references of what clerks noted of a visit that goes on, the oldest first."""
    return day.visits.notes.get(ticket, ()) if ticket in day.public.tickets else ()


def flag(day: Day, command: c.FlagTicket) -> tuple[f.Body, ...]:
    """Say that a citizen does not hear, or does after all."""
    ticket = ticket_of(day, command.ticket, "waiting", "called", "serving", "parked", "missed")
    return (
        () if ticket.visual == command.visual else (f.TicketFlagged(ticket=ticket.id, visual=command.visual),)
    )
