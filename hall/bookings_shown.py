"""Appointments as they are listed: for a screen, for a spreadsheet, and on paper when nothing else works."""

import csv
import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hall.cells import harmless_cell
from hall.rules import Day
from hall.rules.appointments import Appointment, BookingState
from link.messages.facts import BookedBy

Say = Callable[[str], str]
"""The words of a key."""

COLUMNS = ("date", "time", "service", "booking", "state", "number")


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingLineShown:
    """One appointment. `start` is in the hall's zone; `number` is the ticket's, empty before check-in. Nothing here says
    who comes."""

    booking: str
    service: str
    name: str
    start: datetime
    state: BookingState
    by: BookedBy
    number: str = ""
    is_late: bool = False


def bookings_between(day: Day, first: date, last: date) -> tuple[BookingLineShown, ...]:
    """The appointments of these calendar days, both included, by their time; those that were given back are left out."""
    zone = ZoneInfo(day.public.definition.timezone)
    found = (
        shown_booking(day, each, zone)
        for each in day.appointments.known.values()
        if each.state != "cancelled" and first <= each.booked.start.astimezone(zone).date() <= last
    )
    return tuple(sorted(found, key=lambda line: (line.start, line.name, line.booking)))


def shown_booking(day: Day, known: Appointment, zone: ZoneInfo) -> BookingLineShown:
    """One appointment as it stands."""
    booked = known.booked
    service = day.public.index.services.get(booked.service)
    ticket = day.public.find(known.ticket)
    return BookingLineShown(
        booking=booked.booking,
        service=booked.service,
        name=service.name if service else booked.service,
        start=booked.start.astimezone(zone),
        state=known.state,
        by=booked.by,
        number=ticket.number if ticket else "",
        is_late=known.is_late,
    )


def csv_text(lines: Sequence[BookingLineShown], say: Say) -> str:
    """A table that spreadsheets open as it is: a byte order mark, commas, heads in words."""
    out = io.StringIO()
    table = csv.writer(out)
    table.writerow([say(f"booking.column.{column}") for column in COLUMNS])
    for line in lines:
        table.writerow([harmless_cell(cell) for cell in _cells(line, say)])
    return "\ufeff" + out.getvalue()


def page_text(lines: Sequence[BookingLineShown], say: Say) -> str:
    """A page for the printer: each day under its date, a box to tick for who came."""
    rows: list[str] = []
    for line in lines:
        head = f"{line.start:%Y-%m-%d}"
        if head not in rows:
            rows += ([""] if rows else []) + [head]
        rows.append("  ".join(("[ ]", *_cells(line, say)[1:])).rstrip())
    return "\n".join(rows or [say("booking.none")]) + "\n"


def _cells(line: BookingLineShown, say: Say) -> tuple[str, ...]:
    state = say(f"booking.state.{'late' if line.is_late else line.state}")
    return (
        f"{line.start:%Y-%m-%d}",
        f"{line.start:%H:%M}",
        line.name,
        line.booking,
        state,
        line.number,
    )
