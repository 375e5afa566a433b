"""The hall's map as a schematic: every zone with its windows where it lies, drawn from the hall's file. Pure."""

from kiosk.layout import Form, Rect
from kiosk.places import colour_of, zone_name
from kiosk.speech import Speech
from kiosk.view import Room
from link.messages.definition import Zone
from link.state import State

SPACE: dict[Form, Rect] = {
    "tall": Rect(60, 400, 960, 1200),
    "low": Rect(60, 400, 960, 1200),
    "wide": Rect(352, 24, 904, 680),
}
GAP = 16
HIGHEST_ROOM = 900


def floor(state: State, speech: Speech, form: Form) -> tuple[Room, ...]:
    """Zones at the left on the left, at the right on the right, all others in the middle under one another."""
    space = SPACE[form]
    zones = state.definition.zones
    sides = [[each for each in zones if each.side == side] for side in ("left", "none", "right")]
    columns = [each for each in sides if each]
    if len(columns) == 1 and len(zones) > 3:
        columns = [list(zones[0::2]), list(zones[1::2])]
    width = (space.w - GAP * (len(columns) - 1)) // max(1, len(columns))
    return tuple(
        _room(zone, state, speech, rect)
        for at, column in enumerate(columns)
        for zone, rect in zip(
            column,
            _stacked(Rect(space.x + at * (width + GAP), space.y, width, space.h), len(column)),
            strict=True,
        )
    )


def _stacked(space: Rect, count: int) -> tuple[Rect, ...]:
    height = min(HIGHEST_ROOM, (space.h - GAP * (count - 1)) // count)
    return tuple(Rect(space.x, space.y + at * (height + GAP), space.w, height) for at in range(count))


def _room(zone: Zone, state: State, speech: Speech, rect: Rect) -> Room:
    labels = tuple(place.label for place in state.definition.windows if place.zone == zone.id)
    departments = [
        speech.name(each.name, each.name_en).text
        for each in state.definition.departments
        if each.zone == zone.id
    ]
    comma = speech.say("place.and")
    return Room(
        name=zone_name(zone, speech),
        windows=speech.windows(zone.windows_text or comma.join(labels)).text,
        departments=comma.join(departments),
        colour=colour_of(zone),
        side=zone.side,
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
    )
