"""How a visit goes on: a missed ticket that comes back, its matters, notes, how it is called."""

from typing import Annotated

from fastapi import APIRouter, Body, Request, Response

from hall.api import bodies, shapes
from hall.api.house import House, carried_out
from hall.api.routes.tickets import TicketId
from hall.api.under import under
from link.messages import commands as c


def visits(house: House) -> APIRouter:
    """More routes under `/tickets/{id}`."""
    router = under("/tickets/{ticket}", "tickets", {200: {"model": shapes.ChangedTicket}})

    @router.post("/revive")
    async def revive_ticket(
        request: Request,
        ticket: TicketId,
        body: Annotated[bodies.ReviveBody, Body(default_factory=bodies.ReviveBody)],
    ) -> Response:
        """Somebody who was missed is back: the ticket waits again, a few places behind."""
        return await carried_out(house, request, c.ReviveTicket(ticket=ticket, to_same=body.to_same), body)

    @router.post("/add-service")
    async def add_service(request: Request, ticket: TicketId, body: bodies.MatterBody) -> Response:
        """One more service under the same number, after those it already has."""
        return await carried_out(house, request, c.AddService(ticket=ticket, service=body.service), body)

    @router.post("/remove-service")
    async def remove_service(request: Request, ticket: TicketId, body: bodies.MatterBody) -> Response:
        """One matter of the visit less."""
        return await carried_out(house, request, c.RemoveService(ticket=ticket, service=body.service), body)

    @router.post("/choose-service")
    async def choose_service(request: Request, ticket: TicketId, body: bodies.MatterBody) -> Response:
        """Which matter of the visit comes next; for one who waits, at once."""
        return await carried_out(house, request, c.ChooseService(ticket=ticket, service=body.service), body)

    @router.post("/change-service")
    async def change_service(request: Request, ticket: TicketId, body: bodies.MatterBody) -> Response:
        """Who waits came for something else: the number waits for that service, by its age."""
        return await carried_out(house, request, c.ChangeService(ticket=ticket, service=body.service), body)

    @router.post("/note")
    async def note_ticket(request: Request, ticket: TicketId, body: bodies.NoteBody) -> Response:
        """A note for the clerk who serves the visit next; gone when the visit ends."""
        note = await house.note(body.note)
        return await carried_out(house, request, c.NoteTicket(ticket=ticket, note=note), body)

    @router.post("/flag")
    async def flag_ticket(
        request: Request,
        ticket: TicketId,
        body: Annotated[bodies.FlagBody, Body(default_factory=bodies.FlagBody)],
    ) -> Response:
        """The citizen does not hear: the call is shown longer. Or does after all."""
        return await carried_out(house, request, c.FlagTicket(ticket=ticket, visual=body.visual), body)

    return router
