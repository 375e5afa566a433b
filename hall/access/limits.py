"""How often one asker may ask: buckets of tokens that fill with time."""

from dataclasses import dataclass
from typing import Final

from link.messages.definition import Policy

MOST_REMEMBERED: Final = 10_000
"""Askers at once: a bucket that is full again is forgotten, and of those that are not the oldest go first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """`per_s` requests a second for as long as one likes, and `burst` at once."""

    per_s: float
    burst: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one asker may take of the hall. A kiosk asks once a second in its busiest minute, a program that brings in
    bookings some hundred times; who has no token asks how the hall is, and pairs."""

    by_token: Rate = Rate(per_s=200.0, burst=1000)
    by_address: Rate = Rate(per_s=20.0, burst=100)


def limits_of(policy: Policy) -> Limits:
    """The limits that a hall has set for itself."""
    return Limits(by_token=Rate(per_s=float(policy.requests_per_s), burst=5 * policy.requests_per_s))


class Buckets:
    """A bucket for each asker, by name. `now_s` is any clock that only goes forward, in seconds."""

    def __init__(self, rate: Rate, most: int = MOST_REMEMBERED) -> None:
        self._rate = rate
        self._most = most
        self._left: dict[str, tuple[float, float]] = {}

    def wait_s(self, asker: str, now_s: float) -> float:
        """Take one request: 0 where it may be made now, else the seconds until the next one may be."""
        left, since = self._left.pop(asker, (float(self._rate.burst), now_s))
        left = min(float(self._rate.burst), left + (now_s - since) * self._rate.per_s)
        is_allowed = left >= 1.0
        self._left[asker] = (left - 1.0 if is_allowed else left, now_s)
        if len(self._left) > self._most:
            del self._left[next(iter(self._left))]
        return 0.0 if is_allowed else (1.0 - left) / self._rate.per_s
