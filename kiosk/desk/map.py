"""The window map: each zone's windows, what they hold and how they are. Pure."""

from collections.abc import Iterator
from typing import Final

from config.texts import Texts
from kiosk.desk.offer import named
from kiosk.desk.shown import CellShown, Look, ZoneShown
from link.messages.definition import WindowPlace, Zone
from link.messages.words import WindowState
from link.state import State
from look.theme import zone_colour
from look.words import Counted, counted

_LOOKS: Final[dict[WindowState, Look]] = {
    "closed": "closed", "open": "idle", "calling": "calling", "serving": "serving", "paused": "paused"
}  # fmt: skip
UNKNOWN: Final = "–"


def zones_shown(state: State, say: Texts, *, is_old: bool) -> tuple[ZoneShown, ...]:
    """The zones in the hall's order; windows without a zone stand in one of their own."""
    zones = state.definition.zones or (
        Zone(id="", name=state.definition.name, name_en=state.definition.name_en),
    )
    known = {each.id for each in zones}
    return tuple(
        ZoneShown(
            name=named(say, zone.name, zone.name_en),
            side=zone.side,
            colour=zone_colour(zone.colour - 1),
            waiting=_waiting(state, zone.id, say, is_old=is_old),
            cells=tuple(_cells(state, zone.id, known, say, is_old=is_old)),
        )
        for zone in zones
    )


def _cells(state: State, zone: str, known: set[str], say: Texts, *, is_old: bool) -> Iterator[CellShown]:
    for place in state.index.places.values():
        if place.zone == zone or (place.zone not in known and zone == next(iter(known), "")):
            yield _cell(state, place, say, is_old=is_old)


def _cell(state: State, place: WindowPlace, say: Texts, *, is_old: bool) -> CellShown:
    window = state.windows.get(place.id)
    if window is None:
        return CellShown(label=place.label, text=UNKNOWN, look="closed", tip="")
    held = state.tickets.get(window.ticket) if window.ticket else None
    words = say.say(f"desk.window.{window.state}")
    is_shown = held is not None and window.state in ("calling", "serving")
    return CellShown(
        label=place.label,
        text=held.number if held is not None and is_shown else words,
        look="stale" if is_old else _LOOKS[window.state],
        tip=" ".join(filter(None, (named(say, place.name, place.name_en), words, window.clerk))),
    )


def _waiting(state: State, zone: str, say: Texts, *, is_old: bool) -> Counted:
    """How many wait for a service that is served there; who could be called in two zones is counted in both."""
    if is_old:
        return Counted(before=UNKNOWN)
    services = {
        service
        for place in state.index.places.values()
        if place.zone == zone and place.id in state.windows
        for service in state.windows[place.id].services
    }
    return counted(say.count("desk.waiting", sum(state.waiting.count(each) for each in services)))
