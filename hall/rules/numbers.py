"""Which number comes next in a series: digits, endings left out, the wrap, and what is kept for boxes."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from hall.rules.day import Day
from hall.rules.leases import restorations_today
from hall.rules.ranges import next_thousand, reserved
from link.messages.definition import Series
from link.messages.problems import refuse

REST: Final = timedelta(hours=2)
"""How long after its ticket has ended a number may come back, in a series that wraps."""


def number_text(series: Series, counter: int) -> str:
    """`A001`: the digits are a minimum width, so after `A999` comes `A1000`."""
    return f"{series.prefix}{counter:0{series.digits}d}"


def next_number(day: Day, series: Series, now: datetime) -> tuple[int, str]:
    """The next counter of a series and its number, given to nobody else today.

    Raises:
        Refused: `numbers-used-up`, where `last` is reached and no number has rested long enough.
    """
    found = next(free_numbers(day, series, now), None)
    if found is None:
        raise refuse("numbers-used-up", series=series.prefix)
    return found


def free_numbers(day: Day, series: Series, now: datetime) -> Iterator[tuple[int, str]]:
    """The counters and numbers that can be given, in their order."""
    given = day.counters.get(series.id, series.first - 1)
    if day.has_forgotten and series.id not in day.leapt:
        for _ in range(restorations_today(day)):  # a leap that was itself forgotten is leapt over as well
            given = next_thousand(given)
    for counter in _counters(series, given):
        number = number_text(series, counter)
        if not is_skipped(series, number) and _is_free(day, series, number, now):
            yield counter, number


def _counters(series: Series, given: int) -> Iterator[int]:
    """The counters after `given` in the order they are tried: to the end, then once around where the series wraps.

    A series that went on at a thousand beyond its last number goes on upwards: what lies below may be in somebody's hand.
    """
    kept = reserved(series)
    is_beyond = series.last is not None and given > series.last
    counter = max(given + 1, series.first)
    while series.last is None or is_beyond or counter <= series.last:
        if counter in kept:
            counter = kept.stop
        yield counter
        counter += 1
    if series.wrap:
        yield from range(series.first, min(given, series.last) + 1)


def is_skipped(series: Series, number: str) -> bool:
    """Whether a number has one of the endings that are left out."""
    return bool(series.skip) and number[len(series.prefix) :].endswith(series.skip)


def _is_free(day: Day, series: Series, number: str, now: datetime) -> bool:
    holder = day.numbers.get(number)
    if holder is None:
        return True
    ended = day.public.ended.get(holder)
    return bool(series.wrap and ended and ended.ended_at and now - ended.ended_at >= REST)
