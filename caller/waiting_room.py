"""Who waits for a window, who comes next and who was put aside: the lists of the clerk's page."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from caller.names import class_name, group_name, said, short_name
from link.messages.definition import Service
from link.state import State, Window
from link.views import CallerView, PoolView, TicketView
from link.views import coming as likely_next

COMING_SHOWN = 6
ASIDE_SHOWN = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One series that the window calls. `longest_min` is None where nobody waits."""

    prefix: str
    name: str
    waiting: int
    longest_min: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coming:
    """One who is likely to be called soon."""

    ticket: str
    number: str
    name: str
    priority: str
    waited_min: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A parked or missed ticket; `since_min` counts from its last call."""

    ticket: str
    number: str
    name: str
    how: Literal["parked", "missed", "pool"]
    since_min: int
    back_at: datetime | None = None
    """When a parked one waits again by itself."""
    pool: str = ""
    """The name of the pool where it lies."""


def waited_min(since: datetime, until: datetime) -> int:
    """Whole minutes, never less than 0."""
    return max(0, int((until - since).total_seconds() // 60))


def rows(state: State, services: tuple[str, ...], now: datetime, language: str) -> tuple[Row, ...]:
    """One row a series, in the hall's order."""
    grouped: dict[str, list[Service]] = {}
    for service in state.definition.services:
        if service.id in services:
            grouped.setdefault(service.series, []).append(service)
    return tuple(_row(state, series, each, now, language) for series, each in grouped.items())


def coming(state: State, window: Window, now: datetime, language: str) -> tuple[Coming, ...]:
    """Those whom the window would call next, in its order."""
    return tuple(
        Coming(
            ticket=each.id,
            number=each.number,
            name=short_name(state, each.service, language),
            priority=class_name(state, each.priority, language),
            waited_min=waited_min(each.issued_at, now),
        )
        for each in likely_next(state, window, COMING_SHOWN)
    )


def aside(state: State, window: str, view: CallerView, now: datetime, language: str) -> tuple[Aside, ...]:
    """What is parked here, then what was missed and can still be called, then what lies in the hall's pools."""
    parked = tuple(_aside(state, each, "parked", now, language) for each in view.parked)
    missed = tuple(_aside(state, each, "missed", now, language) for each in view.missed)
    pooled = tuple(
        replace(_aside(state, each, "pool", now, language), pool=pool_name(state, pool, language))
        for pool in view.pools
        for each in pool.parked
    )
    return (parked + missed + pooled)[:ASIDE_SHOWN]


def pool_name(state: State, pool: PoolView, language: str) -> str:
    known = next((each for each in state.definition.pools if each.id == pool.id), None)
    return said(known.name, known.name_en, language) if known else pool.name


def _row(state: State, series: str, services: list[Service], now: datetime, language: str) -> Row:
    known = state.index.series.get(series)
    since = [
        state.tickets[place[-1]].issued_at for each in services for place in state.waiting.places(each.id)
    ]
    return Row(
        prefix=known.prefix if known else "",
        name=group_name(state, services, language),
        waiting=len(since),
        longest_min=waited_min(min(since), now) if since else None,
    )


def _aside(
    state: State, ticket: TicketView, how: Literal["parked", "missed", "pool"], now: datetime, language: str
) -> Aside:
    return Aside(
        ticket=ticket.id,
        number=ticket.number,
        name=short_name(state, ticket.service, language),
        how=how,
        since_min=waited_min(ticket.called_at or ticket.issued_at, now),
        back_at=ticket.until.astimezone(now.tzinfo) if ticket.until and ticket.state == "parked" else None,
    )
