"""The home page: rooms and departments, and how many wait."""

from dataclasses import dataclass, replace

from kiosk.island.offer import UNKNOWN
from kiosk.layout import Form, HomeGrid, Rect, home_grid
from kiosk.places import colour_of, zone_name
from kiosk.speech import Speech
from kiosk.view import Head, Listed, Pager, Panel, Tile
from kiosk.waits import NOT_FORESEEN, Waits, after_words
from link.messages.definition import Zone
from link.state import State
from link.views import DepartmentTile, KioskView, ServiceStatus, windows_text
from look.stale import shown_time
from look.words import Counted, counted, in_brackets

NO_ZONE = Zone(id="", name="")


@dataclass(frozen=True)
class Home:
    """What stands on one screenful of the home page."""

    heads: tuple[Head, ...]
    panels: tuple[Panel, ...]
    tiles: tuple[Tile, ...]
    pager: Pager
    listed: Listed
    note_y: int | None


def home(
    view: KioskView,
    state: State,
    speech: Speech,
    form: Form,
    *,
    zone: str = "",
    screenful: int = 0,
    busy: str = "",
    has_actions: bool = False,
    waits: Waits = NOT_FORESEEN,
) -> Home:
    """The home page with `zone` chosen where rooms are tabs (the first otherwise); `busy` is the touched department.

    `has_actions`: black keys stand under the departments. `waits`: what the hall foresees.
    """
    rooms = rooms_of(view)
    grid = home_grid(form, tuple(len(departments) for _, departments in rooms), has_actions=has_actions)
    chosen = next((at for at, (room, _) in enumerate(rooms) if room.id == zone), 0)
    placed, pages = _placed(rooms, grid, chosen, screenful)
    return Home(
        heads=tuple(
            _head(room, rect, state, speech, grid, is_chosen=not grid.is_tabbed or at == chosen)
            for at, ((room, _), rect) in enumerate(zip(rooms, grid.heads, strict=False))
            if room.id
        ),
        panels=_panels(grid, placed, state, speech),
        tiles=tuple(
            _foreseen(_tile(each, room, rect, speech, each.id == busy), each, waits, speech)
            for room, each, rect in placed
        ),
        pager=pager(screenful, pages, grid.pager),
        listed=_count(rooms, placed, grid, chosen),
        note_y=grid.note_y,
    )


Rooms = tuple[tuple[Zone, tuple[DepartmentTile, ...]], ...]


def _count(
    rooms: Rooms, placed: list[tuple[Zone, DepartmentTile, Rect]], grid: HomeGrid, chosen: int
) -> Listed:
    """Of the open tab where there are tabs, else of all rooms."""
    open_rooms = rooms[chosen : chosen + 1] if grid.is_tabbed else rooms
    every = [each.id for _, departments in open_rooms for each in departments]
    here = [each.id for _, each, _ in placed]
    return Listed(len(every), len(here), every.index(here[0]) + 1 if here else 1)


def rooms_of(view: KioskView) -> Rooms:
    """The zones that have departments, each with them; departments without a known zone come last."""
    known = {zone.id for zone in view.zones}
    rooms = [(zone, tuple(each for each in view.departments if each.zone == zone.id)) for zone in view.zones]
    rooms.append((NO_ZONE, tuple(each for each in view.departments if each.zone not in known)))
    return tuple((zone, departments) for zone, departments in rooms if departments)


def pager(screenful: int, pages: int, place: Rect | None) -> Pager:
    """Which screenful of how many, and where one turns."""
    rect = place or Rect(0, 0, 0, 0)
    return Pager(min(screenful, pages - 1) + 1, pages, rect.x, rect.y, rect.w, rect.h)


