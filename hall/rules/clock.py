"""How far the hall trusts its clock, and which business day a moment belongs to."""

from datetime import UTC, date, datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from hall.rules.day import Day
from link.messages.definition import Definition

BEHIND: Final = timedelta(minutes=5)
"""A clock that says this much less than the last fact is wrong; less than that, time stands still for a while."""

AHEAD: Final = timedelta(hours=36)
"""A running hall writes at least one fact a day (the day's change), so a longer silence is a clock that jumped."""

AHEAD_AFTER_GAP: Final = timedelta(days=400)
"""After a start the last fact may be weeks old (holidays, a rebuilt hall), but hardly more than a year."""

EARLIEST: Final = datetime(2025, 1, 1, tzinfo=UTC)
"""Older than this program: a box without a clock battery that has not been told the time yet."""


def moment(day: Day, now: datetime) -> datetime:
    """The moment that a fact decided at `now` gets: whole milliseconds, never before the last fact's.

    While the clock has jumped far ahead, time stands still: one wrong moment in the ledger could never be taken back.
    """
    exact = now.astimezone(UTC)
    exact = exact.replace(microsecond=exact.microsecond // 1000 * 1000)
    last = day.public.at
    if last is None:
        return exact
    jumped = day.public.is_open and exact - last > AHEAD
    return last if jumped or exact < last else exact


def is_doubtful(day: Day, now: datetime, *, after_gap: bool) -> bool:
    """Whether `now` cannot be right. `after_gap`: the hall was off or asleep, so a long silence is no wonder."""
    last = day.public.at
    if now < EARLIEST:
        return True
    if last is None:
        return False
    if last - now > BEHIND:
        return True
    return now - last > (AHEAD_AFTER_GAP if after_gap else AHEAD) and day.public.is_open


def business_day(definition: Definition, now: datetime) -> date:
    """The day that `now` belongs to: it changes at `day_starts_at` by the hall's own clock."""
    local = now.astimezone(ZoneInfo(definition.timezone))
    return (local - _since_midnight(definition)).date()


def start_of(definition: Definition, day: date) -> datetime:
    """The moment at which a business day begins, UTC."""
    zone = ZoneInfo(definition.timezone)
    midnight = datetime(day.year, day.month, day.day, tzinfo=zone)
    return (midnight + _since_midnight(definition)).astimezone(UTC)


def _since_midnight(definition: Definition) -> timedelta:
    hours, minutes = definition.day_starts_at.split(":")
    return timedelta(hours=int(hours), minutes=int(minutes))
