"""The fact stream over HTTP."""

from fastapi import APIRouter, Request, Response

from hall.access.views import view_of
from hall.api.asked import last_event
from hall.api.frames import welcome_frame
from hall.api.house import House, base_pass
from hall.api.streaming import StreamReply
from hall.api.under import under

_EVENTS = {200: {"description": "Server-Sent Events", "content": {"text/event-stream": {}}}}


def stream(house: House) -> APIRouter:
    """The route `/stream`."""
    router = under("", "stream")

    @router.get("/stream", responses=_EVENTS)  # type: ignore[arg-type]  # mypy: dict is invariant in its values
    async def get_stream(request: Request) -> Response:
        """`welcome`, then what followed `Last-Event-ID` or a `snapshot`, then each `fact` as it becomes durable; all as the
        box may see it, whoever has signed in there: a stream goes on when they sign out."""
        welcome = welcome_frame(house.state, house.feed.ledger, house.now())
        who = base_pass(request)
        last = last_event(request.scope["headers"])
        reader = house.feed.subscribe(last, welcome, view_of(who.role), who.token)
        return StreamReply(reader, {"Cache-Control": "no-store", "Jiaohao-Seq": str(house.state.seq)})

    return router
