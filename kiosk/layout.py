"""Where things stand on the kiosk's screen: the rectangles of rooms, departments and services (ui.md section 6)."""

from dataclasses import dataclass, replace
from math import hypot
from typing import Literal

Form = Literal["tall", "low", "wide"]
"""`tall` is drawn on 1080×1920, `low` is the same with all targets in its lower half, `wide` is drawn on 1280×800.

A screen of another size shows the nearer one scaled.
"""

SIZE_OF: dict[Form, tuple[int, int]] = {"tall": (1080, 1920), "low": (1080, 1920), "wide": (1280, 800)}
HIGHEST_TARGET = 480
LOWEST_HALF = 960
"""No target of the tall form stands above the first line, none of the low form above the second."""


@dataclass(frozen=True)
class Rect:
    """A rectangle of the drawing, px."""

    x: int
    y: int
    w: int
    h: int

    @property
    def bottom(self) -> int:
        return self.y + self.h


@dataclass(frozen=True)
class HomeGrid:
    """The home page: a head per room, and the tiles of one screenful.

    `columns` has, per column, the rectangles from top to bottom. `is_tabbed`: one room at a time, its heads touched;
    `panel` then frames the tiles, its lower edge `panel_edge` below the last, under a strip of `strip_h`; `is_joined`:
    the open tab grows into that strip.
    """

    heads: tuple[Rect, ...]
    columns: tuple[tuple[Rect, ...], ...]
    is_tabbed: bool
    note_y: int | None
    pages: int = 1
    """Screenfuls of the fullest room."""
    pager: Rect | None = None
    panel: Rect | None = None
    panel_edge: int = 0
    strip_h: int = 0
    is_joined: bool = False

    @property
    def capacity(self) -> int:
        """How many tiles one screenful holds."""
        return sum(len(column) for column in self.columns)


@dataclass(frozen=True)
class _Measures:
    x: int
    w: int
    gutter: int
    heads_y: int
    head_h: int
    tabs_y: int
    tab_h: int
    tab_gap: int
    panel_edge: int
    joined_h: int
    strip_h: int
    tile_gap: int
    tile_h: int
    high_tile_h: int
    bottom: int
    acting_bottom: int
    paged_bottom: int
    note_y: int
    services_y: int
    service_h: int
    service_gap: int
    foot: Rect
    pager: Rect


_TALL = _Measures(
    x=60, w=960, gutter=24, heads_y=400, head_h=104, tabs_y=HIGHEST_TARGET, tab_h=104, tab_gap=12,
    panel_edge=20, joined_h=16, strip_h=64,
    tile_gap=14, tile_h=160, high_tile_h=208, bottom=1690, acting_bottom=1390, paged_bottom=1550, note_y=1610,
    services_y=522, service_h=152, service_gap=16,
    foot=Rect(60, 1540, 960, 122), pager=Rect(60, 1570, 960, 112),
)  # fmt: skip
_WIDE = _Measures(
    x=352, w=904, gutter=16, heads_y=24, head_h=60, tabs_y=8, tab_h=118, tab_gap=8,
    panel_edge=12, joined_h=8, strip_h=44,
    tile_gap=8, tile_h=118, high_tile_h=118, bottom=776, acting_bottom=776, paged_bottom=650, note_y=738,
    services_y=92, service_h=118, service_gap=8,
    foot=Rect(352, 658, 904, 118), pager=Rect(352, 658, 904, 118),
)  # fmt: skip
_LOW = replace(
    _TALL, heads_y=LOWEST_HALF - 118, tabs_y=LOWEST_HALF, high_tile_h=160, note_y=1700,
    services_y=LOWEST_HALF, service_h=132, service_gap=14, foot=Rect(60, 1560, 960, 122),
)  # fmt: skip
_OF: dict[Form, _Measures] = {"tall": _TALL, "low": _LOW, "wide": _WIDE}
MOST_TABS_A_ROW = 4
LEAST_ROWS = 2
LEAST_TILE_H = 120


def form_of(width: int, height: int, *, is_low_reach: bool = False) -> Form:
    """Which drawing a screen of this size shows; one that is wide is low enough as it is."""
    if width >= height:
        return "wide"
    return "low" if is_low_reach else "tall"


def home_grid(form: Form, counts: tuple[int, ...], *, has_actions: bool = False) -> HomeGrid:
    """The grid for rooms with these many departments each; `has_actions`: with the black buttons under them."""
    m = _OF[form]
    is_paired = len(counts) == 2
    rows_drawn = (_floor(m, has_actions, is_paged=False) - (m.heads_y + m.head_h)) // (m.tile_h + m.tile_gap)
    if len(counts) > 2 or (is_paired and max(counts) > rows_drawn and form != "low"):
        return _tabbed(m, counts, has_actions)
    return _side_by_side(m, counts, has_actions)


def service_rects(form: Form, count: int = 0, *, has_foot: bool = False) -> tuple[tuple[Rect, ...], bool]:
    """The rows of one screenful of `count` services and whether there are more; `has_foot`: with a button under them."""
    m = _OF[form]
    whole = _rows(m, m.foot.y - m.service_gap if has_foot else m.bottom)
    if count <= len(whole):
        return whole, False
    return _rows(m, m.foot.y - m.service_gap), True


