"""The QR code of a ticket as squares, large enough for a worn printer and an old telephone."""

from dataclasses import dataclass
from typing import Final

import segno

LEAST_MODULE_DOTS: Final = 4
QUIET_MODULES: Final = 4
"""ISO/IEC 18004, 6.3.8: four modules of empty paper on every side."""


@dataclass(frozen=True)
class Squares:
    """A QR code: rows of modules, True is black, and how many dots one module is wide."""

    rows: tuple[tuple[bool, ...], ...]
    module: int

    @property
    def width(self) -> int:
        """The code without its quiet zone, in dots."""
        return len(self.rows) * self.module

    @property
    def quiet(self) -> int:
        """The quiet zone, in dots."""
        return QUIET_MODULES * self.module


def squares(content: str, width: int) -> Squares:
    """The code for `content`, as large as `width` allows, yet never under 4 dots a module."""
    code = segno.make_qr(content, error="m", boost_error=False)
    rows = tuple(tuple(bool(module) for module in row) for row in code.matrix)
    return Squares(rows, max(LEAST_MODULE_DOTS, width // len(rows)))
