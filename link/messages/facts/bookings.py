"""What happens to an appointment."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from link.messages.facts.fact import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingMade(Body):
    kind: ClassVar[str] = "booking_made"
    booking: str
    service: str
    start: datetime
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingCancelled(Body):
    kind: ClassVar[str] = "booking_cancelled"
    booking: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingArrived(Body):
    kind: ClassVar[str] = "booking_arrived"
    booking: str
    ticket: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BookingMissed(Body):
    kind: ClassVar[str] = "booking_missed"
    booking: str


# ── what the hall says and notices ───────────────────────────────────────────────────────────────────
