"""A citizen's own ticket over HTTP: found by the secret in its code, with what can be done with it."""

from html import escape
from typing import Any

from fastapi import APIRouter, Request, Response

from config.texts import texts
from hall.access.by_secret import TicketsBySecret
from hall.api.asked import credentials
from hall.api.house import House, unkept
from hall.api.shapes import Shape, ShownTicket
from hall.api.under import under
from hall.rules.ratings import is_over
from link.messages.codec import encode
from link.messages.problems import refuse
from link.state import Ticket
from link.views import ticket_view


class MyTicketShown(Shape):
    """The ticket; where to wait or go; and the transaction that can be rated now, with what may be said, or null."""

    hall: str
    hall_en: str
    ticket: ShownTicket
    zones: list[dict[str, str]]
    window_label: str
    rating: dict[str, Any] | None


class OwnTickets:
    """The tickets of a running hall by their secrets."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._known: TicketsBySecret | None = None

    def find(self, secret: str) -> Ticket | None:
        """The ticket, as it stands."""
        state = self._house.state
        if self._known is None:
            self._known = TicketsBySecret(self._house.desk.secret_of)
        found = self._known.find(secret, (*state.tickets, *state.ended))
        return None if found is None else state.find(found)

    def plainly(self, secret: str, language: str) -> str:
        """The ticket in one line of HTML, for a browser without scripts."""
        t, ticket = texts(language), self.find(secret)
        if ticket is None:
            return f"<p>{escape(t.say('web.ticket.unknown'))}</p>"
        state = t.say(f"web.ticket.state.{ticket.state}", window=_label(self._house, ticket))
        view = ticket_view(self._house.state, ticket)
        ahead = f"<p>{escape(t.count('web.ticket.ahead', view.ahead))}</p>" if view.ahead else ""
        said = t.say("web.ticket.plain", number=ticket.number, state=state)
        return f"<p>{escape(said)}</p>{ahead}<p>{escape(t.say('web.ticket.plain.more'))}</p>"


def my_ticket(house: House) -> APIRouter:
    """The route `/my-ticket`."""
    router = under("", "tickets")
    own = OwnTickets(house)

    @router.get("/my-ticket", responses={200: {"model": MyTicketShown}})
    async def get_my_ticket(request: Request) -> Response:
        """The ticket of whoever holds it: `Authorization: Ticket SECRET`."""
        scheme, secret = credentials(request.scope["headers"])
        ticket = own.find(secret) if scheme == "ticket" else None
        if ticket is None:
            raise refuse("unknown-ticket", ticket="")
        return unkept(_value(house, ticket))

    return router


def _value(house: House, ticket: Ticket) -> dict[str, Any]:
    definition = house.state.definition
    return {
        "hall": definition.name,
        "hall_en": definition.name_en,
        "ticket": encode(ticket_view(house.state, ticket)),
        "zones": [
            {"name": each.name, "name_en": each.name_en}
            for each in definition.zones
            if each.id in ticket.zones
        ],
        "window_label": _label(house, ticket),
        "rating": _rating(house, ticket),
    }


def _rating(house: House, ticket: Ticket) -> dict[str, Any] | None:
    """The latest transaction that has not been rated, where it is not too late; None where there is none."""
    day, definition = house.desk.published_day, house.state.definition
    served = day.served.get(ticket.id, ())
    left = [n for n in range(len(served), 0, -1) if (ticket.id, n) not in day.ratings]
    if not left or is_over(definition, ticket, house.now()):
        return None
    service = house.state.index.services.get(served[left[0] - 1].service)
    usual = [{"id": each, "name": "", "name_en": ""} for each in definition.rating.reasons]
    return {
        "transaction": left[0],
        "service": service.name if service else "",
        "reasons": [*usual, *(encode(each) for each in definition.rating_reasons)],
        "most_reasons": definition.rating.most_reasons,
        "comments": definition.rating.comments,
        "survey": [encode(each) for each in definition.survey],
    }


def _label(house: House, ticket: Ticket) -> str:
    place = house.state.index.places.get(ticket.window)
    return place.label if place else ticket.window
