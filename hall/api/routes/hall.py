"""The hall over HTTP: what it is, its notices, its services on and off, and its file read again."""

from typing import Annotated

from fastapi import APIRouter, Body, Path, Request, Response

from hall.api import bodies, shapes
from hall.api.house import House, carried_out, noted, shown
from hall.api.under import under
from hall.api.words import Word
from link.messages import commands as c
from link.messages.codec import encode
from link.messages.problems import refuse

ServiceId = Annotated[Word, Path(description="The service's id, as `GET /hall` names it.")]

DepartmentId = Annotated[Word, Path(description="The department's id, as `GET /hall` names it.")]
ZoneId = Annotated[Word, Path(description="The zone's id, as `GET /hall` names it.")]


_UNTOLD = frozenset({"clerks", "outbox"})


def hall(house: House) -> APIRouter:
    """The routes `/hall` and `/services`."""
    router = under("", "hall")

    @router.get("/hall", responses={200: {"model": shapes.HallShown}})
    async def get_hall() -> Response:
        """The definition that is in force, with the windows that were added for today; without who works there."""
        definition = house.state.definition
        windows = [encode(each) for each in house.state.index.places.values()]
        value = {"hall": definition.id} | encode(definition) | {"windows": windows}
        return shown(house, {key: part for key, part in value.items() if key not in _UNTOLD})

    @router.post("/hall/notices", responses={200: {"model": shapes.Done}})
    async def set_notices(request: Request, body: bodies.NoticesBody) -> Response:
        """The notices of a zone, or of the whole hall; they replace what was shown."""
        command = c.SetNotice(zone=body.zone, notices=tuple(body.notices))
        return await carried_out(house, request, command, body)

    @router.post("/hall/recovered", responses={200: {"model": shapes.Done}})
    async def end_recovery(
        request: Request, body: Annotated[bodies.Nothing, Body(default_factory=bodies.Nothing)]
    ) -> Response:
        """A technician says: wait no more for kiosks that have not handed in what they printed before the restoration."""
        return await carried_out(house, request, c.EndRecovery(), body)

    @router.post("/hall/reload", responses={200: {"model": shapes.Done}})
    async def reload_hall(
        request: Request, body: Annotated[bodies.Nothing, Body(default_factory=bodies.Nothing)]
    ) -> Response:
        """Read the hall's file again; one that is not right changes nothing."""
        if wrong := await house.reload():
            raise refuse("bad-request", field="hall.toml", reason=wrong)
        await noted(house, request, "hall-reloaded")
        return shown(house, {"seq": house.state.seq})

    @router.post("/services/{service}/suspend", responses={200: {"model": shapes.Done}})
    async def suspend_service(
        request: Request,
        service: ServiceId,
        body: Annotated[bodies.SuspendBody, Body(default_factory=bodies.SuspendBody)],
    ) -> Response:
        """No tickets for this service until it is resumed or the day ends."""
        return await carried_out(house, request, c.SuspendService(service=service, reason=body.reason), body)

    @router.post("/services/{service}/resume", responses={200: {"model": shapes.Done}})
    async def resume_service(
        request: Request,
        service: ServiceId,
        body: Annotated[bodies.Nothing, Body(default_factory=bodies.Nothing)],
    ) -> Response:
        """Tickets again."""
        return await carried_out(house, request, c.ResumeService(service=service), body)

    _many_services(router, house)
    return router


def _many_services(router: APIRouter, house: House) -> None:
    """A whole department, or all that one zone alone serves."""

    @router.post("/departments/{department}/suspend", responses={200: {"model": shapes.Done}})
    async def suspend_department(
        request: Request,
        department: DepartmentId,
        body: Annotated[bodies.SuspendBody, Body(default_factory=bodies.SuspendBody)],
    ) -> Response:
        """No tickets for any service of a department."""
        command = c.SuspendService(department=department, reason=body.reason)
        return await carried_out(house, request, command, body)

    @router.post("/departments/{department}/resume", responses={200: {"model": shapes.Done}})
    async def resume_department(
        request: Request,
        department: DepartmentId,
        body: Annotated[bodies.Nothing, Body(default_factory=bodies.Nothing)],
    ) -> Response:
        """Tickets again for all its services."""
        return await carried_out(house, request, c.ResumeService(department=department), body)

    @router.post("/zones/{zone}/suspend", responses={200: {"model": shapes.Done}})
    async def suspend_zone(
        request: Request,
        zone: ZoneId,
        body: Annotated[bodies.SuspendBody, Body(default_factory=bodies.SuspendBody)],
    ) -> Response:
        """No tickets for what is served in this zone and nowhere else."""
        return await carried_out(house, request, c.SuspendService(zone=zone, reason=body.reason), body)

    @router.post("/zones/{zone}/resume", responses={200: {"model": shapes.Done}})
    async def resume_zone(
        request: Request,
        zone: ZoneId,
        body: Annotated[bodies.Nothing, Body(default_factory=bodies.Nothing)],
    ) -> Response:
        """Tickets again for all of these."""
        return await carried_out(house, request, c.ResumeService(zone=zone), body)
