"""When a board's screen is lit: in its hours, and whenever somebody might need it."""

from dataclasses import dataclass
from datetime import datetime

from config.board_layout import BoardLayout
from display.shown import Board
from link.messages.definition import Hours
from link.views import BoardView, Timetable
from link.views.hours import open_span


@dataclass(frozen=True, slots=True, kw_only=True)
class Lit:
    """The hours of a screen, in the hall's time; none: it is always lit."""

    hours: tuple[Hours, ...] = ()


def is_lit(lit: Lit, view: BoardView, now: datetime, *, is_stale: bool) -> bool:
    """Outside its hours a screen is dark, unless a window of its zone is at work or there is an emergency. A stale board
    goes by its hours alone: what it last heard may be hours old."""
    if not lit.hours or open_span(Timetable(hours=lit.hours), now) is not None:
        return True
    return bool(view.emergency) or (view.has_open_window and not is_stale)


def dark_board(layout: BoardLayout) -> Board:
    """Black, and nothing on it."""
    return Board(page="off", width=layout.width, height=layout.height)