def foot_rects(form: Form, *, has_button: bool, is_paged: bool) -> tuple[Rect | None, Rect | None]:
    """Under the rows: the button's place and the pager's, side by side where there are both."""
    foot = _OF[form].foot
    if not (has_button and is_paged):
        return (foot if has_button else None), (foot if is_paged else None)
    (left, w), (right, _) = _split(foot.x, foot.w, 2, _OF[form].gutter)
    return Rect(left, foot.y, w, foot.h), Rect(right, foot.y, w, foot.h)


def _rows(m: _Measures, bottom: int) -> tuple[Rect, ...]:
    step = m.service_h + m.service_gap
    rows = (bottom - m.services_y + m.service_gap) // step
    return tuple(Rect(m.x, m.services_y + at * step, m.w, m.service_h) for at in range(rows))


def _floor(m: _Measures, has_actions: bool, *, is_paged: bool) -> int:
    """How far down tiles go, above the note, the pager and the black buttons."""
    if has_actions and m.acting_bottom < m.note_y:
        return min(m.acting_bottom, m.paged_bottom)
    return m.paged_bottom if is_paged else m.note_y - 20


def _side_by_side(m: _Measures, counts: tuple[int, ...], has_actions: bool) -> HomeGrid:
    top = m.heads_y + m.head_h + m.tile_gap
    rows = max(counts, default=0) if len(counts) == 2 else _rows_across(counts)
    columns = _columns(m, top, _floor(m, has_actions, is_paged=False), rows)
    is_paged = rows > len(columns[0])
    if is_paged:
        columns = _columns(m, top, _floor(m, has_actions, is_paged=True), rows)
    heads = tuple(Rect(x, m.heads_y, w, m.head_h) for x, w in _split(m.x, m.w, max(1, len(counts)), m.gutter))
    note_y = m.note_y if m.note_y < m.bottom and not is_paged else None
    pages = max(1, -(-rows // len(columns[0])))
    return HomeGrid(heads, columns, False, note_y, pages, m.pager if is_paged else None)


def _tabbed(m: _Measures, counts: tuple[int, ...], has_actions: bool) -> HomeGrid:
    """Tabs in a row that the panel hangs from; tabs in two rows stand by themselves over a panel that says its room."""
    rooms, frame_x, frame_w = len(counts), m.x - m.panel_edge, m.w + 2 * m.panel_edge
    is_joined = rooms <= MOST_TABS_A_ROW
    widths = _split(frame_x, frame_w, min(rooms, MOST_TABS_A_ROW), m.gutter if rooms <= 3 else m.tab_gap)
    heads = tuple(
        Rect(x, m.tabs_y + row * (m.tab_h + m.tab_gap), w, m.tab_h)
        for row in range(-(-rooms // len(widths)))
        for x, w in widths
    )[:rooms]
    top = heads[-1].bottom + (0 if is_joined else m.tab_gap)
    strip_h = m.joined_h if is_joined else m.strip_h
    rows = _rows_across(counts)
    first = top + strip_h + m.tile_gap
    bottom = m.acting_bottom if has_actions else m.bottom
    columns = _columns(m, first, bottom, rows)
    is_paged = rows > len(columns[0])
    if is_paged:
        columns = _columns(m, first, min(bottom, m.paged_bottom), rows)
    lowest = columns[0][min(rows, len(columns[0])) - 1].bottom
    panel = Rect(frame_x, top, frame_w, lowest + m.panel_edge - top)
    pages = max(1, -(-rows // len(columns[0])))
    return HomeGrid(
        heads,
        columns,
        True,
        None,
        pages,
        m.pager if is_paged else None,
        panel,
        m.panel_edge,
        strip_h,
        is_joined,
    )


def _rows_across(counts: tuple[int, ...]) -> int:
    """How many rows of two the fullest room takes."""
    return -(-max(counts, default=0) // 2)


def _columns(m: _Measures, top: int, bottom: int, rows: int) -> tuple[tuple[Rect, ...], ...]:
    """Two columns of tiles, high ones where so many rows of them fit; as many as fit, lower ones before fewer than two."""
    room = bottom - top + m.tile_gap
    height = m.high_tile_h if rows * (m.high_tile_h + m.tile_gap) <= room else m.tile_h
    if rows >= LEAST_ROWS > room // (height + m.tile_gap):
        height = max(LEAST_TILE_H, room // LEAST_ROWS - m.tile_gap)
    step = height + m.tile_gap
    fitting = max(1, room // step)
    return tuple(
        tuple(Rect(x, top + at * step, w, height) for at in range(fitting))
        for x, w in _split(m.x, m.w, 2, m.gutter)
    )


def _split(left: int, whole: int, parts: int, gap: int) -> tuple[tuple[int, int], ...]:
    width = (whole - gap * (parts - 1)) // parts
    return tuple((left + at * (width + gap), width) for at in range(parts))


LEAST_TARGET_MM = 20.0
SMALLEST_TARGET: dict[Form, int] = {"tall": 104, "low": 104, "wide": 118}
"""The shorter side of the smallest thing that can be touched, px of the drawing."""


def smallest_target_mm(form: Form, size: tuple[int, int], diagonal_inch: float) -> float:
    """How large the smallest target comes out on a screen of this size in px and inches."""
    width, height = SIZE_OF[form]
    scale = min(size[0] / width, size[1] / height)
    px_per_mm = hypot(*size) / (diagonal_inch * 25.4)
    return SMALLEST_TARGET[form] * scale / px_per_mm
