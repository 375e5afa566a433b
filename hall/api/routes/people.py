"""Citizens over HTTP: kept, hashed with the hall's key, forgotten. No reply ever tells who somebody is."""

from typing import Annotated
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Body, Path, Response

from hall.api import bodies, shapes
from hall.api.house import House, shown
from hall.api.people_bodies import KeptPerson, PeopleKey, PersonBody, WhoBody
from hall.api.under import under
from hall.api.words import NewId
from hall.bookings_shown import shown_booking
from link.messages.codec import encode
from link.messages.problems import refuse

Reference = Annotated[NewId, Path(description="The person's reference, as keeping them replied.")]


def people(house: House) -> APIRouter:
    """The routes under `/people`."""
    router = under("/people", "people")

    @router.post("", responses={200: {"model": KeptPerson}})
    async def keep_person(body: PersonBody) -> Response:
        """Keep a citizen until their day; the same hash gets the same reference while they are known."""
        today = house.state.day
        if today is None:
            raise refuse("day-not-open")
        days = house.state.definition.policy.keep_people_days
        reference = await house.people.keep(body.hash, body.masked, body.phone, today, days)
        return shown(house, {"person": reference})

    @router.get("/key", responses={200: {"model": PeopleKey}})
    async def get_people_key() -> Response:
        """The key with which a box hashes what a card says, for boxes that read cards."""
        return shown(house, {"key": house.people.key.hex()})

    @router.post("/bookings", responses={200: {"model": shapes.BookingsShown}})
    async def bookings_of_person(body: WhoBody) -> Response:
        """Whoever stands at the kiosk has these appointments, by their time: today's, and those to come. Nobody is kept
        for having asked."""
        day, zone = house.desk.published_day, ZoneInfo(house.state.definition.timezone)
        persons = await house.people.known_by(body.hash, body.phone)
        found = [each for person in persons for each in day.appointments.of(person)]
        lines = [shown_booking(day, each, zone) for each in found]
        lines.sort(key=lambda line: line.start)
        return shown(house, {"seq": house.state.seq, "bookings": [encode(line) for line in lines]})

    @router.post("/{person}/forget", responses={200: {"model": shapes.Done}})
    async def forget_person(
        person: Reference, body: Annotated[bodies.Nothing, Body(default_factory=bodies.Nothing)]
    ) -> Response:
        """Forget a citizen now; tickets and figures stay, and lead to nobody any more."""
        await house.people.forget(person)
        return shown(house, {"seq": house.state.seq})

    return router
