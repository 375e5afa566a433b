"""How long one waits: for who would take a ticket now, and for who has one."""

from fastapi import APIRouter, Response

from hall.api import shapes
from hall.api.house import House, shown
from hall.api.under import under
from hall.rules.estimate.shown import expected, in_minutes
from link.messages.definition import Service
from link.state import Ticket
from link.views import ticket_view


def waits(house: House) -> APIRouter:
    """The route `/waits`."""
    router = under("/waits", "views")

    @router.get("", responses={200: {"model": shapes.Waits}})
    async def get_waits() -> Response:
        """For each service, the people ahead of who comes now, and how long that will take where it is known."""
        return shown(
            house,
            {
                "seq": house.state.seq,
                "services": [_foreseen(house, each) for each in house.state.definition.services],
            },
        )

    return router


def wait_of(house: House, ticket: Ticket) -> tuple[int, int] | None:
    """How much longer a waiting ticket waits, in minutes, low and high; None where nothing proven can be said."""
    service = house.state.index.services.get(ticket.service)
    ahead = ticket_view(house.state, ticket).ahead
    return None if ahead is None or service is None else _told(house, service, ticket.priority, ahead)


def _foreseen(house: House, service: Service) -> dict[str, object]:
    ahead = sum(house.state.waiting.count(each) for each in house.state.index.queue_of(service.id))
    return {"service": service.id, "ahead": ahead, "wait": _told(house, service, "normal", ahead)}


def _told(house: House, service: Service, priority: str, ahead: int) -> tuple[int, int] | None:
    found = expected(house.desk.published_day, service, priority, ahead, house.now())
    return in_minutes(found.low_s, found.high_s) if found is not None and found.is_shown else None
