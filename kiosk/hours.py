"""The opening hours as a closed kiosk shows them, and when it opens next."""

from datetime import datetime, timedelta

from kiosk.speech import Speech
from kiosk.view import HoursRow
from link.messages.definition import Hours
from look.clock import clock
from look.stale import shown_time

WEEK = range(7)
MOST_SPANS = 3


def hours_rows(hours: tuple[Hours, ...], today: int, speech: Speech) -> tuple[HoursRow, ...]:
    """One row per run of days with the same hours; `today` counts Monday as 0. Empty for a hall that never closes."""
    if not hours:
        return ()
    runs: list[tuple[list[int], tuple[str, ...]]] = []
    for day in WEEK:
        spans = tuple(
            _span(each) for each in sorted(hours, key=lambda each: _minutes(each.start)) if day in each.days
        )
        if runs and runs[-1][1] == spans:
            runs[-1][0].append(day)
        else:
            runs.append(([day], spans))
    return tuple(_row(days, spans, today, speech) for days, spans in runs)


def next_day(opens_at: datetime | None, now: datetime, speech: Speech) -> str:
    """`今天`, `明天 星期五` or `3月16日 星期一`; both moments in the hall's zone. Empty when it is not known."""
    if opens_at is None:
        return ""
    if opens_at.date() == now.date():
        return speech.say("closed.today")
    face = clock(opens_at, speech.language)
    if opens_at.date() == now.date() + timedelta(days=1):
        return speech.say("closed.tomorrow", weekday=face.weekday)
    return speech.say("closed.on", date=face.date, weekday=face.weekday)


def next_time(opens_at: datetime | None) -> str:
    """`8:30`; empty when it is not known."""
    return shown_time(opens_at) if opens_at else ""


def _row(days: list[int], spans: tuple[str, ...], today: int, speech: Speech) -> HoursRow:
    first, last = (speech.say(f"weekday.{day + 1}") for day in (days[0], days[-1]))
    return HoursRow(
        days=first if len(days) == 1 else speech.say("closed.days", first=first, last=last),
        spans=spans[:MOST_SPANS] or (speech.say("closed.rest"),),
        is_today=today in days,
    )


def _span(hours: Hours) -> str:
    return f"{_shown(hours.start)}–{_shown(hours.end)}"


def _shown(text: str) -> str:
    hour, minute = text.split(":")
    return f"{int(hour)}:{minute}"


def _minutes(text: str) -> int:
    hour, minute = text.split(":")
    return int(hour) * 60 + int(minute)
