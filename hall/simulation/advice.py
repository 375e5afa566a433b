"""How many windows at which hour: the fewest with which people wait no longer than the hall wants."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final

from hall.simulation.demand import RUSH, Demand, open_spans
from hall.simulation.erlang import offered_load, windows_needed
from link.messages.definition import Definition, Service

SHARE_LATE: Final = 0.1
"""One in ten may wait longer than the limit."""

BETWEEN_S: Final = 22.0
"""What passes between two citizens at a window: the press and the walk (`hall.simulation.play`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What one hour needs, for the services of `group` that share their windows: `needed` of the `there` windows."""

    group: tuple[str, ...]
    hour: int
    arrivals: float
    needed: int
    there: int


def advice(definition: Definition, demand: Demand, day: date, limit_s: float) -> list[Advice]:
    """For each group of services that share windows and each hour in which they come, how many windows are needed so
    that nine in ten wait no longer than `limit_s` (Erlang's C formula, each hour taken as settled)."""
    return [
        Advice(group=group, hour=hour, arrivals=arrivals, needed=needed, there=there)
        for group, there in groups(definition)
        for hour, arrivals, needed in _hours(definition, demand, day, group, limit_s)
    ]


def groups(definition: Definition) -> list[tuple[tuple[str, ...], int]]:
    """The services that hang together because some window calls them both, and how many windows call any of them."""
    found: list[tuple[set[str], int]] = []
    for window in definition.windows:
        own, count = set(window.services), 1
        apart = []
        for services, windows in found:
            if services.isdisjoint(own):
                apart.append((services, windows))
            else:
                own, count = own | services, count + windows
        found = [*apart, (own, count)]
    order = [each.id for each in definition.services]
    return [(tuple(each for each in order if each in services), count) for services, count in found]


def _hours(
    definition: Definition, demand: Demand, day: date, group: tuple[str, ...], limit_s: float
) -> Iterator[tuple[int, float, int]]:
    services = [each for each in definition.services if each.id in group]
    by_service = [(each, _by_hour(definition, demand, each, day)) for each in services]
    for hour in sorted({hour for _, hours in by_service for hour in hours}):
        parts = [
            (hours.get(hour, 0.0), demand.minutes[each.id] * 60 + BETWEEN_S) for each, hours in by_service
        ]
        arrivals = sum(count for count, _ in parts)
        if arrivals:
            mean_s = sum(count * seconds for count, seconds in parts) / arrivals
            load = offered_load(arrivals / 3600, mean_s)
            yield hour, arrivals, windows_needed(load, mean_s, limit_s, SHARE_LATE)


def _by_hour(definition: Definition, demand: Demand, service: Service, day: date) -> dict[int, float]:
    """How many come for a service in each hour of a day; the rate of a part of an hour is that of the whole."""
    rush = demand.hours.get(service.id) or RUSH
    minutes: dict[int, float] = {}
    for span in open_spans(definition, service, day):
        for hour in range(24):
            minutes[hour] = minutes.get(hour, 0.0) + _overlap_minutes(span.start_at, span.end_at, hour)
    weights = {hour: rush.get(hour, 0.3) * of / 60 for hour, of in minutes.items() if of}
    total = sum(weights.values())
    come = demand.tickets.get(service.id, 0.0)
    return (
        {hour: come * weight / total * 60 / minutes[hour] for hour, weight in weights.items()}
        if total
        else {}
    )


def _overlap_minutes(start: datetime, end: datetime, hour: int) -> float:
    """How many minutes of an hour lie in a span of the same day."""
    midnight = start.replace(hour=0, minute=0, second=0, microsecond=0)
    first = (start - midnight).total_seconds() / 60
    last = (end - midnight).total_seconds() / 60
    return max(0.0, min(last, hour * 60 + 60) - max(first, hour * 60))
