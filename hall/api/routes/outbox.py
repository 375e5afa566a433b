"""The outbox over HTTP: how the letters to the platform above the hall are, and sending again what it did not want."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Response

from hall.api.bodies import Nothing
from hall.api.house import House, unkept
from hall.api.shapes import Shape
from hall.api.under import under
from hall.upper.courier import OutboxStands
from link.messages.codec import encode


class AsideShown(Shape):
    """A letter that the platform did not want, and what it said."""

    id: str
    made_at: str
    trouble: str


class OutboxShown(Shape):
    """How many letters wait, were set aside and were delivered; `trouble` is the last, `since` when it lasts."""

    is_on: bool
    waiting: int
    aside: int
    delivered: int
    oldest: str
    trouble: str
    since: str | None
    letters_aside: list[AsideShown]


class TakenUpAgain(Shape):
    """How many letters are sent once more."""

    again: int


def outbox(house: House) -> APIRouter:
    """The routes under `/outbox`."""
    router = under("/outbox", "outbox")

    @router.get("", responses={200: {"model": OutboxShown}})
    async def get_outbox() -> Response:
        """How the letters to the platform above the hall are; the first hundred of those that it did not want."""
        letters = await house.courier.aside()
        value = {
            "letters_aside": [
                {"id": each.key, "made_at": each.made_at, "trouble": each.trouble} for each in letters
            ]
        }
        return unkept(outbox_value(house.courier.stands) | value)

    @router.post("/retry", responses={200: {"model": TakenUpAgain}})
    async def retry_outbox(body: Annotated[Nothing, Body(default_factory=Nothing)]) -> Response:
        """Send what the platform did not want once more, when somebody has put right why."""
        return unkept({"again": await house.courier.take_up_again()})

    return router


def outbox_value(stands: OutboxStands) -> dict[str, Any]:
    """How the outbox is, for people and monitors."""
    return {
        "is_on": stands.is_on,
        "waiting": stands.pile.waiting,
        "aside": stands.pile.aside,
        "delivered": stands.pile.delivered,
        "oldest": stands.pile.oldest,
        "trouble": stands.trouble,
        "since": encode(stands.since),
    }
