"""The real hall behind the rating screen's ports."""

from typing import Any

from caller.rating.card import Card
from caller.rating.rating import Rating
from link.asking import id_path, read
from link.client import HallClient
from link.replies import Reply


class LinkedRatings:
    """Asks as a box of the role that rates. Each call raises HallRefused or HallAway."""

    def __init__(self, client: HallClient) -> None:
        self._client = client

    async def rate(self, rating: Rating) -> None:
        """Store one rating; the same key again changes nothing."""
        path = id_path("tickets", rating.ticket, "rating")
        await self._client.ask(path, body_of(rating), key=rating.key)

    async def card(self, window: str) -> Card:
        """Who sits at a window now."""
        told = read(_Told, (await self._client.get(id_path("views", "card", window))).value)
        return Card(clerk=told.clerk, name=told.clerk_name, name_en=told.clerk_name_en)


def body_of(rating: Rating) -> dict[str, Any]:
    """A rating as the hall is told it; what was not said is left out."""
    said: dict[str, Any] = {"transaction": rating.transaction, "grade": rating.grade, "by": rating.by}
    if rating.reasons:
        said["reasons"] = list(rating.reasons)
    if rating.comment:
        said["comment"] = rating.comment
    if rating.answers:
        said["answers"] = [{"question": question, "answer": answer} for question, answer in rating.answers]
    return said


class _Told(Reply):
    clerk: str = ""
    clerk_name: str = ""
    clerk_name_en: str = ""
