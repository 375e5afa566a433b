"""Browsers over HTTP: a link that is good once, and the cookie that its opening leaves behind."""

import time
from collections.abc import Sequence
from html import escape
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Path, Request, Response

from config.texts import texts
from hall.access.links import LIFE_S, Links
from hall.api.asked import COOKIE, language_asked
from hall.api.house import House, known, noted, unkept
from hall.api.routes.tokens import check_wish
from hall.api.shapes import Shape
from hall.api.trust_shapes import WishBody
from hall.api.under import PREFIX, under
from hall.api.words import Word
from hall.staff.audit import Deed
from hall.trust.token import LASTS, Wish

Code = Annotated[Word, Path(description="What stands at the end of the link.")]


class LinkShown(Shape):
    """`path` below the hall's address; good for `seconds`, and once."""

    path: str
    seconds: int


class BrowserShown(Shape):
    """What the browser is from now on."""

    role: str
    box: str
    windows: list[str]
    zones: list[str]


def links(house: House) -> APIRouter:
    """The routes `/links` and `/enter/{code}`."""
    router = under("", "browsers")
    links = Links()

    @router.post("/links", status_code=201, responses={201: {"model": LinkShown}})
    async def make_link(request: Request, body: WishBody) -> Response:
        """A link for one browser, good once."""
        check_wish(house, request, body)
        who = known(request)
        await noted(house, request, "link-made", body.box, role=body.role)
        code = links.make(body.wish, who.clerk or who.box, time.monotonic())
        return unkept({"path": f"{PREFIX}/enter/{code}", "seconds": round(LIFE_S)}, 201)

    @router.get("/enter/{code}", responses={200: {"model": BrowserShown}})
    async def open_link(request: Request, code: Code) -> Response:
        """The browser that opens it is a box of the hall; the cookie that it gets is read by no script and sent to this
        hall alone."""
        wish, made_by = links.use(code, time.monotonic())
        await house.roll.note(
            Deed(action="link-opened", box=wish.box, about=wish.box, fields={"role": wish.role})
        )
        _, grant = await house.trusted.make(wish, made_by)
        is_page = "text/html" in request.headers.get("accept", "")
        reply = _page(house, request, wish) if is_page else unkept(_shown(wish))
        reply.set_cookie(
            COOKIE,
            grant.token,
            max_age=round(LASTS.total_seconds()),
            path="/",
            secure=True,
            httponly=True,
            samesite="strict",
        )
        return reply

    return router


def _shown(wish: Wish) -> dict[str, object]:
    return {"role": wish.role, "box": wish.box, "windows": list(wish.windows), "zones": list(wish.zones)}


def _page(house: House, request: Request, wish: Wish) -> Response:
    """For people: they are taken to what the link was for. No redirect: a browser that came from elsewhere would go there
    without the new cookie (SameSite=Strict)."""
    t = texts(language_asked(request.scope["headers"]))
    path = page_of(wish, [each.id for each in house.state.definition.zones])
    title, go = escape(t.say("web.enter")), escape(t.say("web.enter.go"))
    onward = f'<meta http-equiv="refresh" content="0;url={escape(path)}">' if path else ""
    anchor = f'<p><a href="{escape(path)}">{go}</a></p>' if path else ""
    page = (
        f'<!doctype html><html lang="{t.language}"><head><meta charset="utf-8"><title>{title}</title>{onward}'
        f"</head><body><h1>{title}</h1>{anchor}</body></html>"
    )
    return Response(page, headers={"Cache-Control": "no-store"}, media_type="text/html; charset=utf-8")


def page_of(wish: Wish, zones: Sequence[str]) -> str:
    """The page that a browser with this wish opens first; empty where there is none for it."""
    if wish.role == "caller" and wish.windows:
        return f"/window/{quote(wish.windows[0], safe='')}"
    if wish.role == "display" and (wish.zones or zones):
        return f"/board/{quote((wish.zones or tuple(zones))[0], safe='')}"
    return ""
