"""What played days come to: waits by class, service, hour and window, and how busy the windows were."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil
from typing import TypeVar
from zoneinfo import ZoneInfo

from link.messages import facts as f

K = TypeVar("K")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wait:
    """One who was called: how long after taking the ticket, to which window, and when the ticket was taken."""

    ticket: str
    service: str
    priority: str
    window: str
    issued_at: datetime
    wait_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The waits of some people, in seconds."""

    count: int
    mean_s: float
    median_s: float
    p95_s: float
    longest_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """`came` took a ticket, `called` were called, `missed` were gone by then, `left_over` were never called.
    `busy` is the share of its open time that a window served in; `turned_away` counts refusals by reason."""

    days: int
    came: int
    called: int
    missed: int
    left_over: int
    turned_away: dict[str, int]
    total: Row
    classes: dict[str, Row]
    services: dict[str, Row]
    windows: dict[str, Row]
    hours: dict[int, Row]
    """By the hour in which the ticket was taken."""
    busy: dict[str, float]


def figures(
    days: Sequence[Sequence[f.Fact]], turned_away: Iterable[dict[str, int]], timezone: str
) -> Figures:
    """The figures of some played days, each given by its facts."""
    zone = ZoneInfo(timezone)
    facts = [fact for day in days for fact in day]
    waits = waits_of(facts)
    away: Counter[str] = Counter()
    for each in turned_away:
        away.update(each)
    came = _count(facts, f.TicketIssued)
    return Figures(
        days=len(days),
        came=came,
        called=len(waits),
        missed=_count(facts, f.TicketMissed),
        left_over=came - len(waits),
        turned_away=dict(away),
        total=row_of([each.wait_s for each in waits]),
        classes=_rows(waits, lambda each: each.priority),
        services=_rows(waits, lambda each: each.service),
        windows=_rows(waits, lambda each: each.window),
        hours=_rows(waits, lambda each: each.issued_at.astimezone(zone).hour),
        busy=_busy(facts),
    )


def waits_of(facts: Iterable[f.Fact]) -> list[Wait]:
    """Everybody's wait until the first call."""
    issued: dict[str, tuple[f.TicketIssued, datetime]] = {}
    found = []
    for fact in facts:
        body = fact.body
        if isinstance(body, f.TicketIssued):
            issued[body.ticket] = (body, fact.at)
        elif isinstance(body, f.TicketCalled) and body.ticket in issued:
            taken, at = issued.pop(body.ticket)
            found.append(
                Wait(
                    ticket=body.ticket,
                    service=taken.service,
                    priority=taken.priority,
                    window=body.window,
                    issued_at=at,
                    wait_s=(fact.at - at).total_seconds(),
                )
            )
    return found


def row_of(waits_s: Sequence[float]) -> Row:
    """Mean, median, 95th percentile and the longest; zeros where nobody waited."""
    ordered = sorted(waits_s)
    if not ordered:
        return Row(count=0, mean_s=0.0, median_s=0.0, p95_s=0.0, longest_s=0.0)
    return Row(
        count=len(ordered),
        mean_s=sum(ordered) / len(ordered),
        median_s=quantile(ordered, 0.5),
        p95_s=quantile(ordered, 0.95),
        longest_s=ordered[-1],
    )


def quantile(ordered: Sequence[float], share: float) -> float:
    """The value that `share` of an ordered sequence does not pass."""
    return ordered[max(0, ceil(share * len(ordered)) - 1)]


def _rows(waits: Sequence[Wait], key: Callable[[Wait], K]) -> dict[K, Row]:
    groups: dict[K, list[float]] = defaultdict(list)
    for each in waits:
        groups[key(each)].append(each.wait_s)
    return {name: row_of(of) for name, of in groups.items()}


def _count(facts: Iterable[f.Fact], kind: type[f.Body]) -> int:
    return sum(isinstance(fact.body, kind) for fact in facts)


def _busy(facts: Iterable[f.Fact]) -> dict[str, float]:
    """The share of its open time that each window served in; pauses are not open time."""
    serving_s: dict[str, float] = defaultdict(float)
    open_s: dict[str, float] = defaultdict(float)
    since: dict[tuple[str, str], datetime] = {}
    for fact in facts:
        window = getattr(fact.body, "window", "")
        if isinstance(fact.body, f.ServiceStarted):
            since["serving", window] = fact.at
        elif isinstance(fact.body, f.ServiceFinished):
            serving_s[window] += _seconds(since.pop(("serving", window), fact.at), fact.at)
        elif isinstance(fact.body, f.WindowOpened | f.WindowResumed):
            since["open", window] = fact.at
        elif isinstance(fact.body, f.WindowClosed | f.WindowPaused):
            open_s[window] += _seconds(since.pop(("open", window), fact.at), fact.at)
    return {window: serving_s[window] / seconds for window, seconds in open_s.items() if seconds}


def _seconds(since: datetime, until: datetime) -> float:
    return (until - since).total_seconds()
