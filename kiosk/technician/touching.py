"""The touch test, pure: the screen in cells, each of which wants one touch."""

from dataclasses import dataclass, replace
from typing import Final

from kiosk.layout import Form

TEST_S: Final = 30.0
_GRIDS: Final[dict[Form, tuple[int, int]]] = {"tall": (6, 10), "low": (6, 10), "wide": (8, 5)}


@dataclass(frozen=True)
class TouchTest:
    """`touched` says of each cell, row by row, whether a finger has been there; it ends at `until` (monotonic s)."""

    across: int
    down: int
    touched: tuple[bool, ...]
    until: float

    @property
    def count(self) -> int:
        """How many cells felt a finger."""
        return sum(self.touched)

    @property
    def is_whole(self) -> bool:
        """Whether all did."""
        return all(self.touched)

    def is_over(self, now: float) -> bool:
        """Whether there is nothing more to touch, or no more time."""
        return self.is_whole or now >= self.until


def touch_test(form: Form, now: float) -> TouchTest:
    """A fresh one."""
    across, down = _GRIDS[form]
    return TouchTest(across, down, (False,) * (across * down), now + TEST_S)


def with_touch(test: TouchTest, cell: int) -> TouchTest:
    """The cell felt a finger; what is no cell changes nothing."""
    if not 0 <= cell < len(test.touched):
        return test
    return replace(test, touched=(*test.touched[:cell], True, *test.touched[cell + 1 :]))
