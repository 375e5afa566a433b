"""The pages for browsers: files, texts, where they are. No page holds anything of the hall: what they show they ask for."""

import asyncio
import json
from collections.abc import Mapping
from typing import Annotated, Final

from fastapi import APIRouter, Path, Query, Request, Response

from config.texts.listed import listed
from hall.api.asked import language_asked
from hall.api.house import JSON, House
from hall.api.routes.my_ticket import OwnTickets
from hall.api.under import named_as_function
from hall.api.words import Language, Word
from hall.web import MEDIA_TYPES, Asset, assets
from hall.web.drawings import Drawing, drawing_for
from link.messages.codec import encode
from link.messages.problems import refuse

TEXTS: Final = ("web.", "board.", "window.", "caller.", "rating.", "alarm.")
"""The beginnings of the keys that pages know."""

Shown = Annotated[
    Word, Path(description="A zone, a window, or the secret of a ticket; the page asks for it itself.")
]

LayoutName = Annotated[Word, Query(description="The layout's name; empty: the usual one.")]


def pages(house: House) -> APIRouter:
    """The routes `/board`, `/window`, `/t` and `/web`."""
    router = APIRouter(tags=["pages"], generate_unique_id_function=named_as_function)
    kept, own = assets(), OwnTickets(house)

    @router.get("/board/{zone}", response_class=Response)
    async def get_board_page(request: Request, zone: Shown) -> Response:
        """The board of a zone, for any TV or tablet with a browser."""
        return _sent(request, kept, "board.html")

    @router.get("/window/{window}", response_class=Response)
    async def get_window_page(request: Request, window: Shown) -> Response:
        """A window's terminal, for a clerk's own computer."""
        return _sent(request, kept, "window.html")

    @router.get("/t/{secret}", response_class=Response)
    async def get_ticket_page(request: Request, secret: Shown) -> Response:
        """A citizen's own ticket, on their phone; only in a hall that phones can reach."""
        if not house.state.definition.public_url:
            raise refuse("unknown-route", path="/t")
        plain = own.plainly(secret, language_asked(request.scope["headers"]))
        page = kept["ticket.html"].body.decode().replace("<!--plain-->", plain)
        return Response(page, headers={"Cache-Control": "no-store"}, media_type=MEDIA_TYPES["html"])

    @router.get("/web/texts/{language}", response_class=Response)
    async def get_texts(language: Language) -> Response:
        """The texts of the pages in one language, by key."""
        body = json.dumps(listed(language.partition("-")[0], TEXTS), ensure_ascii=False)
        return Response(body, media_type=JSON, headers={"Cache-Control": "max-age=300"})

    @router.get("/web/place", response_class=Response)
    async def get_place() -> Response:
        """Which hall this is, and in which zone of time."""
        definition = house.state.definition
        value = {
            "hall": definition.id,
            "name": definition.name,
            "name_en": definition.name_en,
            "timezone": definition.timezone,
            "languages": definition.languages,
        }
        return Response(
            json.dumps(value, ensure_ascii=False), media_type=JSON, headers={"Cache-Control": "no-store"}
        )

    @router.get("/web/layout", responses={200: {"model": Drawing}})
    async def get_layout(
        name: LayoutName = "", is_upright: bool = False, has_window: bool = False
    ) -> Response:
        """How a board of this layout is drawn: where its parts, bands and rows stand."""
        drawn = await asyncio.to_thread(
            drawing_for, name, house.layouts, is_upright=is_upright, has_window=has_window
        )
        body = json.dumps(encode(drawn), ensure_ascii=False)
        return Response(body, media_type=JSON, headers={"Cache-Control": "no-cache"})

    @router.get("/web/{name}", response_class=Response)
    async def get_asset(
        request: Request, name: Annotated[str, Path(pattern=r"^[a-z_]{1,40}\.(css|js|svg)$")]
    ) -> Response:
        """A file of the pages."""
        return _sent(request, kept, name)

    return router


def _sent(request: Request, kept: Mapping[str, Asset], name: str) -> Response:
    """A file, or that the browser has it already (RFC 9110 section 13.1.2)."""
    asset = kept.get(name)
    if asset is None:
        raise refuse("unknown-route", path=request.url.path)
    headers = {"ETag": asset.tag, "Cache-Control": "no-cache"}
    if request.headers.get("if-none-match") == asset.tag:
        return Response(status_code=304, headers=headers)
    return Response(asset.body, headers=headers, media_type=asset.media_type)
