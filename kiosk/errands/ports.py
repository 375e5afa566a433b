"""What errands need of the hall and of the printer, and how each can fail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal, Protocol

from devices.cards.holder import Holder
from kiosk.errands.errand import Booking, FreeTime
from look.language import Language

WayState = Literal["none", "ready", "broken"]


@dataclass(frozen=True, slots=True)
class Ways:
    """What this kiosk has to tell who somebody is: nothing, something, or something that does not work now."""

    card: WayState = "none"
    scan: WayState = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """A booking for the printer."""

    booking: Booking
    language: Language


class ErrandHall(Protocol):
    """The hall, as far as it knows people and bookings. Each call raises Refusal or HallAway (kiosk.ports)."""

    def phone_holder(self, phone: str) -> Holder | None:
        """Who types a telephone number; None while the hall's key is not known."""
        ...

    async def know(self, holder: Holder, phone: str, key: str) -> str:
        """The hall's reference for somebody, whom it keeps for a while."""
        ...

    async def bookings_of(self, holder: Holder, phone: str) -> tuple[Booking, ...]:
        """Their appointments; nobody is kept for having asked."""
        ...

    async def booking(self, code: str, language: Language) -> Booking:
        """One appointment by its code."""
        ...

    async def times(self, service: str, days: int) -> tuple[FreeTime, ...]:
        """The times of a service in the next days, today first."""
        ...

    async def book(self, service: str, start: datetime, person: str, language: Language, key: str) -> Booking:
        """A new appointment; the same `key` gives the same one."""
        ...

    async def give_back(self, code: str, language: Language, key: str) -> None:
        """Give an appointment back."""
        ...


class SlipPrinter(Protocol):
    """The printer. Bounded in time always."""

    async def print_slip(self, slip: Slip) -> None:
        """Print a booking. Raises NotPrinted (kiosk.ports)."""
        ...
