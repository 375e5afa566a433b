"""The real hall behind errands: people and bookings through the link, in the citizen's language."""

import logging
from datetime import datetime

from devices.cards.holder import Holder, phone_holder
from kiosk.errands.errand import Booking, FreeTime
from kiosk.linked import LinkedHall, plain
from kiosk.ports import HallAway, Refusal
from link import bookings
from link.bookings import BookingReply
from look.language import Language

UNKNOWN = "unknown-booking"

log = logging.getLogger(__name__)


class LinkedErrandHall:
    """`hall` is the kiosk's own. The key of people is fetched when the hall is heard, and kept in memory alone."""

    def __init__(self, hall: LinkedHall) -> None:
        self._hall = hall
        self._key: bytes | None = None

    @property
    def key(self) -> bytes | None:
        """The hall's key; None while it is not known."""
        return self._key

    async def learn_key(self) -> None:
        """Call it whenever the hall can be heard; a hall that was put back has another key."""
        try:
            key = await plain(bookings.people_key(self._hall.client()))
        except (Refusal, HallAway) as fault:
            log.warning("the hall's key for people is not to be had: %s", type(fault).__name__)
            return
        if key != self._key:
            log.info("the hall's key for people is known")
            self._key = key

    def phone_holder(self, phone: str) -> Holder | None:
        return phone_holder(self._key, phone) if self._key is not None else None

    async def know(self, holder: Holder, phone: str, key: str) -> str:
        asking = bookings.keep_person(self._hall.client(), holder.hash, holder.masked, phone, key=key)
        return await plain(asking)

    async def bookings_of(self, holder: Holder, phone: str) -> tuple[Booking, ...]:
        found = await plain(bookings.bookings_of(self._hall.client(), holder.hash, phone))
        return tuple(_booking(each) for each in found)

    async def booking(self, code: str, language: Language) -> Booking:
        """Codes are written in capitals; one of another system may not be."""
        client = self._hall.client(language)
        try:
            return _booking(await plain(bookings.booking(client, code)))
        except Refusal as refusal:
            if refusal.name != UNKNOWN or code == code.upper():
                raise
        return _booking(await plain(bookings.booking(client, code.upper())))

    async def times(self, service: str, days: int) -> tuple[FreeTime, ...]:
        found = await plain(bookings.slots(self._hall.client(), service, days))
        return tuple(FreeTime(start=each.start, minutes=each.minutes, left=each.left) for each in found)

    async def book(self, service: str, start: datetime, person: str, language: Language, key: str) -> Booking:
        asking = bookings.book(self._hall.client(language), service, start, person, key=key)
        return _booking(await plain(asking))

    async def give_back(self, code: str, language: Language, key: str) -> None:
        await plain(bookings.give_back(self._hall.client(language), code, key=key))


def _booking(reply: BookingReply) -> Booking:
    return Booking(
        code=reply.booking,
        service=reply.service,
        start=reply.start,
        state=reply.state,
        number=reply.number,
    )
