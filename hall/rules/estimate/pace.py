"""How fast a queue moves: the work that one call takes, in window-seconds, learned from call to call."""

from dataclasses import dataclass, replace
from math import sqrt
from typing import Final

CALLS_NEEDED: Final = 5
"""Calls that must have been seen before a pace is believed."""

REMEMBERED: Final = 40
"""Calls that weigh: what is older fades away, so that the estimate follows the day."""

FROM_HISTORY: Final = 8
"""Calls that what other days say is worth; today's own outweigh it within the hour."""

WILD: Final = 5.0
"""A gap of so many times the mean counts as this much: somebody was at lunch, or the key was forgotten."""

LEAST_S: Final = 5.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """`mean_s` window-seconds pass per call (with three windows at work and a call every two minutes: 360), with a
    standard deviation of `spread_s`, as learned from `calls` calls."""

    calls: int
    mean_s: float
    spread_s: float

    def with_gap(self, gap_s: float) -> "Pace":
        """After one more call, `gap_s` window-seconds after the one before (exponential weights, West 1979)."""
        usual_s = max(self.mean_s, LEAST_S)
        seen_s = min(max(gap_s, 0.0), WILD * usual_s) if self.calls else max(gap_s, 0.0)
        calls = self.calls + 1
        weight = 1 / min(calls, REMEMBERED)
        off_s = seen_s - self.mean_s
        mean_s = self.mean_s + weight * off_s
        variance = (1 - weight) * (self.spread_s**2 + weight * off_s**2)
        return Pace(calls=calls, mean_s=mean_s, spread_s=sqrt(variance))

    def remembered(self, most: int = FROM_HISTORY) -> "Pace":
        """What another day may make of this one."""
        return replace(self, calls=min(self.calls, most))


def pace_of_minutes(minutes: float) -> Pace:
    """The pace of a queue of which the hall has only said what one transaction usually takes."""
    return Pace(calls=3, mean_s=minutes * 60, spread_s=minutes * 60)
