"""The range for one who comes now, and whether it may be shown."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil, floor
from typing import Final

from hall.rules.day import Day
from hall.rules.estimate.pace import CALLS_NEEDED, Pace, pace_of_minutes
from hall.rules.estimate.quantiles import Z_50, Z_90, wait_quantile_s
from hall.rules.estimate.trust import ENOUGH, OVER, UNDER, Trust
from hall.rules.opening import taking_at
from link.messages.definition import Service

LOPSIDED: Final = 0.85
"""Where more than this share stayed under the lower bound, the range frightens for nothing; where more than this share
went over it, it is no middle."""

LONGEST_S: Final = 8 * 3600


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """Half of those who wait like this are called within `low_s` seconds, nine of ten within `high_s`."""

    low_s: int
    high_s: int
    is_shown: bool


def expected(day: Day, service: Service, priority: str, ahead: int, now: datetime) -> Expected | None:
    """What somebody with `ahead` people before them may expect; None where nothing can be said."""
    state = day.public
    windows = day.outlook.windows_at_work(state, service.id)
    pace = _pace(day, service)
    if not windows or pace is None:
        return None
    trust = day.outlook.trusts.get(f"{service.series}/{priority}", Trust())
    low_s = trust.stretch_50 * wait_quantile_s(pace, ahead, windows, Z_50)
    high_s = max(low_s, trust.stretch_90 * wait_quantile_s(pace, ahead, windows, Z_90))
    if high_s > LONGEST_S or _ends_before(day, service, now, high_s):
        return None
    policy = state.definition.policy
    is_shown = policy.wait_shown == "earned" and is_earned(trust, policy.wait_wrong_at_most)
    return Expected(low_s=int(low_s), high_s=ceil(high_s), is_shown=is_shown)


def is_earned(trust: Trust, wrong_at_most: float) -> bool:
    """Whether the ranges of a queue have been right often enough to be shown."""
    return (
        trust.count >= ENOUGH
        and trust.share(OVER) <= wrong_at_most
        and trust.share(UNDER) <= LOPSIDED
        and 1 - trust.share(UNDER) <= LOPSIDED
    )


def in_minutes(low_s: float, high_s: float) -> tuple[int, int]:
    """The range as people read it: whole minutes, the lower down, the upper up, and never nothing at all."""
    return floor(low_s / 60), max(1, ceil(high_s / 60))


def _pace(day: Day, service: Service) -> Pace | None:
    weekday = day.public.day.weekday() if day.public.day else 0
    known = day.outlook.pace(service.series, weekday)
    if known is not None and known.calls >= CALLS_NEEDED:
        return known
    return None if service.minutes is None else pace_of_minutes(service.minutes)


def _ends_before(day: Day, service: Service, now: datetime, wait_s: float) -> bool:
    """Whether the hours end within the wait: how long people are at lunch is not in the pace."""
    taking = taking_at(day, service, now)
    return taking is not None and now + timedelta(seconds=wait_s) >= taking.closes_at
