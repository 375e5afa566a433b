"""Numbers lent to a box that may have to go on alone: each range is given once, and is void when the day ends."""

from typing import Final

from hall.rules.clock import business_day
from hall.rules.day import Day
from hall.rules.known import day_is_open
from hall.rules.ranges import lease_range
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse

MOST: Final = 100
"""Numbers in one lease: a kiosk that is alone gives about one a minute."""


def lease(day: Day, command: c.LeaseNumbers) -> tuple[f.Body, ...]:
    """A range that nobody ever had today. Asked again, a box gets another one: it may have lost count of the first."""
    day_is_open(day)
    series = day.public.index.series.get(command.series)
    if series is None:
        raise refuse("unknown-series", series=command.series)
    if day.is_recovering:
        raise refuse("hall-recovering")
    part = lease_range(series, restorations_today(day))
    first = max((last + 1 for _, last in day.leases.get(series.id, ()) if last in part), default=part.start)
    if first >= part.stop:
        raise refuse("numbers-used-up", series=series.prefix)
    last = min(first + min(command.count, MOST), part.stop) - 1
    return (f.NumbersLeased(box=command.box or command.who.box, series=series.id, first=first, last=last),)


def restorations_today(day: Day) -> int:
    """How often the ledger was put back on the business day that is open."""
    definition = day.public.definition
    return sum(business_day(definition, at) == day.public.day for at in day.restored)
