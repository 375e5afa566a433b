"""A board's layout as a browser draws it: where each part, band, line and row stands, in px of the drawing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from config.board_layout import BoardLayout, CallsPart, Rect, TodayPart, WaitingPart, WindowsPart
from config.board_layout_file import is_layout_name, load_layout
from config.board_places import (
    Lane,
    Place,
    Spot,
    band_spots,
    body,
    crowd_room,
    lane,
    line_spots,
    places,
    stale_spots,
    today_rows,
    waiting_spots,
    window_rows,
    window_spots,
)
from config.board_table import USUAL_LAYOUT
from config.wrong import ConfigError, Said, said

UPRIGHT: Final = "-portrait"
"""How the name of an upright layout ends whose name is otherwise that of the lying one."""

USUAL_UPRIGHT: Final = "portrait"

DAY_PX: Final = 900
"""The least width in which the page of the day can stand; narrower, the waiting list does."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsDrawing:
    """`bands` and `lines` by how many stand in amber; `crowd` is empty where there is no crowd."""

    lane: Lane
    bands: tuple[tuple[Spot, ...], ...]
    lines: tuple[tuple[Spot, ...], ...]
    stale: tuple[Spot, ...]
    crowd: tuple[Spot, ...]
    crowd_lane: Lane


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Where the rows of a list stand: while all is well, and under the frame that says that all this is old."""

    live: tuple[Spot, ...]
    stale: tuple[Spot, ...]
    has_paused: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tables:
    """The same for the table of windows, for each number of rows that it may have, the fewest first."""

    live: tuple[tuple[Spot, ...], ...]
    stale: tuple[tuple[Spot, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DayRows:
    """How high a row of the page of the day is, and how many fit."""

    height: int
    live: int
    stale: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A whole layout. `wrong`: why it is not the one that was wished for, by language."""

    name: str
    width: int
    height: int
    body: Spot
    stale: Spot
    places: Mapping[str, Place]
    stale_places: Mapping[str, Place]
    calls: CallsDrawing | None = None
    waiting: Rows | None = None
    windows: Tables | None = None
    today: DayRows | None = None
    wrong: Mapping[str, str] | None = None


def drawing_for(wish: str, own: Path, *, is_upright: bool, has_window: bool) -> Drawing:
    """The layout `wish` (empty: the usual one) for a screen that lies or stands upright; where there is no such layout, or
    it shows one window and none is named, the usual one. `own`: the folder of the hall's own layouts. Reads a file."""
    if not wish:
        return _usual(own, is_upright=is_upright)
    try:
        name, layout = _turned(wish, _known(wish, own), own, is_upright=is_upright)
    except ConfigError as wrong:
        why = (wrong.first.what, wrong.first.allowed)
        return replace(_usual(own, is_upright=is_upright), wrong=_words(each for each in why if each))
    if layout.window is not None and not has_window:
        reason = said("layout.what.no_window", layout=wish)
        return replace(_usual(own, is_upright=is_upright), wrong=_words((reason,)))
    return drawing(name, layout)


def drawing(name: str, layout: BoardLayout) -> Drawing:
    """The layout `name` as numbers; what a browser cannot play makes room for what the hall itself knows."""
    layout = _without_media(layout)
    live = {each.shows: each for each in places(layout)}
    stale = {each.shows: each for each in places(layout, is_stale=True) if each.is_shown}
    middle, frame = body(layout), layout.stale or body(layout)
    return Drawing(
        name=name,
        width=layout.width,
        height=layout.height,
        body=_spot(middle),
        stale=_spot(frame),
        places=live,
        stale_places=stale,
        calls=_calls(layout.calls, stale.get("calls")) if layout.calls else None,
        waiting=_waiting(layout.waiting, live, stale) if layout.waiting else None,
        windows=_windows(layout.windows, live, stale) if layout.windows else None,
        today=_today(layout.today, live, stale) if layout.today else None,
    )


