"""A hall that knows people and bookings, to practise on: it answers, refuses and goes away when told so."""

from datetime import datetime, timedelta

from devices.cards.holder import Holder, phone_holder
from kiosk.errands.errand import Booking, FreeTime
from kiosk.errands.ports import Slip
from kiosk.ports import HallAway, NotPrinted, Refusal
from look.language import Language

KEY = bytes(32)


class PracticeErrandHall:
    """`bookings` by code, `owners` by hash; `free` are the times of every service."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.bookings: dict[str, Booking] = {}
        self.owners: dict[str, tuple[str, ...]] = {}
        self.free = tuple(
            FreeTime(start=_at(now, days, hour, minute), minutes=30, left=1 + (hour + minute) % 4)
            for days in (0, 1, 4, 5)
            for hour in (9, 10, 11, 14, 15)
            for minute in (0, 30)
        )
        self.kept: list[str] = []
        self.given_back: list[str] = []
        self.refusal: Refusal | None = None
        self.is_away = False
        self.has_key = True

    def books(self, code: str, service: str, hours: float, holder: Holder | None = None) -> Booking:
        """Somebody has an appointment in so many hours."""
        booking = Booking(code=code, service=service, start=self.now + timedelta(hours=hours))
        self.bookings[code] = booking
        if holder is not None:
            self.owners[holder.hash] = (*self.owners.get(holder.hash, ()), code)
        return booking

    def phone_holder(self, phone: str) -> Holder | None:
        return phone_holder(KEY, phone) if self.has_key else None

    async def know(self, holder: Holder, phone: str, key: str) -> str:
        self._hear()
        self.kept.append(holder.masked)
        return f"p-{len(self.kept)}"

    async def bookings_of(self, holder: Holder, phone: str) -> tuple[Booking, ...]:
        self._hear()
        return tuple(self.bookings[code] for code in self.owners.get(holder.hash, ()))

    async def booking(self, code: str, language: Language) -> Booking:
        self._hear()
        if code not in self.bookings:
            raise Refusal("没有这个预约", "unknown-booking")
        return self.bookings[code]

    async def times(self, service: str, days: int) -> tuple[FreeTime, ...]:
        self._hear()
        return self.free

    async def book(self, service: str, start: datetime, person: str, language: Language, key: str) -> Booking:
        self._hear()
        code = f"K7M2QX{len(self.bookings):02d}".replace("0", "A").replace("1", "B")
        self.bookings[code] = Booking(code=code, service=service, start=start)
        return self.bookings[code]

    async def give_back(self, code: str, language: Language, key: str) -> None:
        self._hear()
        self.given_back.append(code)

    def _hear(self) -> None:
        if self.is_away:
            raise HallAway("practice")
        if self.refusal is not None:
            raise self.refusal


class PracticeSlips:
    """A printer of slips that prints at once, unless it is told of a trouble."""

    def __init__(self) -> None:
        self.trouble = ""
        self.slips: list[Slip] = []

    async def print_slip(self, slip: Slip) -> None:
        if self.trouble:
            raise NotPrinted(self.trouble)
        self.slips.append(slip)


def _at(now: datetime, days: int, hour: int, minute: int) -> datetime:
    day = now + timedelta(days=days)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)
