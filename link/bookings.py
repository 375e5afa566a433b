"""What a box asks of the hall about people and their appointments, each thing by its name."""

from datetime import datetime
from typing import Literal

from link.asking import Asker, id_path, new_key, read
from link.replies import Reply


class BookingReply(Reply):
    """One appointment. `number` is that of its ticket, empty before check-in."""

    booking: str
    service: str
    start: datetime
    state: Literal["booked", "arrived", "missed", "cancelled"] = "booked"
    number: str = ""


class BookingsReply(Reply):
    bookings: tuple[BookingReply, ...] = ()


class SlotReply(Reply):
    """One time of a service, UTC, and how many places it has left."""

    service: str
    start: datetime
    minutes: int = 30
    left: int = 0


class SlotsReply(Reply):
    slots: tuple[SlotReply, ...] = ()


class PersonReply(Reply):
    person: str


class KeyReply(Reply):
    key: str


async def people_key(hall: Asker) -> bytes:
    """The key with which this box hashes what a card says. Raises HallRefused, HallAway."""
    return bytes.fromhex(read(KeyReply, (await hall.get("/people/key")).value).key)


async def keep_person(hall: Asker, hash: str, masked: str, phone: str = "", *, key: str | None = None) -> str:
    """Somebody's reference; the hall keeps them for a while. Raises HallRefused, HallAway."""
    body = {"hash": hash, "masked": masked, "phone": phone}
    return read(PersonReply, (await hall.ask("/people", body, key=key)).value).person


async def bookings_of(hall: Asker, hash: str = "", phone: str = "") -> tuple[BookingReply, ...]:
    """The appointments of whoever has this hash or this telephone. Raises HallRefused, HallAway."""
    answer = await hall.ask("/people/bookings", {"hash": hash, "phone": phone})
    return read(BookingsReply, answer.value).bookings


async def booking(hall: Asker, code: str) -> BookingReply:
    """One appointment by its code. Raises HallRefused, HallAway."""
    return read(BookingReply, (await hall.get(id_path("bookings", code))).value)


async def slots(hall: Asker, service: str, days: int) -> tuple[SlotReply, ...]:
    """The times of a service in the next days, today first. Raises HallRefused, HallAway."""
    path = f"/bookings/slots?service={id_path(service)[1:]}&days={days}"
    return read(SlotsReply, (await hall.get(path)).value).slots


async def book(
    hall: Asker, service: str, start: datetime, person: str = "", by: str = "kiosk", *, key: str | None = None
) -> BookingReply:
    """A new appointment. Raises HallRefused, HallAway."""
    body = {"service": service, "start": start.isoformat(), "person": person, "by": by}
    return read(BookingReply, (await hall.ask("/bookings", body, key=key or new_key())).value)


async def give_back(hall: Asker, code: str, by: str = "kiosk", *, key: str | None = None) -> None:
    """An appointment is not needed any more. Raises HallRefused, HallAway."""
    await hall.ask(id_path("bookings", code, "cancel"), {"by": by}, key=key)
