"""What a kiosk offers while it is alone, and how its pages say so: the same pages, without counts that nobody knows."""

from dataclasses import dataclass, replace
from typing import Final, Protocol

from kiosk.speech import Speech
from kiosk.view import CareRow, Row, Shown, Tile
from link.messages.definition import Service
from link.state import State
from link.views import DepartmentTile, KioskView, ServiceStatus, ServiceTile
from look.words import Counted

NO_NUMBER: Final[ServiceStatus] = "crowd"
"""What is lent is used up: people read, as in a crowd, that no tickets are given for now."""


UNKNOWN: Final = -1
"""How many wait, where nobody can say: not none."""


class Own(Protocol):
    """The kiosk's own numbers."""

    def has_number(self, state: State, service: Service) -> bool: ...

    def given_alone(self, state: State, service: str) -> int: ...


@dataclass(frozen=True)
class Alone:
    """The offer of a kiosk with numbers of its own; those numbers are `own`."""

    own: Own

    def view(self, view: KioskView, state: State) -> KioskView:
        """The hall's last offer, as far as it can be kept without the hall: never more of a quota than was left then."""
        departments = tuple(self._department(each, state) for each in view.departments)
        is_open = any(each.status == "open" for each in departments)
        status = NO_NUMBER if view.status == "open" and not is_open else view.status
        return replace(view, departments=departments, status=status)

    def _department(self, tile: DepartmentTile, state: State) -> DepartmentTile:
        services = tuple(self._service(each, state) for each in tile.services)
        is_open = any(each.status == "open" for each in services)
        if tile.status != "open" or is_open:
            return replace(tile, services=services, waiting=UNKNOWN)
        is_full = any(each.status == "full" for each in services)
        return replace(tile, services=services, status="full" if is_full else NO_NUMBER, waiting=UNKNOWN)

    def _service(self, tile: ServiceTile, state: State) -> ServiceTile:
        if tile.status != "open":
            return tile
        if tile.quota_left is not None and self.own.given_alone(state, tile.id) >= tile.quota_left:
            return replace(tile, status="full", waiting=UNKNOWN, ahead=UNKNOWN)
        has_number = self.own.has_number(state, state.index.services[tile.id])
        return replace(
            tile,
            status=tile.status if has_number else NO_NUMBER,
            waiting=UNKNOWN,
            ahead=UNKNOWN,
            can_be_booked=False,
        )


def uncounted(screen: Shown, state: State, speech: Speech) -> Shown:
    """A page without the counts that only the hall knows, and the strip that says why."""
    return replace(
        screen,
        strip=speech.line("island.strip"),
        tiles=tuple(_tile(each, speech) for each in screen.tiles),
        services=tuple(_row(each, state, speech) for each in screen.services),
        care_rows=tuple(_care_row(each, speech) for each in screen.care_rows),
    )


def _tile(tile: Tile, speech: Speech) -> Tile:
    return replace(tile, state=Counted(speech.say("island.open"))) if tile.is_open else tile


def _care_row(row: CareRow, speech: Speech) -> CareRow:
    is_counted = row.is_open and row.what != "key"
    return replace(row, state=Counted(speech.say("island.open"))) if is_counted else row


def _row(row: Row, state: State, speech: Speech) -> Row:
    if not row.is_open:
        return row
    service = state.index.services.get(row.id)
    has_quota = service is not None and (service.quota is not None or bool(service.quotas))
    below = speech.say("island.quota") if has_quota else row.below
    return replace(row, state=Counted(speech.say("island.open")), below=below)
