"""What the hall says to all: broadcasts, emergencies and their end, no tickets while it is too full, and the
numbers written by hand meanwhile."""

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response

from hall.api import bodies, shapes
from hall.api.booking_bodies import HandNumbersBody
from hall.api.house import House, carried_out
from hall.api.routes.bookings import with_words
from hall.api.under import under
from link.messages import commands as c

NoBody = Annotated[bodies.Nothing, Body(default_factory=bodies.Nothing)]


def broadcasts(house: House) -> APIRouter:
    """The routes `/hall/broadcast` and `/hall/crowd`."""
    router = under("/hall", "hall", {200: {"model": shapes.Done}})

    @router.post("/broadcast")
    async def make_broadcast(request: Request, body: bodies.BroadcastBody) -> Response:
        """Say something in some zones or in all; the `seq` replied is its id. An emergency fills the boards."""
        command = c.Broadcast(text=body.text, zones=tuple(body.zones), emergency=body.emergency)
        return await carried_out(house, request, command, body)

    @router.post("/broadcast/end")
    async def end_broadcast(
        request: Request,
        body: Annotated[bodies.EndBroadcastBody, Body(default_factory=bodies.EndBroadcastBody)],
    ) -> Response:
        """The emergency is over, and the boards show calls again. One that nobody ends ends with the business day."""
        return await carried_out(house, request, c.EndBroadcast(broadcast=body.broadcast), body)

    @router.post("/crowd")
    async def start_crowd(
        request: Request, body: Annotated[bodies.CrowdBody, Body(default_factory=bodies.CrowdBody)]
    ) -> Response:
        """The hall is too full: no tickets until this is ended."""
        return await carried_out(house, request, c.StartCrowd(reason=body.reason), body)

    @router.post("/crowd/end")
    async def end_crowd(request: Request, body: NoBody) -> Response:
        """Tickets again."""
        return await carried_out(house, request, c.EndCrowd(), body)

    @router.post("/crowd/numbers", responses={200: {"model": shapes.TakenIn}})
    async def import_numbers(request: Request, body: HandNumbersBody) -> Response:
        """Numbers that were written by hand while the machine was off become tickets, with the place of their hour."""
        command = c.ImportNumbers(
            service=body.service,
            numbers=tuple(body.numbers),
            count=body.count,
            at=body.at,
            priority=body.priority,
        )
        return with_words(await carried_out(house, request, command, body), request)

    return router
