"""Stories of working hours as people write them."""

import pytest

from config.hours import check_apart, hours_of, hours_text
from config.wrong import Wrong
from link.messages.definition import Hours


@pytest.mark.parametrize(
    ("written", "days", "start", "end"),
    [
        ("mon-fri 08:30-12:00", (0, 1, 2, 3, 4), "08:30", "12:00"),
        ("Mon-Fri  8:30–12:00", (0, 1, 2, 3, 4), "08:30", "12:00"),
        ("mon,wed,sat-sun 9:00-11:30", (0, 2, 5, 6), "09:00", "11:30"),
        ("daily 00:00-24:00", (0, 1, 2, 3, 4, 5, 6), "00:00", "24:00"),
        ("sun 0:00-0:01", (6,), "00:00", "00:01"),
    ],
)
def test_hours_are_understood(written: str, days: tuple[int, ...], start: str, end: str) -> None:
    assert hours_of(written) == Hours(days=days, start=start, end=end)


@pytest.mark.parametrize("written", ["mon-fri 08:30-12:00", "mon,wed 09:00-11:30", "sun 00:00-24:00"])
def test_hours_are_written_as_they_are_read(written: str) -> None:
    assert hours_text(hours_of(written)) == written


@pytest.mark.parametrize(
    "written",
    [
        "",
        "mon",
        "mon-fri",
        "fri-mon 08:00-09:00",
        "mon 08:60-09:00",
        "mon 08:00-24:01",
        "mon 99:00-99:30",
        "montag 08:00-09:00",
        "mon 09:00-09:00",
        "mon, 08:00-09:00",
        "mon ８:00-9:00",
        "mon 08:00-09:00 x",
    ],
)
def test_what_are_no_hours_is_refused(written: str) -> None:
    with pytest.raises(Wrong):
        hours_of(written)


def test_spans_may_touch_but_not_overlap() -> None:
    morning, noon = hours_of("mon-fri 08:00-12:00"), hours_of("fri 12:00-13:00")
    check_apart([morning, noon, hours_of("sat 08:00-12:00")])
    with pytest.raises(Wrong):
        check_apart([morning, noon, hours_of("fri 11:59-12:30")])
