"""The arrow that shows which way to go, drawn as strokes with square ends."""

from typing import Final

from PIL import ImageDraw

from printer.paper import Side

_Point = tuple[float, float]
_HEAD: Final[tuple[_Point, ...]] = (
    (0.0, 0.5),
    (0.44, 0.06),
    (0.528, 0.148),
    (0.177, 0.5),
    (0.528, 0.852),
    (0.44, 0.94),
)
_SHAFT: Final[tuple[_Point, ...]] = ((0.1, 0.4375), (1.0, 0.4375), (1.0, 0.5625), (0.1, 0.5625))
"""An arrow to the left in a box of one by one, an eighth thick, its head two strokes at 45 degrees."""


def draw_arrow(pen: ImageDraw.ImageDraw, side: Side, corner: _Point, size: int, ink: int) -> None:
    """An arrow in the square whose upper left corner is `corner`; `ahead` points up, `back` down."""
    for outline in (_HEAD, _SHAFT):
        pen.polygon([_placed(_turned(point, side), corner, size) for point in outline], fill=ink)


def _turned(point: _Point, side: Side) -> _Point:
    x, y = point
    if side == "right":
        return 1 - x, y
    if side == "ahead":
        return y, x
    if side == "back":
        return y, 1 - x
    return x, y


def _placed(point: _Point, corner: _Point, size: int) -> _Point:
    return corner[0] + point[0] * size, corner[1] + point[1] * size
