"""The arrow that shows which way to go, drawn as three strokes with square ends."""

from typing import Final

from PIL import ImageDraw

from printer.paper import Side

_STROKE: Final = 0.125
_STROKES: Final = (((0.06, 0.5), (1.0, 0.5)), ((0.5, 0.04), (0.04, 0.5)), ((0.5, 0.96), (0.04, 0.5)))
"""An arrow to the left in a box of one by one: the shaft, then both halves of the head."""


def draw_arrow(
    pen: ImageDraw.ImageDraw, side: Side, corner: tuple[float, float], size: int, ink: int
) -> None:
    """An arrow in the square whose upper left corner is `corner`; `ahead` points up, `back` down."""
    width = max(2, round(size * _STROKE))
    for start, end in _STROKES:
        points = [_placed(_turned(point, side), corner, size) for point in (start, end)]
        pen.line(points, fill=ink, width=width)


def _turned(point: tuple[float, float], side: Side) -> tuple[float, float]:
    x, y = point
    if side == "right":
        return 1 - x, y
    if side == "ahead":
        return y, x
    if side == "back":
        return y, 1 - x
    return x, y


def _placed(point: tuple[float, float], corner: tuple[float, float], size: int) -> tuple[float, float]:
    return corner[0] + point[0] * size, corner[1] + point[1] * size
