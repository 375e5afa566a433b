"""The parts of a board filled: bands and lines of calls, the lists, the window table, the page of the day."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from config.board_layout import BoardLayout, CallsPart
from config.board_places import Place, Spot, band_spots, lane, line_spots, stale_spots, today_rows
from config.texts import Texts
from display.bands import Bands
from display.seen import Seen
from display.shown import Board, CallLine, OwnWindow
from display.today import today_columns, today_lines
from display.waiting import paused_spot, waiting_lines
from display.ways import call_line
from display.windows import own_window, window_cells
from link.views import BoardView, CallView

SLIDE_ROW_PX = 84
SLIDE_HEAD_PX = 168
"""The page of the day as an item of the playlist: its rows, and its heading with the names of the columns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filling:
    """What all parts are filled from. `other` is the second language; `pulsing` the ids of the calls that pulse now;
    `is_known` false: all that may have changed is not known any more."""

    seen: Seen
    layout: BoardLayout
    places: tuple[Place, ...]
    turn: int
    words: Texts
    other: Texts
    pulsing: frozenset[int] = frozenset()
    is_known: bool = True

    def place(self, shows: str) -> Place:
        return next(each for each in self.places if each.shows == shows)


def filled(board: Board, by: Filling) -> Board:
    """The lists of every part that the layout has, but for the calls."""
    layout = by.layout
    board = replace(board, places=_with_notices(by))
    if layout.waiting:
        place = by.place("waiting")
        rows, page = waiting_lines(
            by.seen.view, layout.waiting, place, by.turn, by.words, is_known=by.is_known
        )
        paused = paused_spot(by.seen.view, layout.waiting, place, is_known=by.is_known)
        board = replace(board, waiting=rows, waiting_page=page, waiting_paused=paused)
    if layout.windows:
        cells, page = window_cells(
            by.seen.windows,
            layout.windows,
            by.place("windows"),
            by.turn,
            by.words,
            pulsing=by.pulsing,
            is_known=by.is_known,
        )
        board = replace(board, cells=cells, cells_page=page)
    if by.seen.today:
        lines, page = today_lines(by.seen.today, _today_rows(by), by.turn, by.words, is_known=by.is_known)
        board = replace(board, today=lines, today_page=page, today_columns=today_columns(by.seen.today))
    return replace(board, own=_own(by)) if layout.window else board


def band_lines(bands: Bands, by: Filling) -> tuple[CallLine, ...]:
    """The calls in amber; in a crowd each in its own cell."""
    part = by.layout.calls
    if part is None:
        return ()
    shown = sorted(bands.shown, key=lambda band: band.cell) if bands.is_crowd else bands.shown
    cells = [band.cell for band in shown] if bands.is_crowd else [*range(len(shown))]
    least = part.bands + 1 if bands.is_crowd else 0
    spots = band_spots(part, max(least, max(cells, default=-1) + 1))
    return tuple(
        _placed(_line(band.call, by, is_pulsing=band.seq in by.pulsing), part, spots[cell])
        for band, cell in zip(shown, cells, strict=True)
    )


def history_lines(bands: Bands, by: Filling, rows: int | None) -> tuple[CallLine, ...]:
    """The calls of before, under the bands; none in a crowd."""
    part = by.layout.calls
    if part is None or bands.is_crowd:
        return ()
    in_amber = {band.seq for band in bands.shown}
    older = [call for call in by.seen.view.calls if call.seq not in in_amber]
    return _lines(older, by, part, line_spots(part, len(bands.shown), rows))


def old_lines(by: Filling) -> tuple[CallLine, ...]:
    """The last calls that were heard of, under the frame that says so."""
    part = by.layout.calls
    if part is None or not by.place("calls").is_shown:
        return ()
    return _lines(by.seen.view.calls, by, part, stale_spots(part, by.place("calls")))


def _lines(
    calls: Sequence[CallView], by: Filling, part: CallsPart, spots: tuple[Spot, ...]
) -> tuple[CallLine, ...]:
    return tuple(_placed(_line(call, by), part, spot) for call, spot in zip(calls, spots, strict=False))


def _line(call: CallView, by: Filling, *, is_pulsing: bool = False) -> CallLine:
    return call_line(call, by.seen.view.others, by.words, is_pulsing=is_pulsing)


def _placed(line: CallLine, part: CallsPart, spot: Spot) -> CallLine:
    return replace(line, spot=spot, lane=lane(part, spot.w))


def _own(by: Filling) -> OwnWindow:
    if by.seen.own is None:
        return OwnWindow()
    is_en = by.words.language == "en"
    services = by.words.say("board.between").join(
        name_en if is_en and name_en else name for name, name_en in by.seen.own_services
    )
    return own_window(by.seen.own, services, by.words, by.other, pulsing=by.pulsing, is_known=by.is_known)


def _today_rows(by: Filling) -> int:
    if by.layout.today:
        return today_rows(by.layout.today, by.place("today"))
    height = min((place.h for place in by.places if place.shows == "media"), default=0)
    return max(1, (height - SLIDE_HEAD_PX) // SLIDE_ROW_PX)


def _with_notices(by: Filling) -> tuple[Place, ...]:
    """No empty strip; on a stale board it says that the numbers still hold."""
    if not by.is_known or _has_notices(by.seen.view):
        return by.places
    return tuple(replace(place, is_shown=False) if place.shows == "notices" else place for place in by.places)


def _has_notices(view: BoardView) -> bool:
    return any(notice.strip() for notice in view.notices)
