"""The simulator against queueing theory: exponential times at three windows wait as long as Erlang says."""

from collections import defaultdict
from math import sqrt
from statistics import fmean, stdev
from zoneinfo import ZoneInfo

import pytest

from hall.simulation.demand import Demand, Nature
from hall.simulation.erlang import mean_wait_s, waits_at_all
from hall.simulation.figures import waits_of
from hall.simulation.play import Habits
from hall.simulation.tried import Trial, tried

pytestmark = pytest.mark.timeout(600)  # seconds of computing, and minutes where others compute as well

WINDOWS, MINUTES, LOAD, DAYS = 3, 5.0, 2.4, 24
AT_ONCE = Habits(break_s=0, press_s=0, walk_s=0, no_show_s=0)
T_99 = 2.807
"""Student's t for 99 % and 23 degrees of freedom."""


@pytest.fixture(scope="module")
def days(hall_of, monday):
    """The waits of each of 24 days and nights at 80 % load, without the first two hours of each."""
    hall = hall_of(WINDOWS, minutes=MINUTES)
    demand = Demand(
        tickets={"a": LOAD * 24 * 60 / MINUTES},
        minutes={"a": MINUTES},
        hours={"a": dict.fromkeys(range(24), 1.0)},
        classes={},
    )
    nature = Nature(shape=1.0, patience_s=0)
    trial = Trial(definition=hall, demand=demand, first=monday, days=DAYS, nature=nature, habits=AT_ONCE)
    facts = []
    tried(trial, on_fact=lambda hall, fact: facts.append(fact))
    waits = defaultdict(list)
    for each in waits_of(facts):
        local = each.issued_at.astimezone(ZoneInfo(hall.timezone))
        if local.hour >= 2:
            waits[local.date()].append(each)
    return list(waits.values())


def test_the_mean_wait_is_erlangs_within_its_confidence_interval(days):
    means = [fmean(each.wait_s for each in day) for day in days]
    assert len(means) == DAYS
    off = T_99 * stdev(means) / sqrt(len(means))
    expected = mean_wait_s(LOAD, WINDOWS, MINUTES * 60)
    assert abs(fmean(means) - expected) <= off
    assert off < expected / 2, "an interval so wide would let anything pass"


def test_as_many_wait_at_all_as_erlang_says(days):
    shares = [fmean(each.wait_s > 0 for each in day) for day in days]
    off = T_99 * stdev(shares) / sqrt(len(shares))
    assert abs(fmean(shares) - waits_at_all(LOAD, WINDOWS)) <= off
    assert off < 0.1