def tile_state(
    status: ServiceStatus, opens: str, waiting: int, speech: Speech, quota_left: int | None = None
) -> Counted:
    """The third line of a tile: how many wait, or why not and from when."""
    if status == "open":
        if quota_left is not None and quota_left <= FEW_LEFT:
            return speech.counted("tile.quota", quota_left)
        if waiting == UNKNOWN:
            return Counted(speech.say("island.open"))
        return speech.counted("tile.waiting", waiting) if waiting else Counted(speech.say("tile.none"))
    if status in ("early", "later") and opens:
        return counted(speech.say("tile.later", time=opens))
    key = {
        "full": "tile.full",
        "suspended": "tile.suspended",
        "crowd": "tile.crowd",
        "unserved": "tile.unserved",
    }
    return Counted(speech.say(key.get(status, "tile.done")))


FEW_LEFT = 10
"""From here on the tickets left are worth more than the people waiting."""


def _placed(
    rooms: Rooms, grid: HomeGrid, chosen: int, screenful: int
) -> tuple[list[tuple[Zone, DepartmentTile, Rect]], int]:
    if len(rooms) == 2 and not grid.is_tabbed:
        return _paired(rooms, grid, screenful), grid.pages
    if not rooms:
        return [], 1
    room, departments = rooms[chosen]
    pages = max(1, -(-len(departments) // grid.capacity))
    page = min(screenful, pages - 1)
    here = departments[page * grid.capacity : (page + 1) * grid.capacity]
    rects = _across(grid.columns)
    return [(room, each, rect) for each, rect in zip(here, rects, strict=False)], pages


def _paired(rooms: Rooms, grid: HomeGrid, screenful: int) -> list[tuple[Zone, DepartmentTile, Rect]]:
    """Two rooms side by side, each in its column, turned together."""
    page = min(screenful, grid.pages - 1)
    return [
        (room, each, rect)
        for (room, departments), column in zip(rooms, grid.columns, strict=True)
        for each, rect in zip(departments[page * len(column) :], column, strict=False)
    ]


def _across(columns: tuple[tuple[Rect, ...], ...]) -> list[Rect]:
    """Row by row, as people read."""
    return [rect for row in zip(*columns, strict=True) for rect in row]


def _head(room: Zone, rect: Rect, state: State, speech: Speech, grid: HomeGrid, *, is_chosen: bool) -> Head:
    return Head(
        id=room.id,
        name=zone_name(room, speech),
        windows=speech.windows(windows_text(state, room.id)).text,
        colour=colour_of(room),
        side=room.side,
        is_chosen=is_chosen,
        is_tab=grid.is_tabbed,
        is_joined=grid.is_joined and is_chosen,
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
    )


def _panels(
    grid: HomeGrid, placed: list[tuple[Zone, DepartmentTile, Rect]], state: State, speech: Speech
) -> tuple[Panel, ...]:
    """The frame, as high as the tiles in it."""
    frame = grid.panel
    if frame is None or not placed:
        return ()
    room = placed[0][0]
    lowest = max(rect.bottom for _, _, rect in placed)
    return (
        Panel(
            colour=colour_of(room),
            is_joined=grid.is_joined,
            name=zone_name(room, speech),
            windows=speech.windows(windows_text(state, room.id)).text,
            side=room.side,
            strip_h=grid.strip_h,
            x=frame.x,
            y=frame.y,
            w=frame.w,
            h=lowest + grid.panel_edge - frame.y,
        ),
    )


def _foreseen(tile: Tile, each: DepartmentTile, waits: Waits, speech: Speech) -> Tile:
    """With how long that takes, where all who come here wait about as long."""
    after = after_words(waits.of_department(each), speech)
    is_counted = after and tile.state.number
    return replace(tile, state=replace(tile.state, after=tile.state.after + after)) if is_counted else tile


def _tile(each: DepartmentTile, room: Zone, rect: Rect, speech: Speech, is_busy: bool) -> Tile:
    line = speech.name(each.name, each.name_en)
    name, bracket = in_brackets(line.text)
    opens = shown_time(each.opens_at) if each.opens_at else ""
    return Tile(
        id=each.id,
        name=name,
        bracket=bracket,
        second=line.second,
        icon=each.icon,
        colour=colour_of(room),
        is_open=each.status == "open",
        is_busy=is_busy,
        state=tile_state(each.status, opens, each.waiting, speech),
        x=rect.x,
        y=rect.y,
        w=rect.w,
        h=rect.h,
    )
