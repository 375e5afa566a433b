"""How much a window has done today."""

from dataclasses import dataclass

from link.state import Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """`mean_min` is the mean service in whole minutes, None before the first."""

    count: int = 0
    mean_min: int | None = None


def tally(window: Window | None) -> Tally | None:
    """What the hall counted for a window; None where it is not known."""
    if window is None:
        return None
    mean_s = window.finished_s / window.finished if window.finished else None
    return Tally(count=window.finished, mean_min=None if mean_s is None else round(mean_s / 60))
