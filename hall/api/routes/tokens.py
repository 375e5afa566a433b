"""Tokens over HTTP: listed, made, revoked, and renewed by their own holders."""

import json
from typing import Annotated, Any

from fastapi import APIRouter, Body, Path, Request, Response

from hall.access.may import may_give
from hall.api import bodies
from hall.api.house import House, known, noted, unkept
from hall.api.trust_shapes import Granted, TokenShown, TokensShown, WishBody
from hall.api.under import under
from hall.api.words import NewId
from hall.trust.token import Token
from link.messages.codec import encode
from link.messages.problems import refuse
from link.pairing.grant import Grant, grant_text

TokenId = Annotated[NewId, Path(description="The token's id, as the list has it; not the token itself.")]
BoxId = Annotated[NewId, Path(description="The box's own id.")]


def tokens(house: House) -> APIRouter:
    """The routes `/tokens`, and `/boxes/{id}/renew`."""
    router = under("", "tokens")

    @router.get("/tokens", responses={200: {"model": TokensShown}})
    async def list_tokens() -> Response:
        """Every token of the hall, the newest first; the tokens themselves are kept nowhere."""
        return unkept({"tokens": [shown_token(each) for each in house.trusted.tokens.listed]})

    @router.post("/tokens", status_code=201, responses={201: {"model": Granted}})
    async def make_token(request: Request, body: WishBody) -> Response:
        """A token without a pairing code, for another program; whoever asked hands it over in a safe way."""
        check_wish(house, request, body)
        token, grant = await house.trusted.make(body.wish, known(request).box)
        await noted(house, request, "token-made", token.id, role=body.role, box=body.box)
        return unkept({"id": token.id} | _granted(grant), 201)

    @router.post("/tokens/{token}/revoke", responses={200: {"model": TokenShown}})
    async def revoke_token(
        request: Request,
        token: TokenId,
        body: Annotated[bodies.Nothing, Body(default_factory=bodies.Nothing)],
    ) -> Response:
        """From now on it is worth nothing, and its streams end."""
        ended = await house.trusted.revoke(token)
        await noted(house, request, "token-revoked", token, role=ended.wish.role, box=ended.wish.box)
        return unkept(shown_token(ended))

    @router.post("/boxes/{box}/renew", responses={200: {"model": Granted}})
    async def renew_token(
        request: Request, box: BoxId, body: Annotated[bodies.Nothing, Body(default_factory=bodies.Nothing)]
    ) -> Response:
        """Another token for the box that asks; the one that it asks with is good until the new one is used."""
        token, grant = await house.trusted.renew(known(request).token)
        return unkept({"id": token.id} | _granted(grant))

    return router


def check_wish(house: House, request: Request, wish: WishBody) -> None:
    """Raises Refused where the asker may not give that much, or where a window or zone is none of this hall: a token for it
    would be worth nothing."""
    if not may_give(known(request), wish.wish):
        raise refuse("not-allowed")
    index = house.state.index
    for window in wish.windows:
        if window not in index.places:
            raise refuse("unknown-window", window=window)
    zones = {zone.id for zone in house.state.definition.zones}
    for zone in wish.zones:
        if zone not in zones:
            raise refuse("unknown-zone", zone=zone)


def shown_token(token: Token) -> dict[str, Any]:
    """A token as people see it."""
    wish = token.wish
    return {
        "id": token.id,
        "role": wish.role,
        "box": wish.box,
        "windows": list(wish.windows),
        "zones": list(wish.zones),
        "printers": list(wish.printers),
        "made_at": encode(token.made_at),
        "made_by": token.made_by,
        "expires_at": encode(token.expires_at),
        "used_at": encode(token.used_at),
        "revoked_at": encode(token.revoked_at),
    }


def _granted(grant: Grant) -> dict[str, Any]:
    value: dict[str, Any] = json.loads(grant_text(grant))
    return value
