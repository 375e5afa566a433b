"""What happens to an appointment."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import ClassVar, Literal

from link.messages.facts.fact import Body

BookedBy = Literal["online", "phone", "desk", "import", "kiosk"]
"""How an appointment came: by the citizen from outside, by telephone, at the desk, from a list, or at a kiosk."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Booked:
    """An appointment as it lives on from day to day: `start` is its time, `person` a reference, empty for nobody known."""

    booking: str
    service: str
    start: datetime
    person: str = ""
    by: BookedBy = "online"


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedBefore:
    """When a person did not come to an appointment, the last times."""

    person: str
    starts: tuple[datetime, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingMade(Body):
    kind: ClassVar[str] = "booking_made"
    booking: str
    service: str
    start: datetime
    person: str = ""
    by: BookedBy = "online"


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingCancelled(Body):
    kind: ClassVar[str] = "booking_cancelled"
    booking: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingArrived(Body):
    """Checked in: `ticket` was given for it; `late`: too late to be called for its time."""

    kind: ClassVar[str] = "booking_arrived"
    booking: str
    ticket: str = ""
    late: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingMissed(Body):
    kind: ClassVar[str] = "booking_missed"
    booking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LineRefused:
    """One line of a list that was not taken in: which one, counted from 1, and why (a problem's type, and its fields)."""

    line: int
    reason: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingsImported(Body):
    """A list of appointments was taken in: `made` of its lines are appointments now, `known` were so before."""

    kind: ClassVar[str] = "bookings_imported"
    made: int = 0
    known: int = 0
    refused: tuple[LineRefused, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class NumbersImported(Body):
    """Numbers that were written by hand were taken in: so many became tickets, the others not, and why."""

    kind: ClassVar[str] = "numbers_imported"
    service: str
    made: int = 0
    refused: tuple[LineRefused, ...] = ()
