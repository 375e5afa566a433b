"""Quantiles of a wait: so many calls, one after another, each of a random length."""

from math import sqrt
from typing import Final

from hall.rules.estimate.pace import Pace

Z_50: Final = 0.0
Z_90: Final = 1.2816
"""Of the standard normal distribution."""


def wait_quantile_s(pace: Pace, ahead: int, windows: int, z: float) -> float:
    """How long `ahead` + 1 calls take at `windows` windows, at the quantile `z`, in seconds.

    Their sum is taken as gamma distributed (Wilson and Hilferty's cube, 1931): mean and variance add up, and what is not
    known of the mean itself weighs on all of them alike.
    """
    mean_s = (ahead + 1) * pace.mean_s / windows
    if mean_s <= 0:
        return 0.0
    doubt_s = mean_s / sqrt(max(pace.calls, 1))
    variance = (ahead + 1) * (pace.spread_s / windows) ** 2 + doubt_s**2
    ninth = variance / (9 * mean_s**2)
    return mean_s * float(max(0.0, 1 - ninth + z * sqrt(ninth))) ** 3
