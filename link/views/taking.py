"""When tickets of a service are given: from before an opening until before the day's closing, and how many are left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from link.messages.definition import Definition, Service, SpanQuota
from link.state import GIVEN_STEP_MIN, State
from link.views.hours import Span, spans_from, timetable_of

DAY_MIN: Final = 24 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Taking:
    """Tickets are given from `opens_at` until just before `until_at`; moments in the hall's zone.

    `closes_at`: when the service itself closes. `is_last`: nothing follows on the same business day.
    """

    opens_at: datetime
    until_at: datetime
    closes_at: datetime
    is_last: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SpanLeft:
    """What is left of a quota for a span of the day: `tickets` in all, `left` of them."""

    start: str
    end: str
    tickets: int
    left: int


def takings(definition: Definition, service: Service, like: datetime) -> Iterator[Taking]:
    """The spans in which tickets are given, in order, from the one that may have begun yesterday on."""
    early = timedelta(minutes=_own(service.early_min, definition.taking.early_min))
    last = timedelta(minutes=_own(service.last_ticket_min, definition.taking.last_ticket_min))
    held: Span | None = None
    for span in spans_from(timetable_of(definition, service), like.date() - timedelta(days=1), like):
        if held is not None:
            yield _taking(definition, held, span, early, last)
        held = span
    if held is not None:
        yield _taking(definition, held, None, early, last)


def day_of(definition: Definition, local: datetime) -> date:
    """The business day of a moment in the hall's zone."""
    return (local - timedelta(minutes=_minutes(definition.day_starts_at))).date()


def quota_left(state: State, service: Service, local: datetime) -> int | None:
    """How many tickets can be had at `local` (the hall's zone) for all quotas; None without any."""
    left = [] if service.quota is None else [max(0, service.quota - given_today(state, service.id))]
    span = quota_span(state, service, local)
    if span is not None:
        left.append(span.left)
    return min(left, default=None)


def quota_span(state: State, service: Service, local: datetime) -> SpanLeft | None:
    """The span's quota that a ticket taken at `local` counts to: the one that lasts longest ahead, or None."""
    since = _since_start(state.definition, local.hour * 60 + local.minute)
    return next(
        (
            each
            for each in quota_spans(state, service, local)
            if since < _since_start(state.definition, _minutes(each.end), is_end=True)
        ),
        None,
    )


def quota_spans(state: State, service: Service, local: datetime) -> tuple[SpanLeft, ...]:
    """What is left of each span's quota today. A ticket taken before a span begins counts to that span already."""
    found: list[SpanLeft] = []
    begins = 0
    for quota in sorted(
        service.quotas, key=lambda each: _since_start(state.definition, _minutes(each.start))
    ):
        ends = _since_start(state.definition, _minutes(quota.end), is_end=True)
        found.append(_left(state, service.id, quota, range(begins, ends), local))
        begins = ends
    return tuple(found)


def given_today(state: State, service: str) -> int:
    """Tickets of a service that count to its quotas: all but those for appointments."""
    return sum(state.given.get(service, {}).values())


def _left(state: State, service: str, quota: SpanQuota, minutes: range, local: datetime) -> SpanLeft:
    given = sum(
        count
        for step, count in state.given.get(service, {}).items()
        if _since_start(state.definition, _local_minute(step, local)) in minutes
    )
    return SpanLeft(
        start=quota.start, end=quota.end, tickets=quota.tickets, left=max(0, quota.tickets - given)
    )


def _local_minute(step: int, local: datetime) -> int:
    """The minute of the hall's day at which a step of the UTC day begins."""
    offset = local.utcoffset() or timedelta()
    return (step * GIVEN_STEP_MIN + int(offset.total_seconds()) // 60) % DAY_MIN


def _since_start(definition: Definition, minute: int, *, is_end: bool = False) -> int:
    """Minutes since the business day began; an end at its very beginning is that of the day before."""
    since = (minute - _minutes(definition.day_starts_at)) % DAY_MIN
    return DAY_MIN if is_end and since == 0 else since


def _taking(
    definition: Definition, span: Span, after: Span | None, early: timedelta, last: timedelta
) -> Taking:
    # The end belongs to the day that it ends: a hall open until its day's change closes on that day.
    closing_day = day_of(definition, span.end_at - timedelta(minutes=1))
    is_last = after is None or day_of(definition, after.start_at) > closing_day
    until = span.end_at - last if is_last else span.end_at
    return Taking(
        opens_at=span.start_at - early,
        until_at=max(until, span.start_at),
        closes_at=span.end_at,
        is_last=is_last,
    )


def _own(own: int | None, halls: int) -> int:
    return halls if own is None else own


def _minutes(clock: str) -> int:
    return int(clock[:2]) * 60 + int(clock[3:])
