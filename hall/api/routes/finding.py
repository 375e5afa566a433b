"""What the guide desk looks for: the ticket of a scanned QR, the appointment of whoever says a telephone or a name."""

import asyncio
from hmac import compare_digest
from typing import Final
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Response

from hall.api import bodies, shapes
from hall.api.booking_bodies import FindBookingsBody
from hall.api.house import House, shown
from hall.api.under import under
from hall.bookings_shown import shown_booking
from hall.rules.appointments import Appointment
from link.messages.codec import encode
from link.messages.problems import refuse
from link.views import ticket_view

MOST_FOUND: Final = 20
"""Who is asked for the last four digits of a telephone reads no longer list."""


def finding(house: House) -> APIRouter:
    """The routes `/tickets/find` and `/bookings/find`. They are POSTs so that no address has a secret or a telephone."""
    router = under("", "tickets")

    @router.post("/tickets/find", responses={200: {"model": shapes.ShownTicket}})
    async def find_ticket(body: bodies.FindBody) -> Response:
        """The ticket whose QR has this secret."""
        state = house.state
        ids = [*state.tickets, *state.ended]
        found = await asyncio.to_thread(_with_secret, house, ids, body.secret)
        known = state.find(found)
        if known is None:
            raise refuse("unknown-ticket", ticket="QR")
        return shown(house, encode(ticket_view(state, known)))

    @router.post("/bookings/find", responses={200: {"model": shapes.FoundBookings}})
    async def find_bookings(body: FindBookingsBody) -> Response:
        """The appointments of whoever fits, by their time: those to come, and today's."""
        day, zone = house.desk.published_day, ZoneInfo(house.state.definition.timezone)
        masked = await house.people.looking_like(body.text)
        fits = [each for each in day.appointments.known.values() if _fits(each, body.text, masked)]
        fits.sort(key=lambda each: each.booked.start)
        lines = [
            encode(shown_booking(day, each, zone)) | {"masked": masked.get(each.booked.person, "")}
            for each in fits[:MOST_FOUND]
        ]
        return shown(house, {"seq": house.state.seq, "bookings": lines})

    return router


def _with_secret(house: House, tickets: list[str], secret: str) -> str:
    """Its id; empty where no ticket of today has it. No secret is kept: each is made anew and compared."""
    wanted = secret.encode()
    return next((each for each in tickets if compare_digest(house.desk.secret_of(each).encode(), wanted)), "")


def _fits(known: Appointment, text: str, masked: dict[str, str]) -> bool:
    if known.state == "cancelled":
        return False
    is_code = known.booked.booking.casefold() == text.strip().casefold()
    return is_code or (bool(known.booked.person) and known.booked.person in masked)
