"""The hall's clock as screens write it: time, date and weekday in either language."""

from dataclasses import dataclass
from datetime import datetime

from config.texts import texts
from look.stale import shown_time


@dataclass(frozen=True)
class Clock:
    """`10:24`, `3月12日`, `星期四`, and both of the last in one line."""

    time: str = ""
    date: str = ""
    weekday: str = ""
    line: str = ""


def clock(now: datetime, language: str) -> Clock:
    """The clock at a moment that is already in the hall's own time zone."""
    say = texts(language).say
    date = say("clock.date", month=now.month, day=now.day, month_name=say(f"month.{now.month}"))
    weekday = say(f"weekday.{now.isoweekday()}")
    return Clock(shown_time(now), date, weekday, say("clock.line", date=date, weekday=weekday))


def seconds_to_next_minute(now: datetime) -> float:
    """How long the clock on a screen stays true."""
    return 60 - now.second - now.microsecond / 1_000_000
