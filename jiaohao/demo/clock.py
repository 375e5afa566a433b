"""The demo's morning: a working day at half past nine, whatever the machine's clock says."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OPENS = time(9, 30)
SATURDAY = 5


def working_morning(today: date, timezone: str) -> datetime:
    """9:30 in the hall's zone, today or on the Monday after a weekend."""
    day = today + timedelta(days=7 - today.weekday() if today.weekday() >= SATURDAY else 0)
    return datetime.combine(day, OPENS, tzinfo=ZoneInfo(timezone))
