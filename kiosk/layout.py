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
    note_y: int
    services_y: int
    service_h: int
    service_gap: int


_TALL = _Measures(
    x=60, w=960, gutter=24, heads_y=400, head_h=104, tabs_y=HIGHEST_TARGET, tab_h=104, tab_gap=12,
    panel_edge=20, joined_h=16, strip_h=64,
    tile_gap=14, tile_h=160, high_tile_h=208, bottom=1690, note_y=1610,
    services_y=522, service_h=152, service_gap=16,
)  # fmt: skip
_WIDE = _Measures(
    x=352, w=904, gutter=16, heads_y=24, head_h=60, tabs_y=16, tab_h=118, tab_gap=8,
    panel_edge=12, joined_h=8, strip_h=44,
    tile_gap=8, tile_h=118, high_tile_h=118, bottom=776, note_y=738,
    services_y=92, service_h=118, service_gap=8,
)  # fmt: skip
_LOW = replace(
    _TALL, heads_y=LOWEST_HALF - 118, tabs_y=LOWEST_HALF, high_tile_h=160, note_y=1700, services_y=LOWEST_HALF
)
_OF: dict[Form, _Measures] = {"tall": _TALL, "low": _LOW, "wide": _WIDE}
MOST_TABS_A_ROW = 4


def form_of(width: int, height: int, *, is_low_reach: bool = False) -> Form:
    """Which drawing a screen of this size shows; one that is wide is low enough as it is."""
    if width >= height:
        return "wide"
    return "low" if is_low_reach else "tall"


def home_grid(form: Form, counts: tuple[int, ...]) -> HomeGrid:
    """The grid for rooms with these many departments each."""
    m = _OF[form]
    rows_drawn = (m.note_y - 20 - (m.heads_y + m.head_h)) // (m.tile_h + m.tile_gap)
    if len(counts) > 2 or (len(counts) == 2 and max(counts) > rows_drawn):
        return _tabbed(m, counts)
    return _side_by_side(m, counts)


def service_rects(form: Form) -> tuple[Rect, ...]:
    """The rows of one screenful of services."""
    m = _OF[form]
    step = m.service_h + m.service_gap
    rows = (m.bottom - m.services_y + m.service_gap) // step
    return tuple(Rect(m.x, m.services_y + at * step, m.w, m.service_h) for at in range(rows))


def _side_by_side(m: _Measures, counts: tuple[int, ...]) -> HomeGrid:
    top = m.heads_y + m.head_h + m.tile_gap
    rows = max(counts, default=0) if len(counts) == 2 else _rows_across(counts)
    heads = tuple(Rect(x, m.heads_y, w, m.head_h) for x, w in _split(m.x, m.w, max(1, len(counts)), m.gutter))
    note_y = m.note_y if m.note_y < m.bottom else None
    return HomeGrid(heads, _columns(m, top, m.note_y - 20, rows), False, note_y)


def _tabbed(m: _Measures, counts: tuple[int, ...]) -> HomeGrid:
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
    columns = _columns(m, top + strip_h + m.tile_gap, m.bottom, rows)
    lowest = columns[0][min(rows, len(columns[0])) - 1].bottom
    panel = Rect(frame_x, top, frame_w, lowest + m.panel_edge - top)
    return HomeGrid(heads, columns, True, None, panel, m.panel_edge, strip_h, is_joined)


def _rows_across(counts: tuple[int, ...]) -> int:
    """How many rows of two the fullest room takes."""
    return -(-max(counts, default=0) // 2)


def _columns(m: _Measures, top: int, bottom: int, rows: int) -> tuple[tuple[Rect, ...], ...]:
    """Two columns of tiles, high ones where so many rows of them fit; as many as fit, at least one."""
    room = bottom - top + m.tile_gap
    height = m.high_tile_h if rows * (m.high_tile_h + m.tile_gap) <= room else m.tile_h
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
