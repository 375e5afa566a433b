"""Tickets over HTTP: take, look at, cancel, reprint, rate, and what boxes say of their paper."""

from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Body, Path, Request, Response

from hall.api import bodies, shapes
from hall.api.case_bodies import RatingBody
from hall.api.house import House, carried_out, carried_out_written, pass_of, shown
from hall.api.routes.waits import wait_of
from hall.api.sent import StraightRoute, page_of, sent
from hall.api.under import under
from hall.api.words import Word
from link.messages import commands as c
from link.messages.codec import encode
from link.messages.facts import Answer
from link.messages.problems import refuse
from link.state import Ticket
from link.state.changed import changed
from link.views import ticket_view

TicketId = Annotated[Word, Path(description="The ticket's id, as taking it replied; not its number.")]


def tickets(house: House) -> APIRouter:
    """The routes under `/tickets`."""
    router = under("/tickets", "tickets")
    _asked_by_citizens(router, house)
    _asked_by_boxes(router, house)
    return router


def _asked_by_citizens(router: APIRouter, house: House) -> None:
    async def take_ticket(request: Request) -> Response:
        """A number for a citizen."""
        body = await sent(request, bodies.TakeBody)
        if body.person:
            await house.people.must_know(body.person)
        _gives_class(house, request, body.priority)
        command = c.TakeTicket(
            service=body.service,
            priority=body.priority,
            language=body.language,
            further=tuple(body.further),
            age=body.age,
            booking=body.booking,
            person=body.person,
            visual=body.visual,
        )
        return await carried_out(house, request, command, body)

    router.add_api_route(
        "",
        take_ticket,
        methods=["POST"],
        status_code=201,
        responses={201: {"model": shapes.TakenTicket}},
        openapi_extra=page_of(bodies.TakeBody),
        route_class_override=StraightRoute,
    )

    @router.get("/{ticket}", responses={200: {"model": shapes.ShownTicket}})
    async def get_ticket(ticket: TicketId) -> Response:
        """A ticket as it stands, also one that has ended today."""
        known = _known(house, ticket)
        return shown(house, encode(replace(ticket_view(house.state, known), wait=wait_of(house, known))))

    @router.post("/{ticket}/cancel", responses={200: {"model": shapes.ChangedTicket}})
    async def cancel_ticket(
        request: Request,
        ticket: TicketId,
        body: Annotated[bodies.CancelBody, Body(default_factory=bodies.CancelBody)],
    ) -> Response:
        """The citizen does not wait any more."""
        return await carried_out(house, request, c.CancelTicket(ticket=ticket, reason=body.reason), body)

    @router.post("/{ticket}/prioritise", responses={200: {"model": shapes.ChangedTicket}})
    async def prioritise_ticket(request: Request, ticket: TicketId, body: bodies.PrioritiseBody) -> Response:
        """Another priority class."""
        command = c.PrioritiseTicket(ticket=ticket, priority=body.priority, reason=body.reason)
        return await carried_out(house, request, command, body)

    @router.post("/{ticket}/rating", responses={200: {"model": shapes.ChangedTicket}})
    async def rate_ticket(request: Request, ticket: TicketId, body: RatingBody) -> Response:
        """How the citizen found one transaction, 1 to 5; once, and in time."""
        _of_its_window(house, request, ticket, body.transaction)
        command = c.RateTicket(
            ticket=ticket,
            transaction=body.transaction,
            grade=body.grade,
            reasons=tuple(body.reasons),
            by="qr" if pass_of(request) is None else body.by,
            answers=tuple(Answer(question=each.question, answer=each.answer) for each in body.answers),
        )
        return await carried_out_written(
            house, request, body.comment, lambda comment: changed(command, comment=comment), body
        )


def _asked_by_boxes(router: APIRouter, house: House) -> None:
    @router.post("/{ticket}/reprint", responses={200: {"model": shapes.ChangedTicket}})
    async def reprint_ticket(
        request: Request,
        ticket: TicketId,
        body: Annotated[bodies.ReprintBody, Body(default_factory=bodies.ReprintBody)],
    ) -> Response:
        """The paper again, at a printer `BOX/NAME` or at the box that asks."""
        command = c.ReprintTicket(ticket=ticket, printer=body.printer or "", first=body.first)
        return await carried_out(house, request, command, body)

    @router.post("/{ticket}/printed", responses={200: {"model": shapes.ChangedTicket}})
    async def confirm_print(request: Request, ticket: TicketId, body: bodies.PrintedBody) -> Response:
        """The box that prints says that the paper is out."""
        command = c.ConfirmPrint(ticket=ticket, printer=body.printer, reprint=body.reprint)
        return await carried_out(house, request, command, body)

    @router.post("/{ticket}/print-failed", responses={200: {"model": shapes.ChangedTicket}})
    async def report_print_failure(
        request: Request, ticket: TicketId, body: bodies.PrintFailedBody
    ) -> Response:
        """The box that prints says that the paper is not out, or that nobody knows."""
        command = c.ReportPrintFailure(ticket=ticket, printer=body.printer, reason=body.reason)
        return await carried_out(house, request, command, body)

    @router.get("/{ticket}/paper", responses={200: {"model": shapes.Paper}})
    async def get_paper(ticket: TicketId) -> Response:
        """A ticket with the secret of its QR, for a box that prints it."""
        view = encode(ticket_view(house.state, _known(house, ticket)))
        return shown(house, view | {"secret": house.desk.secret_of(ticket)})


def _known(house: House, ticket: str) -> Ticket:
    known = house.state.find(ticket)
    if known is None:
        raise refuse("unknown-ticket", ticket=ticket)
    return known


def _of_its_window(house: House, request: Request, ticket: str, transaction: int) -> None:
    """Refuse at the rating screen of one window what was done at another: nobody rates a colleague down."""
    who, served = pass_of(request), house.desk.published_day.served.get(ticket, ())
    if who is None or who.role != "rating" or not who.windows or not 1 <= transaction <= len(served):
        return
    if served[transaction - 1].window not in who.windows:
        raise refuse("not-allowed")


def _gives_class(house: House, request: Request, priority: str) -> None:
    """Refuse a class that a kiosk may not give: staff do, who have seen the card."""
    who, known = pass_of(request), house.state.index.priorities.get(priority)
    if who is None or who.role != "kiosk" or known is None or known.id == "normal" or known.at_kiosk:
        return
    raise refuse("class-by-staff", priority=known.name or known.id)
