"""Where the parts of an errand's page stand: rectangles on the drawing; pure."""

from dataclasses import dataclass, replace
from typing import Final

from kiosk.layout import HIGHEST_TARGET, LOWEST_HALF, Form, Rect

DIGITS: Final = 10
HIGHEST_KEY: Final = 176


@dataclass(frozen=True)
class _Room:
    """The page without header and bar. `top` is where words may begin, `targets` where something to touch may."""

    x: int
    w: int
    top: int
    targets: int
    bottom: int
    gutter: int
    gap: int
    key_h: int
    row_h: int
    cell_h: int
    columns: int
    signs_across: int


_ROOMS: Final[dict[Form, _Room]] = {
    "tall": _Room(60, 960, 400, HIGHEST_TARGET, 1690, 24, 16, 136, 152, 136, 3, 6),
    "low": _Room(60, 960, 400, LOWEST_HALF, 1696, 24, 14, 120, 128, 120, 3, 6),
    "wide": _Room(352, 904, 24, 24, 776, 16, 8, 118, 118, 118, 4, 7),
}

_LARGE: Final[dict[Form, _Room]] = {
    "tall": replace(_ROOMS["tall"], row_h=192, cell_h=160, columns=2),
    "low": replace(_ROOMS["low"], row_h=180, cell_h=160, columns=2),
    "wide": replace(_ROOMS["wide"], row_h=146, cell_h=146, columns=3),
}
"""The care mode's: fewer things to choose from a screenful."""


def key_rects(form: Form, count: int) -> tuple[Rect, ...]:
    """The page's own keys at its foot: two in a row, the first of an odd number alone above the others."""
    room = _ROOMS[form]
    rows = -(-count // 2)
    top = room.bottom - rows * room.key_h - (rows - 1) * room.gap
    half = (room.w - room.gutter) // 2
    placed = []
    for at in range(count):
        place = at + count % 2
        row, column = divmod(place, 2)
        is_alone = count % 2 == 1 and at == 0
        y = top + (0 if is_alone else row) * (room.key_h + room.gap)
        x = room.x if is_alone else room.x + column * (half + room.gutter)
        placed.append(Rect(x, y, room.w if is_alone else half, room.key_h))
    return tuple(placed)


def above_keys(form: Form, count: int, *, from_top: bool = True) -> Rect:
    """What is left above so many keys: for words from the top, for what is touched from where a hand reaches."""
    room = _ROOMS[form]
    keys = key_rects(form, count)
    bottom = min((key.y for key in keys), default=room.bottom + room.gutter) - room.gutter
    top = room.top if from_top else room.targets
    return Rect(room.x, top, room.w, bottom - top)


def row_rects(form: Form, keys: int, is_large: bool = False) -> tuple[Rect, ...]:
    """One screenful of rows above so many keys."""
    room, space = _room(form, is_large), above_keys(form, keys, from_top=False)
    step = room.row_h + room.gap
    return tuple(
        Rect(room.x, space.y + at * step, room.w, room.row_h) for at in range((space.h + room.gap) // step)
    )


def half_rects(form: Form, keys: int, is_large: bool = False) -> tuple[Rect, ...]:
    """The like in two columns, row by row; in one in the care mode."""
    rows, gutter = row_rects(form, keys, is_large), _ROOMS[form].gutter
    return rows if is_large else tuple(half for row in rows for half in side_by_side(row, 2, gutter))


def cell_rects(form: Form, keys: int, is_large: bool = False) -> tuple[Rect, ...]:
    """One screenful of small fields above so many keys, row by row."""
    room, space = _room(form, is_large), above_keys(form, keys, from_top=False)
    width = (room.w - (room.columns - 1) * room.gap) // room.columns
    step = room.cell_h + room.gap
    return tuple(
        Rect(room.x + column * (width + room.gap), space.y + row * step, width, room.cell_h)
        for row in range((space.h + room.gap) // step)
        for column in range(room.columns)
    )


def pager_rect(form: Form) -> Rect:
    """Where one turns, in place of the last row."""
    room = _ROOMS[form]
    return Rect(room.x, room.bottom - room.key_h, room.w, room.key_h)


def side_by_side(space: Rect, count: int, gutter: int = 24) -> tuple[Rect, ...]:
    """A space in equal parts beside one another."""
    width = (space.w - (count - 1) * gutter) // max(1, count)
    return tuple(Rect(space.x + at * (width + gutter), space.y, width, space.h) for at in range(count))


def field_rect(form: Form) -> Rect:
    """Where what is typed stands; it is not touched."""
    room = _ROOMS[form]
    return (
        Rect(room.x, room.top, room.w, 110)
        if form == "wide"
        else Rect(room.x, room.targets - 152, room.w, 128)
    )


def sign_rects(form: Form, signs: int) -> tuple[Rect, ...]:
    """Keys to type `signs` signs with, and behind them the two that rub out and go on; they fill the last row."""
    room, field = _ROOMS[form], field_rect(form)
    across = 3 if signs == DIGITS else room.signs_across
    y = max(room.targets, field.bottom + room.gap)
    rows = -(-(signs + 2) // across)
    w = (room.w - (across - 1) * room.gap) // across
    h = min((room.bottom - y - (rows - 1) * room.gap) // rows, HIGHEST_KEY)

    def key(row: int, column: int, span: int = 1) -> Rect:
        x = room.x + column * (w + room.gap)
        return Rect(x, y + row * (h + room.gap), span * w + (span - 1) * room.gap, h)

    if signs == DIGITS:  # 1 … 9, then rub out, 0, go on
        return (*(key(at // 3, at % 3) for at in range(9)), key(3, 1), key(3, 0), key(3, 2))
    free = rows * across - signs
    first = across - free
    return (
        *(key(*divmod(at, across)) for at in range(signs)),
        key(rows - 1, first, free // 2),
        key(rows - 1, first + free // 2, free - free // 2),
    )


def _room(form: Form, is_large: bool) -> _Room:
    return (_LARGE if is_large else _ROOMS)[form]
