"""Whether a condition of a profile holds: how long the wait, how long the line, which hour."""

from datetime import datetime
from zoneinfo import ZoneInfo

from hall.rules.day import Day
from hall.rules.heads import Head, meant_by
from link.messages.definition import When


def holds(day: Day, when: When, heads: tuple[Head, ...], now: datetime) -> bool:
    """Whether all that the condition names is so. `heads` are those of all that the window calls."""
    return (
        (not when.between or _is_between(day, when.between, now))
        and (when.wait_over_min is None or _longest_min(when, heads, now) > when.wait_over_min)
        and (when.longer_than is None or _length(day, when, heads) > when.longer_than)
    )


def _is_between(day: Day, span: str, now: datetime) -> bool:
    start, _, end = span.partition("-")
    return start <= f"{now.astimezone(ZoneInfo(day.public.definition.timezone)):%H:%M}" < end


def _longest_min(when: When, heads: tuple[Head, ...], now: datetime) -> float:
    return max((head.waited_s(now) / 60 for head in meant_by(when).among(heads)), default=0.0)


def _length(day: Day, when: When, heads: tuple[Head, ...]) -> int:
    waiting = day.public.waiting
    return sum(waiting.count(head.queue, head.priority) for head in meant_by(when).among(heads))
