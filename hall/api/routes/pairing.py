"""Pairing over HTTP: a code for one box, and the exchange by which the box shows that it knows it."""

from typing import Final

from fastapi import APIRouter, Request, Response

from hall.api.house import House, known, noted, unkept
from hall.api.routes.tokens import check_wish, shown_token
from hall.api.trust_shapes import (
    BeginBody,
    CodeShown,
    ConfirmBody,
    Offered,
    Paired,
    WishBody,
)
from hall.api.under import under
from hall.staff.audit import Deed
from hall.trust.pairings import TRIES
from link.messages.problems import ProblemType, Refused

WRONG: Final[tuple[ProblemType, ...]] = ("wrong-code", "code-burnt")
"""What a confirmation is answered with by which somebody shows that they do not know the code."""


def pairing(house: House) -> APIRouter:
    """The routes `/pairing`."""
    router = under("/pairing", "pairing")

    @router.post("/codes", status_code=201, responses={201: {"model": CodeShown}})
    async def make_code(request: Request, body: WishBody) -> Response:
        """A code for one box, good for ten minutes and five tries."""
        check_wish(house, request, body)
        await noted(house, request, "code-opened", body.box, role=body.role)
        code, seconds, before = house.trusted.open_code(body.wish, known(request).box)
        value = {
            "code": str(code),
            "seconds": int(seconds),
            "tries": TRIES,
            "replaces": [shown_token(each) for each in before],
        }
        return unkept(value, 201)

    @router.post("/begin", responses={200: {"model": Offered}})
    async def begin_pairing(body: BeginBody) -> Response:
        """A box's first message; one try of the code is gone with it."""
        exchange, side, offer = await house.trusted.begin(body.slot, bytes.fromhex(body.message))
        value = {
            "exchange": exchange,
            "message": side.message.hex(),
            "hall": offer.hall,
            "name": house.trusted.hall.name(),
            "authority": offer.authority,
            "role": offer.role,
            "box": offer.box,
        }
        return unkept(value)

    @router.post("/confirm", responses={200: {"model": Paired}})
    async def confirm_pairing(request: Request, body: ConfirmBody) -> Response:
        """A box that shows that it knows the code gets what makes it a box of this hall."""
        try:
            token, confirmation, sealed = await house.trusted.confirm(
                body.exchange, bytes.fromhex(body.confirmation)
            )
        except Refused as refused:
            if (
                refused.problem.type in WRONG
            ):  # at most so often as a code has tries: it does not fill the disk
                await house.roll.note(_failed(house, request, body))
            raise
        wish = token.wish
        deed = Deed(action="box-paired", box=wish.box, about=token.id, fields={"role": wish.role})
        await house.roll.note(deed)
        return unkept({"confirmation": confirmation.hex(), "sealed": sealed.hex()})

    return router


def _failed(house: House, request: Request, body: ConfirmBody) -> Deed:
    address = request.client.host if request.client is not None else ""
    box = house.trusted.pairings.box_of(body.exchange)
    return Deed(action="pairing-failed", box="", about=box, fields={"address": address})
