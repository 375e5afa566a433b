"""Stories of a machine's clock that is set while the hall runs."""

import asyncio
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from hall.desk import Desk
from hall.ledger import open_ledger
from hall.steady_clock import SteadyClock, running_s
from link.messages import commands as c
from link.messages.facts import Who

NOON = datetime(2026, 3, 12, 4, 0, tzinfo=UTC)


@dataclass
class Machine:
    """A machine's clock that can be set, and the seconds since its start, which cannot."""

    shown: datetime = NOON
    running_s: float = 1000.0
    is_believed: bool = True
    clock: SteadyClock = field(init=False)

    def __post_init__(self) -> None:
        self.clock = SteadyClock(lambda: self.shown, lambda at: self.is_believed, lambda: self.running_s)

    def passes(self, **time: float) -> None:
        by = timedelta(**time)
        self.shown += by
        self.running_s += by.total_seconds()

    def is_set(self, **time: float) -> None:
        self.shown += timedelta(**time)


def test_the_hall_follows_its_machines_clock_and_a_time_servers_small_steps():
    machine = Machine()
    machine.passes(hours=3)
    assert machine.clock() == NOON + timedelta(hours=3)
    machine.is_set(seconds=-100)
    assert (machine.clock(), machine.clock.off_s) == (NOON + timedelta(hours=3, seconds=-100), 0)


@pytest.mark.parametrize("hours", [-1, 24])
def test_whoever_sets_the_clock_does_not_set_the_halls_time(hours):
    machine = Machine()
    machine.is_set(hours=hours)
    machine.passes(minutes=10)
    assert machine.clock() == NOON + timedelta(minutes=10)
    assert machine.clock.off_s == hours * 3600
    machine.passes(minutes=10)
    assert machine.clock() == NOON + timedelta(minutes=20)
    machine.is_set(hours=-hours)
    machine.passes(minutes=1)
    assert (machine.clock(), machine.clock.off_s) == (NOON + timedelta(minutes=21), 0)


def test_a_night_in_which_the_machine_slept_is_no_setting():
    machine = Machine()
    machine.passes(hours=14)
    assert (machine.clock(), machine.clock.off_s) == (NOON + timedelta(hours=14), 0)


def test_a_machine_that_did_not_know_the_time_may_be_told():
    machine = Machine(shown=datetime(1970, 1, 1, tzinfo=UTC), is_believed=False)
    machine.is_set(days=20_000)
    assert machine.clock() == datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=20_000)


def test_the_seconds_since_the_start_go_on():
    before = running_s()
    time.sleep(0.01)
    assert running_s() > before


@pytest.fixture
def desk(tmp_path, ledger_url) -> Iterator[Callable[[Machine], Desk]]:
    with closing(open_ledger(tmp_path, NOON, ledger_url)) as ledger:
        yield lambda machine: Desk(
            ledger, machine.clock, iter("abcdefgh").__next__, lambda ticket: ticket, lambda facts: None,
            tick_s=0.02, clock_off_s=lambda: machine.clock.off_s,
        )  # fmt: skip


def test_a_day_ahead_at_noon_sends_nobody_home_and_is_told(desk, definition):
    """A day is too little to be seen from the facts alone: a quiet hall writes one a day."""
    machine = Machine()
    one = desk(machine)

    async def story():
        await one.start(definition)
        await one.do(c.TakeTicket(service="house", who=Who(box="k")), "1", "h")
        machine.is_set(days=1)
        await until(lambda: "clock-set/" in one.published.alarms)
        assert one.published.alarms["clock-set/"].fields == {"minutes": "1440"}
        await one.do(c.TakeTicket(service="house", who=Who(box="k")), "2", "h")
        assert one.published.at == NOON
        assert one.published.waiting.count("house") == 2
        machine.passes(hours=17)
        await until(lambda: one.published.day == date(2026, 3, 13))
        machine.is_set(days=-1)
        await until(lambda: "clock-set/" not in one.published.alarms)
        assert one.published.day == date(2026, 3, 13)
        await one.stop()

    asyncio.run(asyncio.wait_for(story(), 60))


async def until(is_so):
    for _ in range(1500):
        if is_so():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("it did not come about")
