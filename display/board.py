"""What a board shows, worked out from what it sees of the hall, the bands in amber and the clock."""

from dataclasses import dataclass, replace
from datetime import datetime

from config.board_layout import BoardLayout
from config.board_places import (
    Place,
    Spot,
    body,
    crowd_room,
    line_spots,
    places,
)
from config.texts import Texts, texts
from display.bands import Bands, Room
from display.closed import closed_lines, closed_title
from display.notices import notice_pages
from display.parts import Filling, band_lines, filled, history_lines, old_lines
from display.seen import Seen
from display.shown import Board, Page, Playing, Setting, Words
from display.turning import PAGE_S, turned
from display.ways import other_hall, paused_line, zone_name
from link.views import BoardView
from look.clock import clock
from look.stale import Stale
from look.theme import zone_colour


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """The hall's time, in its zone, and the board's own clock, by which things pulse, last and turn."""

    hall: datetime
    board_s: float

    @property
    def turn(self) -> int:
        """Counts the pages that were turned."""
        return int(self.board_s // PAGE_S)


def board(
    seen: Seen, bands: Bands, times: Times, setting: Setting, *, stale: Stale, playing: Playing | None = None
) -> Board:
    """The whole board."""
    common = _frame(seen, times, setting)
    words, other = _both(setting)
    if seen.view.emergency:
        return _emergency(common, seen.view.emergency, words, other)
    if stale.is_stale:
        return _stale(common, seen, stale, times, setting)
    if not seen.view.has_open_window and setting.layout.window is None:
        return _closed(common, seen, times.hall, setting)
    return _live(common, seen, bands, times, setting, playing=playing or Playing())


def told(
    page: Page, setting: Setting, now: datetime, fields: dict[str, str] | None = None, *, key: str = ""
) -> Board:
    """A board that knows no hall: starting, out of order, or for the reason at `key`."""
    key = key or f"board.{page}"
    words, other = _both(setting)
    return replace(
        _bare(setting.layout),
        page=page,
        body=Spot(x=48, w=setting.layout.width - 96, h=setting.layout.height),
        clock=clock(now, words.language),
        title=Words(text=words.say(key, **(fields or {})), second=other.say(key, **(fields or {}))),
    )


def room_of(layout: BoardLayout, rows: int | None = None) -> Room:
    """How many calls stand in amber at once in a layout. A table of windows has a place for every call."""
    if layout.calls is None:
        return Room(bands=64, lines=0, crowd=64)
    lines = len(line_spots(layout.calls, layout.calls.bands, rows))
    return Room(bands=layout.calls.bands, lines=lines, crowd=crowd_room(layout.calls))


# ── what every page has ──────────────────────────────────────────────────────────────────────────────


def _bare(layout: BoardLayout) -> Board:
    middle, frame = body(layout), layout.stale
    return Board(
        width=layout.width,
        height=layout.height,
        body=Spot(x=middle.left, y=middle.top, w=middle.width, h=middle.height),
        stale=Spot(x=frame.left, y=frame.top, w=frame.width, h=frame.height) if frame else Spot(),
    )


def _frame(seen: Seen, times: Times, setting: Setting) -> Board:
    """The zone's strip and the notices."""
    words, other = _both(setting)
    view = seen.view
    does_scroll = setting.ticker == "scroll"
    notice, notice_page = turned(notice_pages(view.notices), 0 if does_scroll else times.turn)
    return replace(
        _bare(setting.layout),
        places=tuple(
            replace(
                place, is_shown=place.shows == "zone" or (place.shows == "notices" and bool(view.notices))
            )
            for place in places(setting.layout)
        ),
        zone=Words(text=zone_name(view.zone, words.language), second=zone_name(view.zone, other.language)),
        colour=view.zone.fill or zone_colour(view.zone.colour - 1),
        windows=_windows(view.windows_text, words),
        under=_under(view, other),
        hall=view.hall_en if words.language == "en" and view.hall_en else view.hall,
        clock=clock(times.hall, words.language),
        notice="　　".join(view.notices) if does_scroll else notice or "",
        notice_page="" if does_scroll else notice_page,
        does_scroll=does_scroll,
    )


# ── the pages ────────────────────────────────────────────────────────────────────────────────────────


def _live(
    common: Board, seen: Seen, bands: Bands, times: Times, setting: Setting, *, playing: Playing
) -> Board:
    words, other = _both(setting)
    pulsing = frozenset(band.seq for band in bands.shown if band.is_pulsing(times.board_s))
    is_alone = playing.kind != "none" and not bands.shown
    by = _filling(seen, times, setting, places(setting.layout, is_media_alone=is_alone), pulsing=pulsing)
    history = history_lines(bands, by, setting.rows)
    return replace(
        filled(common, by),
        page="calling" if bands.shown else "called" if history else "quiet",
        bands=band_lines(bands, by),
        is_pulsing=bool(pulsing),
        is_crowd=bands.is_crowd,
        history=history,
        paused=paused_line(seen.view.paused, words),
        other=other_hall(seen.view.others, times.turn, words),
        playing=playing,
        title=Words(text=words.say("board.quiet"), second=other.say("board.quiet")),
    )


def _stale(common: Board, seen: Seen, stale: Stale, times: Times, setting: Setting) -> Board:
    """Nothing in amber, no counts, no paused windows: all that may have changed meanwhile."""
    words, other = _both(setting)
    by = _filling(seen, times, setting, places(setting.layout, is_stale=True), is_known=False)
    return replace(
        filled(common, by),
        page="stale",
        history=old_lines(by),
        notice=words.say("board.stale.valid"),
        notice_page="",
        does_scroll=False,
        title=Words(
            text=words.say("board.stale", time=stale.stopped_at),
            second=other.say("board.stale", time=stale.stopped_at),
        ),
        details=(words.say("board.stale.listen"), other.say("board.stale.whole", time=stale.stopped_at)),
    )


def _emergency(common: Board, text: str, words: Texts, other: Texts) -> Board:
    """The whole screen but for the zone and the time: nothing else matters now."""
    stand = tuple(replace(place, is_shown=place.shows == "zone") for place in common.places)
    down_to = Spot(x=common.body.x, y=common.body.y, w=common.body.w, h=common.height - common.body.y)
    said = (words.say("board.emergency"), other.say("board.emergency"))
    return replace(common, page="emergency", places=stand, body=down_to, title=Words(text=text), details=said)


def _closed(common: Board, seen: Seen, now: datetime, setting: Setting) -> Board:
    words, other = _both(setting)
    return replace(
        common,
        page="closed",
        title=Words(text=closed_title(seen.hours, now, words), second=closed_title(seen.hours, now, other)),
        details=closed_lines(seen.hours, now, words),
    )


def _filling(
    seen: Seen,
    times: Times,
    setting: Setting,
    stand: tuple[Place, ...],
    *,
    pulsing: frozenset[int] = frozenset(),
    is_known: bool = True,
) -> Filling:
    words, other = _both(setting)
    return Filling(
        seen=seen,
        layout=setting.layout,
        places=stand,
        turn=times.turn,
        words=words,
        other=other,
        pulsing=pulsing,
        is_known=is_known,
    )


# ── words ────────────────────────────────────────────────────────────────────────────────────────────


def _under(view: BoardView, words: Texts) -> str:
    zone = zone_name(view.zone, words.language)
    if not view.windows_text:
        return zone
    return words.say("board.under", zone=zone, windows=_windows(view.windows_text, words))


def _windows(labels: str, words: Texts) -> str:
    return words.say("board.windows", windows=labels) if labels else ""


def _both(setting: Setting) -> tuple[Texts, Texts]:
    return texts(setting.language), texts("zh" if setting.language == "en" else "en")
