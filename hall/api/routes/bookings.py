"""Appointments over HTTP: times with places left, made, given back, taken in from lists, listed, checked in."""

import json
from datetime import date, timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Body, Path, Query, Request, Response

from config.problems import sentence
from config.texts import texts
from hall.api import booking_bodies as bodies
from hall.api import shapes
from hall.api.asked import language_asked
from hall.api.house import House, carried_out, pass_of, shown
from hall.api.under import under
from hall.api.words import Word
from hall.bookings_read import start_of_text
from hall.bookings_shown import BookingLineShown, bookings_between, csv_text, page_text, shown_booking
from hall.rules.bookings import BY_STAFF
from hall.rules.slots import slots_on
from link.messages import commands as c
from link.messages.codec import encode
from link.messages.problems import refuse

BookingId = Annotated[Word, Path(description="The appointment's code.")]
From = Annotated[date | None, Query(alias="from", description="The first day; left out: today.")]
Days = Annotated[int, Query(ge=1, le=60, description="How many days.")]

STAFF = ("desk", "manager", "hall")

_LISTS: dict[str, Any] = {
    "text/csv": {"schema": {"type": "string"}},
    "text/plain": {"schema": {"type": "string"}},
}


def bookings(house: House) -> APIRouter:
    """The routes under `/bookings`."""
    router = under("/bookings", "bookings")
    _reads(router, house)
    _commands(router, house)
    return router


def _reads(router: APIRouter, house: House) -> None:
    @router.get("/slots", responses={200: {"model": shapes.SlotsShown}})
    async def get_slots(service: Word = "", first: From = None, days: Days = 7) -> Response:
        """The times of a service, or of all that can be booked, and how many places each has left."""
        day, begin = house.desk.published_day, first or _today(house)
        if service and service not in house.state.index.services:
            raise refuse("unknown-service", service=service)
        found = [
            slot
            for each in house.state.definition.services
            if service in ("", each.id)
            for ahead in range(days)
            for slot in slots_on(
                house.state.definition, each, begin + timedelta(days=ahead), day.appointments
            )
        ]
        return shown(house, {"seq": house.state.seq, "slots": [encode(slot) for slot in found]})

    @router.get("", responses={200: {"model": shapes.BookingsShown, "content": _LISTS}})
    async def list_bookings(
        request: Request,
        first: From = None,
        days: Days = 2,
        form: Annotated[str, Query(pattern="^(json|csv|text)$")] = "json",
    ) -> Response:
        """Today's and tomorrow's appointments, as JSON, as a table or as a page for the printer. Says of nobody who they
        are."""
        begin = first or _today(house)
        found = bookings_between(house.desk.published_day, begin, begin + timedelta(days=days - 1))
        if form == "json":
            return shown(house, {"seq": house.state.seq, "bookings": [_value(line) for line in found]})
        say = texts(language_asked(request.scope["headers"])).say
        if form == "csv":
            return Response(csv_text(found, say), media_type="text/csv; charset=utf-8")
        return Response(page_text(found, say), media_type="text/plain; charset=utf-8")

    @router.get("/{booking}", responses={200: {"model": shapes.BookingShown}})
    async def get_booking(booking: BookingId) -> Response:
        """One appointment by its code."""
        day = house.desk.published_day
        known = day.appointments.known.get(booking)
        if known is None:
            raise refuse("unknown-booking", booking=booking)
        line = shown_booking(day, known, ZoneInfo(house.state.definition.timezone))
        return shown(house, {"seq": house.state.seq} | _value(line))


def _commands(router: APIRouter, house: House) -> None:
    @router.post("", status_code=201, responses={201: {"model": shapes.MadeBooking}})
    async def make_booking(request: Request, body: bodies.BookingBody) -> Response:
        """An appointment; `phone` and `desk` are entered by staff."""
        _is_staffs(request, by_staff=body.by in BY_STAFF)
        await house.people.must_know(body.person)
        command = c.MakeBooking(service=body.service, start=body.start, person=body.person, by=body.by)
        return await carried_out(house, request, command, body)

    @router.post("/import", responses={200: {"model": shapes.TakenIn}})
    async def import_bookings(request: Request, body: bodies.ImportBookingsBody) -> Response:
        """A list: good lines are taken in, the others are answered with their line and the reason."""
        zone = ZoneInfo(house.state.definition.timezone)
        lines = tuple(
            c.BookingLine(
                line=row.line or place,
                service=row.service,
                start=start_of_text(row.start, zone),
                given=row.start,
                booking=row.booking,
                person=row.person,
            )
            for place, row in enumerate(body.rows, start=1)
        )
        reply = await carried_out(house, request, c.ImportBookings(lines=lines), body)
        return with_words(reply, request)

    @router.post("/{booking}/cancel", responses={200: {"model": shapes.Done}})
    async def cancel_booking(
        request: Request,
        booking: BookingId,
        body: Annotated[bodies.CancelBookingBody, Body(default_factory=bodies.CancelBookingBody)],
    ) -> Response:
        """Give an appointment back; its place is free again."""
        _is_staffs(request, by_staff=body.by in BY_STAFF)
        command = c.CancelBooking(booking=booking, by=body.by, reason=body.reason)
        return await carried_out(house, request, command, body)

    @router.post("/{booking}/check-in", status_code=201, responses={201: {"model": shapes.TakenTicket}})
    async def check_in(
        request: Request,
        booking: BookingId,
        body: Annotated[bodies.CheckInBody, Body(default_factory=bodies.CheckInBody)],
    ) -> Response:
        """Who has an appointment is here: a ticket whose waiting counts from the time of the appointment."""
        _is_staffs(request, by_staff=body.admit)
        command = c.CheckIn(
            booking=booking,
            priority=body.priority,
            language=body.language,
            further=tuple(body.further),
            age=body.age,
            visual=body.visual,
            admit=body.admit,
        )
        return await carried_out(house, request, command, body)


def with_words(reply: Response, request: Request) -> Response:
    """The answer to a list, each line that was refused with its sentence in the asker's language."""
    language = language_asked(request.scope["headers"])
    value = json.loads(bytes(reply.body))
    for line in value["refused"]:
        line["detail"] = sentence(line["reason"], line["fields"], language).detail
    headers = {name: reply.headers[name] for name in ("jiaohao-seq",) if name in reply.headers}
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    return Response(body, headers=headers | {"Content-Language": language}, media_type="application/json")


def _is_staffs(request: Request, *, by_staff: bool) -> None:
    """What only staff may say of themselves, or decide."""
    who = pass_of(request)
    if by_staff and not (who is not None and (who.is_unchecked or who.role in STAFF)):
        raise refuse("not-allowed")


def _today(house: House) -> date:
    return house.now().astimezone(ZoneInfo(house.state.definition.timezone)).date()


def _value(line: BookingLineShown) -> dict[str, Any]:
    value: dict[str, Any] = encode(line)
    return value
