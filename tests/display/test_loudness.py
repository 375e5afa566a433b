"""How loud a hall speaks at which hour."""

from datetime import datetime

import pytest

from config.hours import hours_of
from display.loudness import Loudness

LUNCH = Loudness(
    quiet=(hours_of("mon-fri 12:00-13:30"),),
    by_hour=((hours_of("daily 08:00-09:00"), 0.6), (hours_of("daily 22:00-24:00"), 0.2)),
)


@pytest.mark.parametrize(
    ("day", "time", "volume"),
    [
        (12, "11:59", 1.0),
        (12, "12:00", 0.0),
        (12, "13:29", 0.0),
        (12, "13:30", 1.0),
        (14, "12:30", 1.0),
        (12, "08:30", 0.6),
        (12, "23:59", 0.2),
    ],
)
def test_the_hour_decides(day: int, time: str, volume: float) -> None:
    assert LUNCH.volume_at(datetime.fromisoformat(f"2026-03-{day}T{time}+08:00")) == volume


def test_a_hall_without_hours_speaks_at_full_volume() -> None:
    assert Loudness().volume_at(datetime.fromisoformat("2026-03-12T03:00+08:00")) == 1.0
