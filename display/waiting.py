"""The rows of a board's waiting list."""

from dataclasses import replace

from config.board_layout import WaitingPart
from config.board_places import Place, Spot, waiting_spots
from config.texts import Texts
from display.shown import WaitingLine
from display.turning import pages_of, turned
from link.views import BoardView, WaitingView


def waiting_lines(
    view: BoardView, part: WaitingPart, place: Place, turn: int, words: Texts, *, is_known: bool
) -> tuple[tuple[WaitingLine, ...], str]:
    """The rows that fit; a list that does not turns as pages, which is said."""
    spots = waiting_spots(part, place.h, place.heading)
    has_paused = part.has_paused and is_known and bool(view.paused)
    rows, page = turned(pages_of(view.waiting, len(spots) - has_paused), turn)
    lines = tuple(
        replace(_line(row, words, is_known), spot=spot, is_first=spot.y == place.heading)
        for row, spot in zip(rows or (), spots, strict=False)
    )
    return lines, page


def paused_spot(view: BoardView, part: WaitingPart, place: Place, *, is_known: bool) -> Spot:
    """The last place of the list, where the paused windows take one; else none."""
    spots = waiting_spots(part, place.h, place.heading)
    return spots[-1] if part.has_paused and is_known and view.paused and spots else Spot()


def _line(row: WaitingView, words: Texts, is_known: bool) -> WaitingLine:
    return WaitingLine(
        prefix=row.prefix,
        name=row.name_en if words.language == "en" and row.name_en else row.name,
        count=str(row.waiting) if is_known else "–",
        unit=words.say("board.people") if is_known else "",
    )
