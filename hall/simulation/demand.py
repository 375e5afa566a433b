"""Who comes when: how many for each service, spread over its hours as in a real hall or as in a ledger."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import accumulate
from random import Random
from statistics import fmean
from typing import Final
from zoneinfo import ZoneInfo

from link.messages import facts as f
from link.messages.definition import Definition, Service
from link.views.hours import Span, spans, timetable_of

USUAL_MINUTES: Final = 6.0
"""What a transaction takes where nobody has said."""

RUSH: Final = {8: 1.2, 9: 1.6, 10: 1.5, 11: 0.9, 12: 0.6, 13: 0.8, 14: 1.3, 15: 1.2, 16: 0.8, 17: 0.5}
"""How busy an hour is beside the others: most come before eleven, and again after the lunch hour."""

CLASSES: Final = {"elderly": 0.08, "disabled": 0.01, "pregnant": 0.01, "military": 0.02, "green": 0.01}
"""The shares of citizens that belong to a class, where the hall has it; all others are `normal`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Demand:
    """`tickets` a day by service; `minutes` a transaction by service; `hours`: how busy each hour is, by service, where
    a ledger has told."""

    tickets: Mapping[str, float]
    minutes: Mapping[str, float]
    hours: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    classes: Mapping[str, float] = field(default_factory=lambda: CLASSES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Nature:
    """Chance's manners: `shape` of the gamma distributed times at the window (1 is exponential, 4 what halls see), and how
    long people wait before they go, in seconds on average (0: for ever)."""

    shape: float = 4.0
    patience_s: float = 7200.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Citizen:
    """One who comes: everything that is chance is drawn here, so that two settings can be tried on the same people."""

    at: datetime
    service: str
    priority: str
    service_s: float
    leaves_at: datetime
    """When they give up and go, if nobody has called them."""


def usual_demand(definition: Definition, day: date, load: float) -> Demand:
    """As many as keep the windows busy for `load` of their time, each window's time shared among what it calls."""
    tickets: dict[str, float] = defaultdict(float)
    minutes = {each.id: each.minutes or USUAL_MINUTES for each in definition.services}
    for window in definition.windows:
        called = [each for each in definition.services if each.id in window.services]
        for service in called:
            open_minutes = sum(_minutes(span) for span in open_spans(definition, service, day))
            tickets[service.id] += load * open_minutes / len(called) / minutes[service.id]
    return Demand(tickets=dict(tickets), minutes=minutes)


def seen_demand(definition: Definition, facts: Iterable[f.Fact]) -> Demand:
    """What some days of a ledger tell: how many took a ticket for what and when, and how long they were served."""
    seen = _Seen(zone=ZoneInfo(definition.timezone))
    for fact in facts:
        seen.note(fact)
    known = {each.id for each in definition.services}
    usual = {each.id: each.minutes or USUAL_MINUTES for each in definition.services}
    served = {each: fmean(of) / 60 for each, of in seen.served_s.items() if each in known and any(of)}
    people = sum(seen.classes.values()) or 1
    return Demand(
        tickets={each: sum(of.values()) / len(seen.days) for each, of in seen.hours.items() if each in known},
        minutes=usual | served,
        hours={each: dict(of) for each, of in seen.hours.items()},
        classes={each: count / people for each, count in seen.classes.items() if each != "normal"},
    )


@dataclass(slots=True, kw_only=True)
class _Seen:
    """What has been read of a ledger so far."""

    zone: ZoneInfo
    days: set[date] = field(default_factory=set)
    hours: dict[str, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    classes: Counter[str] = field(default_factory=Counter)
    served_s: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    _services: dict[str, str] = field(default_factory=dict)
    _begun: dict[str, datetime] = field(default_factory=dict)

    def note(self, fact: f.Fact) -> None:
        body = fact.body
        if isinstance(body, f.TicketIssued):
            self.days.add(fact.day)
            self.hours[body.service][fact.at.astimezone(self.zone).hour] += 1
            self.classes[body.priority] += 1
            self._services[body.ticket] = body.service
        elif isinstance(body, f.ServiceStarted):
            self._begun[body.ticket] = fact.at
        elif isinstance(body, f.ServiceFinished):
            begun = self._begun.pop(body.ticket, None)
            if begun is not None and not body.left_open:
                service = self._services.get(body.ticket, "")
                self.served_s[service].append((fact.at - begun).total_seconds())


def citizens(
    definition: Definition, demand: Demand, day: date, chance: Random, nature: Nature = Nature()
) -> list[Citizen]:
    """Everybody who comes on one day, in order: a Poisson stream for each service."""
    come = [
        (at, service)
        for service in definition.services
        for at in _arrivals(definition, demand, service, day, chance)
    ]
    classes = {each.id: demand.classes.get(each.id, 0.0) for each in definition.priorities}
    return [
        Citizen(
            at=at,
            service=service.id,
            priority=_class_of(classes, chance.random()),
            service_s=chance.gammavariate(nature.shape, demand.minutes[service.id] * 60 / nature.shape),
            leaves_at=at + timedelta(seconds=_patience_s(nature, chance)),
        )
        for at, service in sorted(come, key=lambda each: each[0])
    ]


def open_spans(definition: Definition, service: Service, day: date) -> tuple[Span, ...]:
    """When a service gives tickets on a calendar day, in the hall's zone."""
    like = datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(definition.timezone))
    return spans(timetable_of(definition, service), day, like)


def _arrivals(
    definition: Definition, demand: Demand, service: Service, day: date, chance: Random
) -> list[datetime]:
    parts = [part for span in open_spans(definition, service, day) for part in _hours(span)]
    rush = demand.hours.get(service.id) or RUSH
    weights = list(accumulate(rush.get(part.start_at.hour, 0.3) * _minutes(part) for part in parts))
    if not weights or not weights[-1]:
        return []
    return [
        _moment(parts, weights, chance) for _ in range(_poisson(demand.tickets.get(service.id, 0.0), chance))
    ]


def _moment(parts: list[Span], weights: list[float], chance: Random) -> datetime:
    place = min(bisect_right(weights, chance.random() * weights[-1]), len(parts) - 1)
    part = parts[place]
    return part.start_at + chance.random() * (part.end_at - part.start_at)


def _patience_s(nature: Nature, chance: Random) -> float:
    return chance.expovariate(1 / nature.patience_s) if nature.patience_s else 10.0**6


def _class_of(classes: Mapping[str, float], at: float) -> str:
    """The class in whose share `at` lies; the rest is ordinary."""
    for name, share in classes.items():
        if at < share:
            return name
        at -= share
    return "normal"


def _hours(span: Span) -> list[Span]:
    """A span cut at every full hour."""
    parts, start = [], span.start_at
    while start < span.end_at:
        end = min(span.end_at, start.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1))
        parts.append(Span(start_at=start, end_at=end))
        start = end
    return parts


def _minutes(span: Span) -> float:
    return (span.end_at - span.start_at).total_seconds() / 60


def _poisson(mean: float, chance: Random) -> int:
    """How many come, where `mean` come on average: exponential gaps until one is over."""
    count, gone = 0, chance.expovariate(1.0)
    while gone < mean:
        count, gone = count + 1, gone + chance.expovariate(1.0)
    return count
