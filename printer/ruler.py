"""The technician's rulers on a trial ticket: how wide the printer prints, and where its paper is cut."""

from typing import Final

from PIL import ImageDraw

from printer.blocks import CutScale, Run, WidthScale
from printer.fonts import Fonts

BLACK: Final = 0
STROKE: Final = 2
"""Dots: a single one may be worn out at the head."""

TICK_MM: Final = (1.5, 2.5, 4.0)
"""How long the tick of a millimetre is, of five and of ten."""

FIGURE_MM: Final = 10
_LIFT: Final = 0.36
"""Half the height of a figure, in em."""


def width_scale_dots(scale: WidthScale) -> int:
    """The height of the scale across the paper."""
    return round(TICK_MM[-1] * scale.dots_per_mm + scale.size * 1.3)


def draw_width_scale(pen: ImageDraw.ImageDraw, top: int, dots: int, scale: WidthScale, fonts: Fonts) -> None:
    """Across the paper, from its first dot to its last: both are a line as high as the whole scale."""
    bottom = top + width_scale_dots(scale) - 1
    pen.rectangle((0, top, dots - 1, top + STROKE - 1), fill=BLACK)
    for edge in (0, dots - STROKE):
        pen.rectangle((edge, top, edge + STROKE - 1, bottom), fill=BLACK)
    for mm in range(int(dots / scale.dots_per_mm) + 1):
        x = round(mm * scale.dots_per_mm)
        if x + STROKE <= dots:
            pen.rectangle((x, top, x + STROKE - 1, top + _tick(mm, scale.dots_per_mm) - 1), fill=BLACK)
            run = Run(str(mm), scale.size)
            left = x - (fonts.length(run) - STROKE) / 2 if mm else x + STROKE * 3
            if not mm % FIGURE_MM and left + fonts.length(run) < dots - STROKE * 2:
                fonts.draw(pen, left, bottom - scale.size * 0.1, run, BLACK)


def cut_scale_dots(scale: CutScale) -> int:
    """The height of the scale up from the cut, its uppermost figure with it."""
    return round(scale.mm * scale.dots_per_mm) + STROKE + scale.size // 2


def draw_cut_scale(pen: ImageDraw.ImageDraw, top: int, dots: int, scale: CutScale, fonts: Fonts) -> int:
    """Up the left edge from the last row, which is 0 mm and a line from edge to edge. Gives where words beside it begin."""
    zero = top + cut_scale_dots(scale) - STROKE
    beside = _tick(FIGURE_MM, scale.dots_per_mm) + round(scale.size * 0.3)
    pen.rectangle((0, zero, dots - 1, zero + STROKE - 1), fill=BLACK)
    pen.rectangle((0, zero - round(scale.mm * scale.dots_per_mm), STROKE - 1, zero), fill=BLACK)
    for mm in range(scale.mm + 1):
        y = zero - round(mm * scale.dots_per_mm)
        pen.rectangle((0, y, _tick(mm, scale.dots_per_mm) - 1, y + STROKE - 1), fill=BLACK)
        if mm and not mm % FIGURE_MM:
            fonts.draw(pen, beside, y + _LIFT * scale.size, Run(str(mm), scale.size), BLACK)
    return beside + scale.size * 2


def _tick(mm: int, dots_per_mm: float) -> int:
    long = TICK_MM[2] if not mm % 10 else TICK_MM[1] if not mm % 5 else TICK_MM[0]
    return round(long * dots_per_mm)
