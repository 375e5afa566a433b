"""How right the ranges of one queue and class have been, and by how much they are stretched to become so."""

from dataclasses import dataclass
from math import exp
from typing import Final

KEPT: Final = 40
"""Predictions that are judged by: what is older says little of today."""

ENOUGH: Final = 12
"""Predictions that must have come true or false before any is shown."""

STEP_50: Final = 0.08
STEP_90: Final = 0.16
"""How far one outcome moves the bounds: nine that came true take back what one too long moved."""

MOST: Final = 8.0

UNDER, WITHIN, OVER = "u", "w", "o"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """`stretch_50` and `stretch_90` are what the bounds are multiplied by; they follow what happens, so that half of
    the waits stay under the one and nine in ten under the other (Gibbs and Candès 2021: adaptive conformal inference).
    `marks` has the last outcomes, the latest last: under the range, within it, over it."""

    stretch_50: float = 1.0
    stretch_90: float = 1.0
    marks: str = ""

    def judged(self, wait_s: float, low_s: float, high_s: float) -> "Trust":
        """After a wait for which the range `low_s`–`high_s` was predicted."""
        mark = OVER if wait_s > high_s else UNDER if wait_s <= low_s else WITHIN
        return Trust(
            stretch_50=_moved(self.stretch_50, STEP_50 * ((mark != UNDER) - 0.5)),
            stretch_90=_moved(self.stretch_90, STEP_90 * ((mark == OVER) - 0.1)),
            marks=(self.marks + mark)[-KEPT:],
        )

    @property
    def count(self) -> int:
        return len(self.marks)

    def share(self, mark: str) -> float:
        """How much of what was predicted ended so; 0 where nothing was."""
        return self.marks.count(mark) / len(self.marks) if self.marks else 0.0


def _moved(stretch: float, by: float) -> float:
    return min(MOST, max(1 / MOST, stretch * exp(by)))
