"""A second, plain port for televisions that refuse the hall's certificate: it shows boards and can do nothing else."""

from collections.abc import Callable
from typing import Final

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException

from hall.access.limits import Buckets, Limits
from hall.access.roles import rule_of
from hall.api.app import no_such_route, not_understood, refused
from hall.api.asked import Headers
from hall.api.door import Door, Entry
from hall.api.guard import Guard
from hall.api.house import House
from hall.api.origins import foreign_on_plain
from hall.api.permitted import Permitted
from hall.api.routes.pages import pages
from hall.api.routes.views import views
from hall.trust.passes import Pass
from link.messages.problems import Refused, refuse

SHOWN: Final = frozenset({"get_board_page", "get_asset", "get_texts", "get_place", "get_layout", "get_board"})
"""All that there is on this port."""

BOX: Final = "board-port"


def create_board_app(
    house: House, is_stopping: Callable[[], bool], names: Callable[[], frozenset[str]]
) -> FastAPI:
    """The app; `names` are those by which the hall may be called beside its addresses."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None, redirect_slashes=False)
    for router in (pages(house), views(house)):
        for route in router.routes:
            if isinstance(route, APIRoute) and route.name in SHOWN:
                route.app = Permitted(route.app, rule_of(route.name), house)
                app.router.routes.append(route)
    app.add_exception_handler(Refused, refused)
    app.add_exception_handler(RequestValidationError, not_understood)
    app.add_exception_handler(HTTPException, no_such_route)
    app.add_middleware(Guard, is_stopping=is_stopping, door=BoardDoor(names))
    return app


class BoardDoor(Door):
    """Everybody is a display here, whatever they bring, and may only look."""

    def __init__(self, names: Callable[[], frozenset[str]], limits: Limits | None = None) -> None:
        super().__init__()
        self._called = names
        self._counted = Buckets((limits or Limits()).by_address)

    def entry(self, headers: Headers, address: str, method: str, now_s: float) -> Entry:
        """Raises Refused for everything but a look from a page of the hall's own."""
        if method not in ("GET", "HEAD"):
            raise refuse("method-not-allowed", path="/", method=method)
        foreign = foreign_on_plain(headers, self._called())
        if foreign is not None:
            raise refuse("foreign-origin", origin=foreign)
        if self._counted.wait_s(address, now_s) > 0:
            raise refuse("too-many-requests", seconds="1")
        seen = Pass(role="display", box=BOX)
        return Entry(who=seen, base=seen)
