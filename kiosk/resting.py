"""The screen while nobody uses it: the attract page, hours in which it is dark, and a picture that moves a little against
burn-in. Pure."""

from datetime import datetime
from typing import Final

from link.messages.definition import Hours

AWAKE_S: Final = 60.0
"""Who touches a dark screen sees it for so long."""

SHIFT_EVERY_S: Final = 120.0
_PATH: Final = ((0, 0), (1, 0), (1, 1), (0, 1), (-1, 1), (-1, 0), (-1, -1), (0, -1), (1, -1))


def is_idle(untouched_s: float, attract_s: float) -> bool:
    """Whether it is time for the attract page; `attract_s` 0: never."""
    return 0 < attract_s <= untouched_s


def is_dark(now: datetime, hours: tuple[Hours, ...], untouched_s: float) -> bool:
    """Whether the screen is off at `now` (the hall's clock); without hours never."""
    if not hours or untouched_s < AWAKE_S:
        return False
    moment = f"{now:%H:%M}"
    return not any(now.weekday() in span.days and span.start <= moment < span.end for span in hours)


def shift_of(now_s: float, px: int) -> tuple[int, int]:
    """By how much the whole picture stands aside: another of nine places every two minutes, never further than `px`."""
    x, y = _PATH[int(now_s // SHIFT_EVERY_S) % len(_PATH)]
    return x * px, y * px
