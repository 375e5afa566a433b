"""Where a board's lines go and how many fit: numbers of the two drawings, 1920×1080 and 1080×1920."""

from dataclasses import dataclass
from typing import Final, Literal

Form = Literal["landscape", "portrait"]

LARGEST_LINE_PX: Final = 110


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """The fixed measures of one form, px. `lines` are history rows under three bands when nothing is set."""

    size: tuple[int, int]
    calls_y: int
    band_pitch: int
    band_margin: int
    history_end: int
    lines: int
    line_height: int
    line_size: int
    stale_y: int
    stale_end: int
    stale_height: int
    stale_size: int
    waiting_rows: int
    is_paused_among_waiting: bool
    """Whether the line of paused windows takes a place of the waiting list."""


DRAWINGS: Final[dict[Form, Drawing]] = {
    "landscape": Drawing(
        size=(1920, 1080),
        calls_y=176,
        band_pitch=172,
        band_margin=10,
        history_end=978,
        lines=3,
        line_height=92,
        line_size=88,
        stale_y=372,
        stale_end=932,
        stale_height=112,
        stale_size=100,
        waiting_rows=7,
        is_paused_among_waiting=False,
    ),
    "portrait": Drawing(
        size=(1080, 1920),
        calls_y=252,
        band_pitch=208,
        band_margin=8,
        history_end=1332,
        lines=4,
        line_height=112,
        line_size=100,
        stale_y=548,
        stale_end=1332,
        stale_height=112,
        stale_size=100,
        waiting_rows=8,
        is_paused_among_waiting=True,
    ),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Lines:
    """The history's rectangle: `count` rows of `height` from `y`, with text of `size`."""

    y: int
    height: int
    size: int
    count: int


def history_lines(form: Form, bands: int, rows: int | None = None) -> Lines:
    """The rows under so many bands. `rows`: how many a hall wants under three; fewer are larger, to be read from afar."""
    drawing = DRAWINGS[form]
    under_three = drawing.lines * drawing.line_height
    height = under_three // (rows or drawing.lines)
    y = drawing.calls_y + bands * drawing.band_pitch + drawing.band_margin
    return Lines(
        y=y,
        height=height,
        size=min(LARGEST_LINE_PX, height * drawing.line_size // drawing.line_height),
        count=(drawing.history_end - y) // height,
    )


def stale_lines(form: Form) -> Lines:
    """The rows under the frame that says that all this is old."""
    drawing = DRAWINGS[form]
    return Lines(
        y=drawing.stale_y,
        height=drawing.stale_height,
        size=drawing.stale_size,
        count=(drawing.stale_end - drawing.stale_y) // drawing.stale_height,
    )
