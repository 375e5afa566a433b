"""Which hours hold for a service, and what is open, when it next opens and when it closes."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from link.messages.definition import Definition, Hours, Service

LOOK_AHEAD_DAYS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """From `start_at` until just before `end_at`, both in the hall's zone."""

    start_at: datetime
    end_at: datetime


def hours_of(definition: Definition, service: Service) -> tuple[Hours, ...]:
    """The service's own hours, else the hall's. None at all means always open."""
    return service.hours or definition.hours


def spans(hours: tuple[Hours, ...], day: date, like: datetime) -> tuple[Span, ...]:
    """The spans of one calendar day, in order; `like` gives the zone. Without any hours the whole day is open."""
    if not hours:
        return (Span(start_at=_moment(day, "00:00", like), end_at=_moment(day, "24:00", like)),)
    found = (
        Span(start_at=_moment(day, each.start, like), end_at=_moment(day, each.end, like))
        for each in hours
        if day.weekday() in each.days
    )
    return tuple(sorted(found, key=lambda span: span.start_at))


def open_span(hours: tuple[Hours, ...], now: datetime) -> Span | None:
    """The span that `now` (in the hall's zone) lies in."""
    return next((span for span in spans(hours, now.date(), now) if span.start_at <= now < span.end_at), None)


def is_open(hours: tuple[Hours, ...], now: datetime) -> bool:
    """Whether `now` (in the hall's zone) lies in a span: `open_span` for those who ask very often."""
    clock, day = f"{now.hour:02}:{now.minute:02}", now.weekday()
    return not hours or any(day in each.days and each.start <= clock < each.end for each in hours)


def next_opening(hours: tuple[Hours, ...], now: datetime) -> datetime | None:
    """When it opens next, strictly after `now`, within about a week; None where it does not."""
    for ahead in range(LOOK_AHEAD_DAYS):
        for span in spans(hours, now.date() + timedelta(days=ahead), now):
            if span.start_at > now:
                return span.start_at
    return None


def _moment(day: date, text: str, like: datetime) -> datetime:
    hour, minute = int(text[:2]), int(text[3:])
    if hour == 24:
        day, hour = day + timedelta(days=1), 0
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=like.tzinfo)
