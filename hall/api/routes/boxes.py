"""Boxes that speak of themselves: their health, the numbers they borrow, the tickets they gave while alone."""

import json
import secrets
from typing import Annotated

from fastapi import APIRouter, Body, Path, Request, Response

from hall.api import bodies, shapes
from hall.api.house import House, carried_out
from hall.api.under import under
from hall.api.words import NewId
from link.messages import commands as c
from link.messages.facts import HandedIn
from link.messages.voices import VoiceQueue

NoBody = Annotated[bodies.Nothing, Body(default_factory=bodies.Nothing)]
BoxId = Annotated[NewId, Path(description="The box's own id.")]


def boxes(house: House) -> APIRouter:
    """The routes under `/boxes/{id}`."""
    router = under("/boxes/{box}", "boxes")

    @router.post("/health", responses={200: {"model": shapes.Done}})
    async def report_health(
        request: Request,
        box: BoxId,
        body: Annotated[bodies.HealthBody, Body(default_factory=bodies.HealthBody)],
    ) -> Response:
        """Everything of the box that does not work now, the printers it has, and what waits to be said at its loudspeakers."""
        troubles = tuple(c.Trouble(part=each.part, reason=each.reason) for each in body.troubles)
        printers = None if body.printers is None else tuple(dict.fromkeys(body.printers))
        command = c.ReportHealth(box=box, troubles=troubles, printers=printers)
        reply = await carried_out(house, request, command, body)
        queues = [VoiceQueue(**each.model_dump() | {"zones": tuple(each.zones)}) for each in body.voices]
        house.voices.tell(box, queues, house.now())
        return reply

    @router.post("/help", responses={200: {"model": shapes.Done}})
    async def ask_help(
        request: Request, box: BoxId, body: Annotated[bodies.HelpBody, Body(default_factory=bodies.HelpBody)]
    ) -> Response:
        """Somebody at the box asks for help: an alarm for the desk, until it is ended."""
        return await carried_out(house, request, c.AskHelp(box=box, name=body.name), body)

    @router.post("/help/end", responses={200: {"model": shapes.Done}})
    async def end_help(request: Request, box: BoxId, body: NoBody) -> Response:
        """Somebody has been there."""
        return await carried_out(house, request, c.EndHelp(box=box), body)

    @router.post("/leases", responses={200: {"model": shapes.Lease}})
    async def lease_numbers(request: Request, box: BoxId, body: bodies.LeaseBody) -> Response:
        """Numbers that the box may give on its own when it hears nothing from the hall."""
        command = c.LeaseNumbers(series=body.series, count=body.count, box=box)
        return _with_secrets(house, await carried_out(house, request, command, body))

    @router.post("/hand-in", responses={200: {"model": shapes.HandInTaken}})
    async def hand_in(request: Request, box: BoxId, body: bodies.HandInBody) -> Response:
        """The tickets that the box printed; those that the hall knows are as if not said."""
        tickets = tuple(HandedIn(**each.model_dump()) for each in body.tickets)
        command = c.HandIn(tickets=tickets, box=box, has_more=body.has_more)
        return await carried_out(house, request, command, body)

    return router


def _with_secrets(house: House, lent: Response) -> Response:
    """What the tickets of a lease are to be called, and the secrets of their codes, which are made of that: added to
    what is said, stored nowhere."""
    value = json.loads(bytes(lent.body))
    value["stem"] = secrets.token_hex(12)
    counters = range(value["first"], value["last"] + 1)
    value["secrets"] = [house.desk.secret_of(f"{value['stem']}-{counter}") for counter in counters]
    headers = {name: text for name, text in lent.headers.items() if name != "content-length"}
    return Response(json.dumps(value, separators=(",", ":")), lent.status_code, headers)
