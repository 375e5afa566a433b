"""How the hall is: for people and monitors as JSON, for Prometheus as figures."""

from typing import Any

from fastapi import APIRouter, Request, Response

from hall.access.views import View, alarms_for, view_of
from hall.api import shapes
from hall.api.house import House, pass_of, shown
from hall.api.metrics import Figures, voices_of
from hall.api.routes.outbox import outbox_value
from hall.api.under import named_as_function, under
from hall.rules.recovering import RECOVERING
from link.messages.codec import encode


def health(house: House) -> APIRouter:
    """The route `/health`: 200 while the hall serves, whatever is wrong inside."""
    router = under("", "health")

    @router.get("/health", responses={200: {"model": shapes.HealthShown}})
    async def get_health(request: Request) -> Response:
        """How the hall is, and what is wrong with it or its boxes; to who has no token only whether anything is."""
        who = pass_of(request)
        value = health_value(house, view_of(who.role) if who is not None else "screen")
        if who is None:
            value = {name: value[name] for name in ("status", "hall", "is_open", "is_stale")}
        return shown(house, value)

    return router


def metrics(house: House, figures: Figures) -> APIRouter:
    """The route `/metrics`, at the root."""
    router = APIRouter(tags=["health"], generate_unique_id_function=named_as_function)
    kind = {200: {"description": "Prometheus text format", "content": {"text/plain": {}}}}

    @router.get("/metrics", responses=kind)  # type: ignore[arg-type]  # mypy: dict is invariant in its values
    async def get_metrics() -> Response:
        """The hall in figures; no persons."""
        text, media_type = figures.text(house)
        return Response(text, headers={"Content-Type": media_type})

    return router


def health_value(house: House, view: View) -> dict[str, Any]:
    """What `/health` shows."""
    state, faults = house.state, _faults(house, view)
    return {
        "status": "troubled" if faults else "ok",
        "hall": state.definition.id,
        "ledger": house.feed.ledger,
        "seq": state.seq,
        "day": encode(state.day),
        "is_open": state.is_open,
        "is_stale": house.desk.is_stale,
        "streams": house.feed.readers,
        "disk_free_mb": house.disk_free_mb(),
        "is_recovering": f"{RECOVERING}/" in state.alarms,
        "outbox": outbox_value(house.courier.stands) if view == "whole" else None,
        "faults": faults,
        "voices": [{"box": each.box, **encode(each.queue)} for each in voices_of(house)],
    }


def _faults(house: House, view: View) -> list[dict[str, str]]:
    state = house.state
    shown = alarms_for(view, state).values()
    ledger = [_fault("ledger", house.desk.failure, house.desk.stale_reason)] if house.desk.is_stale else []
    alarms = [_fault(each.alarm, each.about, each.fields.get("boxes", "")) for each in shown]
    boxes = [_fault("box", f"{each.box}/{each.part}", each.reason) for each in state.troubles.values()]
    letters = [_fault("outbox", "", house.courier.stands.trouble)] if house.courier.stands.trouble else []
    return [*ledger, *alarms, *boxes, *letters]


def _fault(fault: str, about: str, reason: str) -> dict[str, str]:
    return {"fault": fault, "about": about, "reason": reason}
