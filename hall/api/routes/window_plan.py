"""Which windows there are today and how they work, over HTTP: profiles for the day, windows that are not in the file."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Request, Response

from hall.api import bodies, shapes
from hall.api.arranging import check_arranging
from hall.api.house import House, carried_out
from hall.api.under import under
from hall.api.words import Word
from link.messages import commands as c

WindowId = Annotated[Word, Path(description="The window's id, as `GET /hall` names it.")]


def window_plan(house: House) -> APIRouter:
    """The routes `/windows` and `/windows/{id}/profile` and `/remove`."""
    router = under("/windows", "windows")

    @router.post("", responses={200: {"model": shapes.WindowAnswer}})
    async def add_window(request: Request, body: bodies.AddWindowBody) -> Response:
        """One more window until the day closes."""
        command = c.AddWindow(
            window=body.window,
            label=body.label,
            zone=body.zone,
            name=body.name,
            name_en=body.name_en,
            services=tuple(body.services),
            window_kind=body.kind,
        )
        return await carried_out(house, request, command, body)

    @router.post("/{window}/remove", responses={200: {"model": shapes.Done}})
    async def remove_window(
        request: Request,
        window: WindowId,
        body: Annotated[bodies.Nothing, Body(default_factory=bodies.Nothing)],
    ) -> Response:
        """Take away a window that was added for the day and has no clerk."""
        return await carried_out(house, request, c.RemoveWindow(window=window), body)

    @router.post("/{window}/profile", responses={200: {"model": shapes.WindowAnswer}})
    async def change_window_profile(
        request: Request, window: WindowId, body: bodies.WindowProfileBody
    ) -> Response:
        """By which profile the window works for the rest of the day, whoever sits there."""
        check_arranging(house, request)
        command = c.ChangeProfile(window=window, profile=body.profile)
        return await carried_out(house, request, command, body)

    return router
