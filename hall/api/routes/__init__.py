"""The routes, a file for each kind of thing that they are about."""

from collections.abc import Callable
from typing import Final

from fastapi import APIRouter

from hall.api.house import House
from hall.api.routes.alarms import alarms
from hall.api.routes.audit import audit
from hall.api.routes.bookings import bookings
from hall.api.routes.boxes import boxes
from hall.api.routes.broadcasts import broadcasts
from hall.api.routes.cases import cases
from hall.api.routes.finding import finding
from hall.api.routes.hall import hall
from hall.api.routes.health import health, metrics
from hall.api.routes.links import links
from hall.api.routes.my_ticket import my_ticket
from hall.api.routes.outbox import outbox
from hall.api.routes.pages import pages
from hall.api.routes.pairing import pairing
from hall.api.routes.people import people
from hall.api.routes.sessions import sessions
from hall.api.routes.staff import staff
from hall.api.routes.state import state
from hall.api.routes.stream import stream
from hall.api.routes.tickets import tickets
from hall.api.routes.tokens import tokens
from hall.api.routes.views import views
from hall.api.routes.visits import visits
from hall.api.routes.waits import waits
from hall.api.routes.window_plan import window_plan
from hall.api.routes.windows import windows

PARTS: Final[tuple[Callable[[House], APIRouter], ...]] = (
    tickets, finding, windows, window_plan, alarms, visits, bookings, hall, broadcasts, state, views, waits, stream, boxes, health,
    people, pairing, tokens, sessions, staff, audit, links, cases, outbox, my_ticket, pages,
)  # fmt: skip

__all__ = ["PARTS", "metrics"]
