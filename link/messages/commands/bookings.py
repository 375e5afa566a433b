"""What can be asked about appointments."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from link.messages.commands.command import Command
from link.messages.commands.tickets import TakeTicket
from link.messages.facts import BookedBy


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeBooking(Command):
    kind: ClassVar[str] = "make_booking"
    service: str
    start: datetime
    person: str = ""
    by: BookedBy = "online"


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelBooking(Command):
    """`by` staff (`phone`, `desk`) until it begins; by the citizen as long before as the hall says."""

    kind: ClassVar[str] = "cancel_booking"
    booking: str
    by: BookedBy = "online"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingLine:
    """One line of a list of appointments: `service` by id or name; `start` is None where what was `given` is no time.
    `booking` is its name elsewhere; empty: one is made up."""

    line: int
    service: str
    start: datetime | None
    given: str = ""
    booking: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportBookings(Command):
    """Take in a list: the good lines become appointments, the others are told with the reason."""

    kind: ClassVar[str] = "import_bookings"
    lines: tuple[BookingLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckIn(TakeTicket):
    """Who has an appointment is here and gets a ticket for it. `admit`: a clerk takes in one who is late."""

    kind: ClassVar[str] = "check_in"
    service: str = ""
    admit: bool = False
