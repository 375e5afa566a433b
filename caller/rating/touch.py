"""How large things must be on a screen of a certain size, so that a finger meets them."""

from dataclasses import dataclass
from math import hypot
from typing import Final

SHEET: Final = (1024, 600)
"""px of the drawing; a screen of another size shows it scaled."""

TOUCH_MM: Final = 20.0
MM_PER_INCH: Final = 25.4
SKIP_H: Final = (76, 96)
"""As drawn, and the most that there is room for below five grades in a row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """`least_px` of the drawing are 20 mm; 0 where the screen's size is not known. `is_in_rows`: grades in two rows, the
    skip key beside them as large as they are."""

    least_px: float = 0.0
    is_in_rows: bool = False
    skip_h: int = SKIP_H[0]


def touch_on(size: tuple[int, int], diagonal_inch: float | None) -> Touch:
    """What a screen of `size` px and a diagonal needs."""
    if not diagonal_inch:
        return Touch()
    scale = min(size[0] / SHEET[0], size[1] / SHEET[1])
    px_per_mm = hypot(*size) / (diagonal_inch * MM_PER_INCH)
    least_px = TOUCH_MM * px_per_mm / scale
    skip_h = round(min(SKIP_H[1], max(SKIP_H[0], least_px)))
    return Touch(least_px=least_px, is_in_rows=least_px > SKIP_H[1], skip_h=skip_h)