# ── which one ────────────────────────────────────────────────────────────────────────────────────────


def _known(name: str, own: Path) -> BoardLayout:
    """What somebody asks for is never taken for a path. Raises ConfigError where there is no such layout."""
    return load_layout(name if is_layout_name(name) else "-", own)


def _turned(name: str, layout: BoardLayout, own: Path, *, is_upright: bool) -> tuple[str, BoardLayout]:
    """The same layout for a screen that stands the other way; the usual one where it has no such twin."""
    if (layout.height > layout.width) == is_upright:
        return name, layout
    usual = USUAL_UPRIGHT if is_upright else USUAL_LAYOUT
    twin = name + UPRIGHT if is_upright else name.removesuffix(UPRIGHT)
    for other in (twin, usual):
        try:
            found = load_layout(other, own)
        except ConfigError:
            continue
        if (found.height > found.width) == is_upright:
            return other, found
    return name, layout


def _usual(own: Path, *, is_upright: bool) -> Drawing:
    """The hall's own of that name, or the built-in one where that cannot be used."""
    name = USUAL_UPRIGHT if is_upright else USUAL_LAYOUT
    try:
        return drawing(name, load_layout(name, own))
    except ConfigError:
        return drawing(name, load_layout(name, own / name))


def _words(why: Iterable[Said]) -> dict[str, str]:
    told = tuple(why)
    return {language: "  ".join(each.text(language) for each in told) for language in ("zh", "en")}


def _without_media(layout: BoardLayout) -> BoardLayout:
    """In the place of the media the page of the day, or how many wait; nothing, where both are there already."""
    if layout.media is None:
        return layout
    room = {name: getattr(layout.media, name) for name in ("left", "top", "width", "height")}
    bare = layout.model_copy(update={"media": None})
    if not layout.media.is_beside:
        return bare
    if layout.media.width >= DAY_PX and layout.today is None:
        return bare.model_copy(update={"today": TodayPart(**room)})
    if layout.waiting is None:
        return bare.model_copy(update={"waiting": WaitingPart(**room, has_paused=layout.paused is None)})
    return bare


# ── its parts ────────────────────────────────────────────────────────────────────────────────────────


def _spot(rect: Rect) -> Spot:
    return Spot(x=rect.left, y=rect.top, w=rect.width, h=rect.height)


def _calls(part: CallsPart, stale: Place | None) -> CallsDrawing:
    room = crowd_room(part)
    crowd = band_spots(part, room) if room > part.bands else ()
    counts = range(part.bands + 1)
    return CallsDrawing(
        lane=lane(part, part.width),
        bands=tuple(band_spots(part, count) for count in counts),
        lines=tuple(line_spots(part, count) for count in counts),
        stale=stale_spots(part, stale) if stale else (),
        crowd=crowd,
        crowd_lane=lane(part, crowd[0].w if crowd else part.width),
    )


def _waiting(part: WaitingPart, live: Mapping[str, Place], stale: Mapping[str, Place]) -> Rows:
    def rows(place: Place | None) -> tuple[Spot, ...]:
        return waiting_spots(part, place.h, place.heading) if place else ()

    return Rows(live=rows(live["waiting"]), stale=rows(stale.get("waiting")), has_paused=part.has_paused)


def _windows(part: WindowsPart, live: Mapping[str, Place], stale: Mapping[str, Place]) -> Tables:
    def tables(place: Place | None) -> tuple[tuple[Spot, ...], ...]:
        if place is None:
            return ()
        least, most = window_rows(part, place)
        return tuple(window_spots(part, place, rows * part.columns) for rows in range(least, most + 1))

    return Tables(live=tables(live["windows"]), stale=tables(stale.get("windows")))


def _today(part: TodayPart, live: Mapping[str, Place], stale: Mapping[str, Place]) -> DayRows:
    old = stale.get("today")
    return DayRows(
        height=part.row_height,
        live=today_rows(part, live["today"]),
        stale=today_rows(part, old) if old else 0,
    )
