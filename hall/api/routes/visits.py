"""How a visit goes on: a missed ticket that comes back, one more matter under the same number."""

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
        body: Annotated[bodies.Nothing, Body(default_factory=bodies.Nothing)],
    ) -> Response:
        """Somebody who was missed is back: the ticket waits again, a few places behind."""
        return await carried_out(house, request, c.ReviveTicket(ticket=ticket), body)

    @router.post("/add-service")
    async def add_service(request: Request, ticket: TicketId, body: bodies.MatterBody) -> Response:
        """One more service under the same number, after those it already has."""
        return await carried_out(house, request, c.AddService(ticket=ticket, service=body.service), body)

    return router
