"""What a TV board shows, worked out from the zone's view, the bands in amber and the clock."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import ceil
from typing import Final, TypeVar

from config.texts import Texts, texts
from display.bands import Bands
from display.closed import closed_lines, closed_title
from display.layout import DRAWINGS, history_lines, stale_lines
from display.notices import notice_pages
from display.shown import Board, CallLine, OtherHall, Page, Setting, WaitingLine, Words
from link.messages.definition import Zone
from link.views import BoardView, CallView, Timetable, WaitingView, labels_text
from look.clock import clock
from look.stale import Stale
from look.theme import zone_colour

T = TypeVar("T")

PAGE_S: Final = 8.0
"""How long one notice, one page of a long waiting list, or one other hall is shown."""


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
    view: BoardView, bands: Bands, times: Times, setting: Setting, *, hours: Timetable, stale: Stale
) -> Board:
    """The whole board of a hall with these opening hours."""
    common = _frame(view, times, setting)
    if view.emergency:
        return replace(common, page="emergency", title=Words(text=view.emergency))
    if stale.is_stale:
        return _stale(common, view, stale, times, setting)
    if not view.has_open_window:
        return _closed(common, hours, times.hall, setting)
    return _live(common, view, bands, times, setting)


def told(
    page: Page, setting: Setting, now: datetime, fields: dict[str, str] | None = None, *, key: str = ""
) -> Board:
    """A board that knows no hall: starting, out of order, or for the reason at `key`."""
    key = key or f"board.{page}"
    words, other = _both(setting)
    return Board(
        page=page,
        form=setting.form,
        clock=clock(now, words.language),
        title=Words(text=words.say(key, **(fields or {})), second=other.say(key, **(fields or {}))),
    )


def _frame(view: BoardView, times: Times, setting: Setting) -> Board:
    """What every page has: the zone's strip and the notices."""
    words, other = _both(setting)
    does_scroll = setting.ticker == "scroll"
    notice, notice_page = _turned(notice_pages(view.notices), 0 if does_scroll else times.turn)
    return Board(
        form=setting.form,
        zone=Words(text=_name(view.zone, words.language), second=_name(view.zone, other.language)),
        colour=zone_colour(view.zone.colour - 1),
        windows=_windows(view.windows_text, words),
        under=_under(view, other),
        hall=view.hall_en if words.language == "en" and view.hall_en else view.hall,
        clock=clock(times.hall, words.language),
        notice="　　".join(view.notices) if does_scroll else notice or "",
        notice_page="" if does_scroll else notice_page,
        does_scroll=does_scroll,
    )


def _live(common: Board, view: BoardView, bands: Bands, times: Times, setting: Setting) -> Board:
    words, other = _both(setting)
    since = {band.seq: band for band in bands.shown}
    by_seq = {call.seq: call for call in view.calls}
    amber = tuple(_line(by_seq[seq], since[seq].is_pulsing(times.board_s)) for seq in since if seq in by_seq)
    lines = history_lines(setting.form, len(amber), setting.rows)
    older = tuple(_line(call) for call in view.calls if call.seq not in since)
    waiting, waiting_page = _waiting(view, times.turn, setting, is_known=True)
    return replace(
        common,
        page="calling" if amber else "called" if older else "quiet",
        bands=amber,
        is_pulsing=any(line.is_pulsing for line in amber),
        history=older[: lines.count],
        lines=lines,
        waiting=waiting,
        waiting_page=waiting_page,
        paused=_paused(view.paused, words),
        other=_other_hall(view.others, times.turn, words),
        title=Words(text=words.say("board.quiet"), second=other.say("board.quiet")),
    )


