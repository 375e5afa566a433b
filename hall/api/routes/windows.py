"""Windows over HTTP: the clerk's session, and everything from the next call to the last press undone."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Request, Response

from hall.api import bodies, shapes
from hall.api.arranging import check_arranging
from hall.api.house import House, carried_out, known
from hall.api.under import under
from hall.api.words import Word
from link.messages import commands as c
from link.messages.problems import refuse

WindowId = Annotated[Word, Path(description="The window's id, as `GET /hall` names it.")]

_ANSWER: dict[int | str, dict[str, Any]] = {200: {"model": shapes.WindowAnswer}}


def windows(house: House) -> APIRouter:
    """The routes under `/windows/{id}`."""
    router = under("/windows/{window}", "windows", _ANSWER)
    _plain_presses(router, house)
    _presses_that_say_more(router, house)
    _presses_that_choose(router, house)
    return router


def _plain_presses(router: APIRouter, house: House) -> None:
    """The presses that say nothing but, perhaps, which ticket the screen showed."""
    presses: dict[str, tuple[Callable[..., c.Command], str]] = {
        "resume": (c.ResumeWindow, "Work goes on after a pause."),
        "close": (c.CloseWindow, "The clerk signs out."),
        "recall": (c.Recall, "Call the same number again."),
        "arrived": (c.MarkArrived, "The citizen is at the window."),
        "start": (c.StartService, "The service begins."),
        "missed": (c.MarkMissed, "Nobody came."),
        "undo": (c.Undo, "Take the last press back, within a few seconds."),
    }  # fmt: skip
    for verb, (command, words) in presses.items():
        _plain_press(router, house, verb, command, words)


def _plain_press(
    router: APIRouter, house: House, verb: str, command: Callable[..., c.Command], words: str
) -> None:
    async def press(
        request: Request,
        window: WindowId,
        body: Annotated[bodies.WindowBody, Body(default_factory=bodies.WindowBody)],
    ) -> Response:
        return await carried_out(house, request, command(window=window, at=body.seen), body)

    router.add_api_route(f"/{verb}", press, methods=["POST"], name=f"{verb}_window", description=words)


def _presses_that_say_more(router: APIRouter, house: House) -> None:
    @router.post("/open")
    async def open_window(
        request: Request,
        window: WindowId,
        body: Annotated[bodies.OpenBody, Body(default_factory=bodies.OpenBody)],
    ) -> Response:
        """A clerk signs in."""
        clerk = _who_sits_there(request, body.clerk)
        command = c.OpenWindow(window=window, at=body.seen, clerk=clerk)
        return await carried_out(house, request, command, body)

    @router.post("/pause")
    async def pause_window(
        request: Request,
        window: WindowId,
        body: Annotated[bodies.PauseBody, Body(default_factory=bodies.PauseBody)],
    ) -> Response:
        """No more calls for a while; the ticket at the window stays."""
        command = c.PauseWindow(window=window, at=body.seen, reason=body.reason)
        return await carried_out(house, request, command, body)

    @router.post("/next")
    async def next_window(
        request: Request,
        window: WindowId,
        body: Annotated[bodies.NextBody, Body(default_factory=bodies.NextBody)],
    ) -> Response:
        """Finish the one in service and call whoever is next; the ticket is null where nobody waits."""
        command = c.CallNext(window=window, at=body.seen, outcome=body.outcome, delivered=body.delivered)
        return await carried_out(house, request, command, body)

    @router.post("/abandon")
    async def abandon_window(
        request: Request,
        window: WindowId,
        body: Annotated[bodies.AbandonBody, Body(default_factory=bodies.AbandonBody)],
    ) -> Response:
        """The one at the window leaves for good."""
        command = c.Abandon(window=window, at=body.seen, reason=body.reason)
        return await carried_out(house, request, command, body)

    @router.post("/finish")
    async def finish_window(
        request: Request,
        window: WindowId,
        body: Annotated[bodies.FinishBody, Body(default_factory=bodies.FinishBody)],
    ) -> Response:
        """The service is done."""
        command = c.FinishService(window=window, at=body.seen, outcome=body.outcome, delivered=body.delivered)
        return await carried_out(house, request, command, body)

    @router.post("/park")
    async def park_window(
        request: Request,
        window: WindowId,
        body: Annotated[bodies.ParkBody, Body(default_factory=bodies.ParkBody)],
    ) -> Response:
        """Put the ticket aside, at this window, with its clerk or in a pool, perhaps until a moment."""
        command = c.Park(
            window=window, at=body.seen, pool=body.pool, until=body.until, with_clerk=body.with_clerk
        )
        return await carried_out(house, request, command, body)


def _presses_that_choose(router: APIRouter, house: House) -> None:
    @router.post("/unpark")
    async def unpark_window(request: Request, window: WindowId, body: bodies.TicketAtWindowBody) -> Response:
        """A parked ticket waits again."""
        command = c.Unpark(window=window, at=body.seen, ticket=body.ticket)
        return await carried_out(house, request, command, body)

    @router.post("/call")
    async def call_window(request: Request, window: WindowId, body: bodies.TicketAtWindowBody) -> Response:
        """Call one chosen ticket, by its id or its number."""
        command = c.CallTicket(window=window, at=body.seen, ticket=body.ticket)
        return await carried_out(house, request, command, body)

    @router.post("/transfer")
    async def transfer_window(
        request: Request,
        window: WindowId,
        body: Annotated[bodies.TransferBody, Body(default_factory=bodies.TransferBody)],
    ) -> Response:
        """Send the ticket on to another service, window, clerk or pool."""
        command = c.Transfer(
            window=window,
            at=body.seen,
            service=body.service,
            to_window=body.window,
            clerk=body.clerk,
            pool=body.pool,
            place=body.place,
            back=body.back,
            note=await house.note(body.note),
        )
        return await carried_out(house, request, command, body)

    @router.post("/take-over")
    async def take_over_window(request: Request, window: WindowId, body: bodies.TakeOverBody) -> Response:
        """Another clerk sits down; the ticket at the window stays."""
        clerk = _who_sits_there(request, body.clerk)
        command = c.TakeOver(window=window, at=body.seen, clerk=clerk)
        return await carried_out(house, request, command, body)

    @router.post("/services")
    async def change_window_services(
        request: Request, window: WindowId, body: bodies.WindowServicesBody
    ) -> Response:
        """What the window calls for the rest of the day."""
        check_arranging(house, request)
        command = c.ChangeWindowServices(window=window, services=tuple(body.services))
        return await carried_out(house, request, command, body)

    @router.post("/walk")
    async def walk_window(
        request: Request,
        window: WindowId,
        body: Annotated[bodies.WalkBody, Body(default_factory=bodies.WalkBody)],
    ) -> Response:
        """Serve somebody who has no ticket."""
        command = c.WalkDirect(window=window, at=body.seen, service=body.service, outcome=body.outcome)
        return await carried_out(house, request, command, body)


def _who_sits_there(request: Request, clerk: str) -> str:
    """Who has signed in, if anybody has; else the one that the box names. Raises Refused where it names another."""
    signed = known(request).clerk
    if signed and clerk not in ("", signed):
        raise refuse("not-allowed")
    return signed or clerk
