"""Alarms by rule: what lasts too long is raised once, and cleared by itself when it is over."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hall.rules.day import Day
from hall.rules.known import label_of, name_of
from hall.rules.queues import queues_of
from link.messages import facts as f
from link.messages.definition import AlarmLimits, Service
from link.state import Window
from link.views import given_today, quota_span

LONG_WAIT: Final = "wait-long"
IDLE: Final = "window-idle"
UNSERVED: Final = "queue-unserved"
AWAY: Final = "clerk-away"
UNANSWERED: Final = "call-unanswered"
QUOTA_LOW: Final = "quota-low"
KINDS: Final = frozenset({LONG_WAIT, IDLE, UNSERVED, AWAY, UNANSWERED, QUOTA_LOW})


@dataclass(frozen=True, slots=True)
class Watch:
    """Something that becomes an alarm `at` a moment, if it lasts till then. `fields` fill the sentence."""

    alarm: str
    about: str
    at: datetime
    fields: dict[str, str] = field(default_factory=dict)

    @property
    def key(self) -> str:
        return f"{self.alarm}/{self.about}"


def happens(day: Day, now: datetime) -> tuple[f.Body, ...]:
    """Which alarms begin and end by now."""
    watched = (*watches(day), *_quotas(day, now))
    lasting = {each.key: each for each in watched if each.at <= now}
    raised = day.public.alarms
    return (
        *(
            f.AlarmRaised(alarm=each.alarm, about=each.about, fields=each.fields)
            for key, each in lasting.items()
            if key not in raised
        ),
        *(
            f.AlarmCleared(alarm=each.alarm, about=each.about)
            for key, each in raised.items()
            if each.alarm in KINDS and key not in lasting
        ),
    )


def due(day: Day) -> datetime | None:
    """When the next alarm begins if nothing changes; a quota does not run low by itself."""
    return min((each.at for each in watches(day) if each.key not in day.public.alarms), default=None)


def watches(day: Day) -> Iterator[Watch]:
    """What becomes an alarm by lasting, or is one. Looks at the heads of lines alone."""
    limits = day.public.definition.alarms
    oldest = {queue: _oldest(day, queue) for queue, _ in day.public.waiting.counts()}
    for service in day.public.definition.services:
        since = oldest.get(service.id)
        if since is not None:
            yield from _waits(day, limits, service, since)
    for window in day.public.windows.values():
        yield from _window(day, limits, window, oldest)


def _oldest(day: Day, queue: str) -> datetime:
    """Since when the one who has waited longest at the head of a line waits."""
    rank = min(place[1] for _, place in day.public.waiting.heads(queue))
    return datetime.fromtimestamp(rank, UTC)


def _waits(day: Day, limits: AlarmLimits, service: Service, since: datetime) -> Iterator[Watch]:
    count = str(day.public.waiting.count(service.id))
    limit_min = limits.wait_min if service.wait_limit_min is None else service.wait_limit_min
    if limit_min:
        yield _watch(LONG_WAIT, service.id, since, limit_min, service=name_of(service), waiting=count)
    able = [each for each in day.public.windows.values() if service.id in each.services]
    if limits.unserved_min and all(each.state in ("closed", "paused") for each in able):
        left_at = max((each.since for each in able if each.since), default=since)
        last = max(since, left_at)
        yield _watch(UNSERVED, service.id, last, limits.unserved_min, service=name_of(service), waiting=count)


def _quotas(day: Day, now: datetime) -> Iterator[Watch]:
    """Each service of whose tickets, of the day or of this part of it, few are left."""
    per_cent = day.public.definition.alarms.quota_left
    local = now.astimezone(ZoneInfo(day.public.definition.timezone))
    for service in day.public.definition.services if per_cent else ():
        span = quota_span(day.public, service, local)
        parts = [(span.left, span.tickets)] if span is not None else []
        if service.quota is not None:
            parts.append((service.quota - given_today(day.public, service.id), service.quota))
        if any(left * 100 <= tickets * per_cent for left, tickets in parts):
            fields = {"service": name_of(service), "left": str(max(0, min(parts)[0]))}
            yield Watch(QUOTA_LOW, service.id, now, fields)


def _window(day: Day, limits: AlarmLimits, window: Window, oldest: dict[str, datetime]) -> Iterator[Watch]:
    label = label_of(day, window.id)
    if window.since is None:
        return
    if window.state == "paused" and limits.away_min:
        yield _watch(AWAY, window.id, window.since, limits.away_min, window=label)
    if window.state == "open" and limits.idle_min:
        waits = [oldest[queue] for queue in queues_of(day, window) if queue in oldest]
        if waits:
            since = max(window.since, min(waits))
            yield _watch(IDLE, window.id, since, limits.idle_min, window=label)
    held = day.public.tickets.get(window.ticket) if window.ticket else None
    if window.state == "calling" and limits.unanswered_min and held is not None and not held.arrived_at:
        called_at = held.called_at or window.since
        yield _watch(
            UNANSWERED, window.id, called_at, limits.unanswered_min, window=label, ticket=held.number
        )


def _watch(alarm: str, about: str, since: datetime, limit_min: float, **fields: str) -> Watch:
    return Watch(alarm, about, since + timedelta(minutes=limit_min), fields | {"minutes": f"{limit_min:g}"})