def _stale(common: Board, view: BoardView, stale: Stale, times: Times, setting: Setting) -> Board:
    """Nothing in amber, no counts, no paused windows: all that may have changed meanwhile."""
    words, other = _both(setting)
    lines = stale_lines(setting.form)
    waiting, waiting_page = _waiting(view, times.turn, setting, is_known=False)
    return replace(
        common,
        page="stale",
        history=tuple(_line(call) for call in view.calls[: lines.count]),
        lines=lines,
        waiting=waiting,
        waiting_page=waiting_page,
        notice=words.say("board.stale.valid"),
        notice_page="",
        does_scroll=False,
        title=Words(
            text=words.say("board.stale", time=stale.stopped_at),
            second=other.say("board.stale", time=stale.stopped_at),
        ),
        details=(words.say("board.stale.listen"), other.say("board.stale.whole", time=stale.stopped_at)),
    )


def _closed(common: Board, hours: Timetable, now: datetime, setting: Setting) -> Board:
    words, other = _both(setting)
    return replace(
        common,
        page="closed",
        title=Words(text=closed_title(hours, now, words), second=closed_title(hours, now, other)),
        details=closed_lines(hours, now, words),
    )


def _waiting(
    view: BoardView, turn: int, setting: Setting, *, is_known: bool
) -> tuple[tuple[WaitingLine, ...], str]:
    """The rows that fit; a list that does not turns as pages, which is said."""
    drawing = DRAWINGS[setting.form]
    has_paused = drawing.is_paused_among_waiting and is_known and bool(view.paused)
    room = drawing.waiting_rows - has_paused
    rows, page = _turned(_pages(view.waiting, room), turn)
    words, _ = _both(setting)
    return tuple(_waiting_line(row, words, is_known) for row in rows or ()), page


def _pages(rows: Sequence[WaitingView], room: int) -> list[Sequence[WaitingView]]:
    """As few pages as it takes, about equally long."""
    if not rows:
        return []
    each = ceil(len(rows) / ceil(len(rows) / room))
    return [rows[at : at + each] for at in range(0, len(rows), each)]


def _waiting_line(row: WaitingView, words: Texts, is_known: bool) -> WaitingLine:
    return WaitingLine(
        prefix=row.prefix,
        name=row.name_en if words.language == "en" and row.name_en else row.name,
        count=str(row.waiting) if is_known else "–",
        unit=words.say("board.people") if is_known else "",
    )


def _line(call: CallView, is_pulsing: bool = False) -> CallLine:
    is_named = not any(letter.isdigit() for letter in call.label)
    return CallLine(
        seq=call.seq, number=call.number, window=call.label, is_named=is_named, is_pulsing=is_pulsing
    )


def _paused(labels: Sequence[str], words: Texts) -> str:
    if not labels:
        return ""
    said = labels_text(list(labels)).replace("、", words.say("board.between"))
    return words.count("board.paused", len(labels), windows=said)


def _other_hall(others: Sequence[Zone], turn: int, words: Texts) -> OtherHall:
    zone, _ = _turned(others, turn)
    if zone is None:
        return OtherHall()
    return OtherHall(
        name=_name(zone, words.language),
        windows=words.say("board.other", windows=zone.windows_text) if zone.windows_text else "",
        colour=zone_colour(zone.colour - 1),
        side=zone.side,
    )


def _turned(pages: Sequence[T], turn: int) -> tuple[T | None, str]:
    """The page whose turn it is, and `2/4` where there are several."""
    if not pages:
        return None, ""
    place = turn % len(pages)
    return pages[place], f"{place + 1}/{len(pages)}" if len(pages) > 1 else ""


def _under(view: BoardView, words: Texts) -> str:
    zone = _name(view.zone, words.language)
    if not view.windows_text:
        return zone
    return words.say("board.under", zone=zone, windows=_windows(view.windows_text, words))


def _windows(labels: str, words: Texts) -> str:
    return words.say("board.windows", windows=labels) if labels else ""


def _name(zone: Zone, language: str) -> str:
    return zone.name_en if language == "en" and zone.name_en else zone.name


def _both(setting: Setting) -> tuple[Texts, Texts]:
    return texts(setting.language), texts("zh" if setting.language == "en" else "en")
