"""The services that the desk gives tickets for: by department, by letter, by pinyin initials, by name."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from config.texts import Texts
from kiosk.pinyin import initials
from link.state import State
from link.views import DepartmentTile, KioskView, ServiceTile
from look.stale import shown_time
from look.theme import zone_colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A department or a service to choose. `id` is a service's, or `department:ID`; `back` goes to all departments."""

    id: str
    kind: Literal["department", "service", "back"]
    mark: str
    name: str
    second: str
    colour: str
    is_open: bool


def tiles(view: KioskView, state: State, say: Texts, *, typed: str, department: str) -> tuple[Tile, ...]:
    """What can be chosen now: what fits what was typed, else a department's services, else the departments."""
    wanted = typed.strip().casefold()
    if wanted:
        lettered = [each for each in _services(view) if each.prefix.casefold() == wanted]
        found = lettered or [each for each in _services(view) if fits(each, wanted)]
        return tuple(_service(each, state, say) for each in found)
    opened = next((each for each in view.departments if each.id == department), None)
    if opened is not None:
        back = Tile(
            id="", kind="back", mark="", name=say.say("desk.offer.all"), second="", colour="", is_open=True
        )
        return (back, *(_service(each, state, say) for each in opened.services))
    if len(view.departments) == 1:
        return tuple(_service(each, state, say) for each in view.departments[0].services)
    return tuple(_department(each, state, say) for each in view.departments)


def fits(service: ServiceTile, wanted: str) -> bool:
    """Whether somebody who types this means this service: its pinyin initials, a part of its name."""
    return (
        wanted in service.name.casefold()
        or wanted in service.name_en.casefold()
        or (len(wanted) > 1 and initials(service.name).find(wanted) >= 0)
        or initials(service.name).startswith(wanted)
    )


def named(say: Texts, name: str, name_en: str) -> str:
    """What the hall's file calls something, in the desk's language where it says it."""
    return name_en if say.language == "en" and name_en else name


def _services(view: KioskView) -> Iterator[ServiceTile]:
    for department in view.departments:
        yield from department.services


def _department(tile: DepartmentTile, state: State, say: Texts) -> Tile:
    if len(tile.services) == 1:
        only = _service(tile.services[0], state, say)
        return Tile(
            id=only.id, kind="service", mark=only.mark, name=named(say, tile.name, tile.name_en),
            second=only.second, colour=only.colour, is_open=only.is_open,
        )  # fmt: skip
    is_open = any(each.status == "open" for each in tile.services)
    marks = dict.fromkeys(each.prefix for each in tile.services)
    return Tile(
        id=f"department:{tile.id}",
        kind="department",
        mark=next(iter(marks), ""),
        name=named(say, tile.name, tile.name_en),
        second=_second(say, tile.waiting, tile.status, tile.opens_at, is_open=is_open),
        colour=_colour(state, tile.zone),
        is_open=is_open,
    )


def _service(tile: ServiceTile, state: State, say: Texts) -> Tile:
    is_open = tile.status == "open"
    return Tile(
        id=tile.id,
        kind="service",
        mark=tile.prefix,
        name=named(say, tile.name, tile.name_en),
        second=_second(say, tile.waiting, tile.status, tile.opens_at, is_open=is_open),
        colour=_colour(state, tile.zones[0] if tile.zones else ""),
        is_open=is_open,
    )


def _second(say: Texts, waiting: int, status: str, opens_at: datetime | None, *, is_open: bool) -> str:
    if is_open:
        return say.count("desk.waiting", waiting)
    at = shown_time(opens_at) if opens_at is not None and status in ("early", "later") else ""
    return say.say("desk.offer.opens", time=at) if at else say.say(f"desk.offer.{status}")


def _colour(state: State, zone: str) -> str:
    known = state.index.zones.get(zone)
    return zone_colour(known.colour - 1 if known else 0)
