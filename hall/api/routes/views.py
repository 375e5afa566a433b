"""What a board, a sign, a caller and a kiosk show now, for whoever has no mirror of their own."""

from dataclasses import replace
from typing import Annotated, Literal
from zoneinfo import ZoneInfo

from fastapi import APIRouter, Path, Query, Response

from hall.api.house import House, shown
from hall.api.metrics import voices_of
from hall.api.under import under
from hall.api.words import Word
from hall.voices import unsaid_in
from link.messages.codec import encode
from link.messages.problems import refuse
from link.views import (
    BoardPage,
    CallerView,
    CardView,
    KioskView,
    WindowView,
    board_page,
    board_view,
    caller_view,
    card_view,
    kiosk_view,
    window_view,
)

Id = Annotated[Word, Path(description="The id, as `GET /hall` names it.")]

Parts = Annotated[
    tuple[Literal["windows", "today"], ...],
    Query(description="Also the zone's windows, or what was done of each service today.", max_length=2),
]
Own = Annotated[Word, Query(description="Also this window of the zone, for a screen of its own.")]


def views(house: House) -> APIRouter:
    """The routes under `/views`."""
    router = under("/views", "views")

    @router.get("/board/{zone}", responses={200: {"model": BoardPage}})
    async def get_board(zone: Id, parts: Parts = (), window: Own = "") -> Response:
        """The board of a zone; with what only some layouts show, where that is asked for."""
        view = _page(house, zone, parts, window) if parts or window else board_view(house.state, zone)
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
        return shown(house, encode(replace(view, unsaid=_unsaid(house, window))))

    @router.get("/kiosk", responses={200: {"model": KioskView}})
    async def get_kiosk() -> Response:
        """What can be chosen at a kiosk at this moment."""
        return shown(house, encode(kiosk_view(house.state, house.now())))

    return router


def _unsaid(house: House, window: str) -> int:
    place = house.state.index.places.get(window)
    return unsaid_in(place.zone, voices_of(house)) if place else 0


def _page(house: House, zone: str, parts: tuple[str, ...], window: str) -> BoardPage | None:
    local = house.now().astimezone(ZoneInfo(house.state.definition.timezone))
    return board_page(
        house.state,
        zone,
        local,
        has_windows="windows" in parts,
        has_today="today" in parts,
        window=window,
    )
