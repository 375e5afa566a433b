"""A clock that starts where it is told, and ids that are never the same."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hall.clock import machine_clock, moment_of_option, shifted_clock
from hall.ids import RandomIds

MORNING = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)


def test_a_shifted_clock_starts_at_its_moment_and_runs_on():
    seconds = iter([100.0, 100.0, 107.5])
    clock = shifted_clock(MORNING, lambda: next(seconds))
    assert clock() == MORNING
    assert clock() == MORNING + timedelta(seconds=7.5)


def test_the_machines_clock_is_utc():
    assert machine_clock().tzinfo is UTC


@pytest.mark.parametrize(
    "text", ["2026-03-12T09:00:00+08:00", "2026-03-12T01:00:00Z", "2026-03-12 02:00+01:00"]
)
def test_a_moment_with_any_zone(text):
    assert moment_of_option(text, lambda: pytest.fail("nobody asks for another")) == MORNING


def test_a_moment_without_a_zone_is_the_halls_own_time():
    assert moment_of_option("2026-03-12T09:00", lambda: ZoneInfo("Asia/Shanghai")) == MORNING


@pytest.mark.parametrize("text", ["", "noon", "2026-13-01T00:00", "9:00", "0001-01-01", "9999-12-31"])
def test_no_moment(text):
    with pytest.raises(ValueError):
        moment_of_option(text, lambda: UTC)


def test_ids_are_all_different_and_asked_for_many_at_once():
    asked = []

    def random(size):
        asked.append(size)
        return b"".join(
            number.to_bytes(16, "big") for number in range(len(asked) * 1000, len(asked) * 1000 + size // 16)
        )

    new_id = RandomIds(random)
    ids = [new_id() for _ in range(600)]
    assert len(set(ids)) == 600
    assert {len(each) for each in ids} == {32}
    assert len(asked) == 3
