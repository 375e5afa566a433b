"""The hall's app: every route, and every refusal turned into a problem."""

from collections.abc import Callable, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Route

from hall.access.roles import rule_of
from hall.api import routes
from hall.api.asked import language_asked
from hall.api.door import Door
from hall.api.guard import Guard
from hall.api.house import House
from hall.api.metrics import Figures
from hall.api.openapi import completed
from hall.api.permitted import Permitted
from hall.api.problems import bad_request, problem_reply
from link.messages.problems import Problem, Refused

App = FastAPI
Router = APIRouter
"""All routes, and some; those who put a hall together need not know FastAPI."""


def routes_over(house: House, figures: Figures, more: Sequence[Router] = ()) -> FastAPI:
    """All routes, which is most of what takes its time; they look at the house only when they are asked. `more` are
    looked at before the contract's own, so that none of them is dearer for where it stands."""
    app = _Hall(
        title="Jiaohao",
        version="1",
        description="The queue of a public service hall: commands are POSTs, facts are a stream.",
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        telemetry={"tracing": False, "metrics": False, "logs": False, "auto_configure": False},
    )
    for router in (*more, *(part(house) for part in routes.PARTS), routes.metrics(house, figures)):
        app.router.routes.extend(
            router.routes
        )  # as they are: routers inside routers cost a tenth of a request
    app.add_exception_handler(Refused, refused)
    app.add_exception_handler(RequestValidationError, not_understood)
    app.add_exception_handler(HTTPException, no_such_route)
    for route in app.router.routes:
        if isinstance(route, Route):
            route.app = Permitted(route.app, rule_of(route.name), house)
    return app


def behind_door(app: FastAPI, is_stopping: Callable[[], bool], door: Door) -> FastAPI:
    """The same app, where nobody gets in who is not let in."""
    app.add_middleware(Guard, is_stopping=is_stopping, door=door)
    return app


class _Hall(FastAPI):
    def openapi(self) -> dict[str, Any]:
        if self.openapi_schema is None:
            self.openapi_schema = completed(super().openapi())
        return self.openapi_schema


async def refused(request: Request, error: Exception) -> Response:
    """What the hall refused, as a problem."""
    problem = error.problem if isinstance(error, Refused) else Problem(type="fault")
    return _reply(request, problem)


async def not_understood(request: Request, error: Exception) -> Response:
    """What could not be read, as a problem."""
    findings = error.errors() if isinstance(error, RequestValidationError) else [{}]
    return _reply(request, bad_request(findings))


async def no_such_route(request: Request, error: Exception) -> Response:
    """What is not there, as a problem."""
    status = error.status_code if isinstance(error, HTTPException) else 500
    headers = dict(getattr(error, "headers", None) or {})
    where = {"path": request.url.path, "method": request.method}
    if status == 404:
        return _reply(request, Problem(type="unknown-route", fields=where))
    if status == 405:
        return _reply(request, Problem(type="method-not-allowed", fields=where), headers)
    if status == 400:
        return _reply(request, bad_request([{"type": "json_invalid"}]))
    return _reply(request, Problem(type="fault"))


def _reply(request: Request, problem: Problem, headers: dict[str, str] | None = None) -> Response:
    return problem_reply(problem, language_asked(request.scope["headers"]), headers)
