"""Working hours as people write them: `mon-fri 08:30-12:00`."""

import re
from collections.abc import Sequence
from typing import Final

from config.wrong import Wrong, said
from link.messages.definition import Hours

DAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SPAN = re.compile(r"(\S+)\s+(\d{1,2}):(\d{2})\s*[-–]\s*(\d{1,2}):(\d{2})", re.ASCII)


def hours_of(text: str) -> Hours:
    """`mon-fri 08:30-12:00`, `mon,wed 9:00-11:30`, `daily 00:00-24:00` as Hours. Raises Wrong."""
    allowed = said("config.allowed.hours")
    span = _SPAN.fullmatch(text.strip().lower())
    days = _days_of(span[1]) if span else ()
    if span is None or not days:
        raise Wrong(said("config.what.form", given=text), allowed)
    start, end = _minutes(span[2], span[3]), _minutes(span[4], span[5])
    if max(start, end) > 24 * 60 or int(span[3]) > 59 or int(span[5]) > 59:
        raise Wrong(said("config.what.form", given=text), allowed)
    if start >= end:
        raise Wrong(said("config.what.hours_order", given=text), allowed)
    return Hours(days=days, start=_clock(start), end=_clock(end))


def hours_text(hours: Hours) -> str:
    """Hours as `hours_of` reads them."""
    first, last = hours.days[0], hours.days[-1]
    is_run = hours.days == tuple(range(first, last + 1)) and len(hours.days) > 1
    days = f"{DAYS[first]}-{DAYS[last]}" if is_run else ",".join(DAYS[day] for day in hours.days)
    return f"{days} {hours.start}-{hours.end}"


def check_apart(spans: Sequence[Hours]) -> None:
    """Raises Wrong where two spans of one day overlap."""
    for place, one in enumerate(spans):
        for other in spans[:place]:
            if set(one.days) & set(other.days) and one.start < other.end and other.start < one.end:
                first, second = hours_text(other), hours_text(one)
                raise Wrong(said("config.what.hours_overlap", first=first, second=second))


def _days_of(text: str) -> tuple[int, ...]:
    if text == "daily":
        return tuple(range(7))
    found: set[int] = set()
    for part in text.split(","):
        first, _, last = part.partition("-")
        last = last or first
        if first not in DAYS or last not in DAYS or DAYS.index(first) > DAYS.index(last):
            return ()
        found |= {*range(DAYS.index(first), DAYS.index(last) + 1)}
    return tuple(sorted(found))


def _minutes(hour: str, minute: str) -> int:
    return int(hour) * 60 + int(minute)


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"
