"""What a board, a sign, a caller and a kiosk show now, for whoever has no mirror of their own."""

from typing import Annotated

from fastapi import APIRouter, Path, Response

from hall.api.house import House, shown
from hall.api.under import under
from hall.api.words import Word
from link.messages.codec import encode
from link.messages.problems import refuse
from link.views import (
    BoardView,
    CallerView,
    CardView,
    KioskView,
    WindowView,
    board_view,
    caller_view,
    card_view,
    kiosk_view,
    window_view,
)

Id = Annotated[Word, Path(description="The id, as `GET /hall` names it.")]


def views(house: House) -> APIRouter:
    """The routes under `/views`."""
    router = under("/views", "views")

    @router.get("/board/{zone}", responses={200: {"model": BoardView}})
    async def get_board(zone: Id) -> Response:
        """The board of a zone."""
        view = board_view(house.state, zone)
        if view is None:
            raise refuse("unknown-zone", zone=zone)
        return shown(house, encode(view))

    @router.get("/window/{window}", responses={200: {"model": WindowView}})
    async def get_sign(window: Id) -> Response:
        """The sign of a window."""
        view = window_view(house.state, window)
        if view is None:
            raise refuse("unknown-window", window=window)
        return shown(house, encode(view))

    @router.get("/card/{window}", responses={200: {"model": CardView}})
    async def get_card(window: Id) -> Response:
        """Who sits at a window, for the screen in front of it."""
        view = card_view(house.state, window)
        if view is None:
            raise refuse("unknown-window", window=window)
        return shown(house, encode(view))

    @router.get("/caller/{window}", responses={200: {"model": CallerView}})
    async def get_caller(window: Id) -> Response:
        """A clerk's terminal."""
        known = house.state.windows.get(window)
        noted = house.desk.notes_of(known.ticket) if known and known.ticket else ()
        notes = await house.notes.read(noted)
        view = caller_view(house.state, window, notes)
        if view is None:
            raise refuse("unknown-window", window=window)
        return shown(house, encode(view))

    @router.get("/kiosk", responses={200: {"model": KioskView}})
    async def get_kiosk() -> Response:
        """What can be chosen at a kiosk at this moment."""
        return shown(house, encode(kiosk_view(house.state, house.now())))

    return router
