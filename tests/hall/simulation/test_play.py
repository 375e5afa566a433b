"""What happens on a played day, and what does not."""

from dataclasses import replace
from datetime import datetime
from random import Random
from zoneinfo import ZoneInfo

import pytest

from hall.simulation.advice import advice, groups
from hall.simulation.demand import Demand, Nature, citizens, seen_demand, usual_demand
from hall.simulation.figures import figures, row_of, waits_of
from hall.simulation.play import PlayedDay
from hall.simulation.tried import Trial, tried, with_fewer_windows, with_profile, working_days
from link.messages import facts as f
from link.messages.definition import Hours, Service, WindowPlace
from link.messages.definition.profile import Profile

ZONE = ZoneInfo("Asia/Shanghai")


@pytest.fixture
def demand(morning_hall, monday):
    return usual_demand(morning_hall, monday, 0.9)


@pytest.fixture
def played(morning_hall, demand, monday):
    people = citizens(morning_hall, demand, monday, Random(7), Nature(patience_s=0))
    return people, PlayedDay(morning_hall, monday, people, Random(8)).play()


def test_everybody_who_comes_and_stays_is_called_once_and_served(played):
    people, day = played
    called = [fact.body.ticket for fact in day.facts if isinstance(fact.body, f.TicketCalled)]
    finished = [fact.body.ticket for fact in day.facts if isinstance(fact.body, f.ServiceFinished)]
    assert len(people) > 50
    assert len(called) == len(set(called)) == len(people)
    assert sorted(finished) == sorted(called)
    assert not day.turned_away


def test_the_windows_close_behind_the_last_citizen(played):
    _, day = played
    assert {window.state for window in day.hall.state.windows.values()} == {"closed"}
    assert day.hall.state.waiting.count("a") == 0


def test_each_clerk_has_one_break_in_a_morning(played):
    _, day = played
    paused = [fact.body.window for fact in day.facts if isinstance(fact.body, f.WindowPaused)]
    assert sorted(paused) == ["1", "2", "3"]


def test_who_has_no_patience_is_gone_when_called(morning_hall, demand, monday):
    people = citizens(morning_hall, demand, monday, Random(7), Nature(patience_s=60))
    day = PlayedDay(morning_hall, monday, people, Random(8)).play()
    missed = [fact.body.ticket for fact in day.facts if isinstance(fact.body, f.TicketMissed)]
    started = [fact.body.ticket for fact in day.facts if isinstance(fact.body, f.ServiceStarted)]
    assert missed
    assert not set(missed) & set(started)


def test_a_quota_turns_people_away_and_the_reason_is_counted(hall_of, monday):
    hall = hall_of(3, hours=(Hours(start="09:00", end="12:00"),), quota=20)
    demand = usual_demand(hall, monday, 0.9)
    people = citizens(hall, demand, monday, Random(7))
    day = PlayedDay(hall, monday, people, Random(8)).play()
    assert day.turned_away == {"quota-used-up": len(people) - 20}


def test_the_same_seed_brings_the_same_people_whatever_is_tried(morning_hall, demand, monday):
    def came(definition):
        facts = []
        trial = Trial(definition=definition, demand=demand, first=monday, days=2)
        tried(trial, on_fact=lambda hall, fact: facts.append(fact))
        return [(fact.at, fact.body.priority) for fact in facts if isinstance(fact.body, f.TicketIssued)]

    fair = with_profile(morning_hall, Profile(id="fair", otherwise="fair"))
    assert came(morning_hall) == came(fair)
    assert came(morning_hall)


def test_fewer_windows_make_longer_waits(morning_hall, demand, monday):
    def mean_s(definition):
        return tried(Trial(definition=definition, demand=demand, first=monday, days=3)).total.mean_s

    assert mean_s(with_fewer_windows(morning_hall, 0.34)) > 2 * mean_s(morning_hall)


def test_no_service_loses_its_only_window(morning_hall):
    lonely = replace(
        morning_hall,
        services=(*morning_hall.services, Service(id="b", name="另一项", series="A")),
        windows=(*morning_hall.windows, WindowPlace(id="9", label="9", zone="z", services=("b",))),
    )
    assert {each.id for each in with_fewer_windows(lonely, 0.1).windows} == {"1", "9"}


def test_only_days_on_which_the_hall_is_open_are_played(morning_hall, monday):
    days = list(working_days(morning_hall, monday, 6))
    assert [day.weekday() for day in days] == [0, 1, 2, 3, 4, 0]


def test_a_hall_that_never_opens_has_no_working_day(hall_of, monday):
    shut = hall_of(1, hours=(Hours(days=(), start="09:00", end="10:00"),))
    assert list(working_days(shut, monday, 1)) == []


def test_most_come_in_the_first_hours_and_nobody_while_it_is_shut(morning_hall, demand, monday):
    hours = [each.at.astimezone(ZONE).hour for each in citizens(morning_hall, demand, monday, Random(1))]
    assert set(hours) == {9, 10, 11}
    assert hours.count(9) > hours.count(11)


def test_a_ledger_tells_how_many_come_and_how_long_they_take(morning_hall, demand, monday):
    facts = []
    trial = Trial(definition=morning_hall, demand=demand, first=monday, days=4, nature=Nature(patience_s=0))
    found = tried(trial, on_fact=lambda hall, fact: facts.append(fact))
    seen = seen_demand(morning_hall, facts)
    assert seen.tickets["a"] == pytest.approx(found.came / 4)
    assert seen.minutes["a"] == pytest.approx(5.0, rel=0.15)
    assert set(seen.hours["a"]) == {9, 10, 11}


def test_waits_are_told_apart_by_class_window_and_hour(played, morning_hall):
    _, day = played
    found = figures([day.facts], [day.turned_away], morning_hall.timezone)
    assert found.came == found.called == sum(row.count for row in found.windows.values())
    assert sum(row.count for row in found.classes.values()) == found.called
    assert found.classes["elderly"].mean_s < found.classes["normal"].mean_s
    assert set(found.hours) == {9, 10, 11}
    assert all(0.3 < share <= 1.0 for share in found.busy.values())
    assert len(waits_of(day.facts)) == found.called


def test_a_row_of_nobody_is_all_zeros():
    assert row_of([]).p95_s == 0.0
    assert row_of([60.0, 120.0, 600.0]).median_s == 120.0


def test_more_windows_are_advised_when_more_come(morning_hall, monday):
    def needed(tickets):
        demand = Demand(tickets={"a": tickets}, minutes={"a": 5.0})
        return {each.hour: each.needed for each in advice(morning_hall, demand, monday, 600)}

    few, many = needed(60.0), needed(240.0)
    assert set(few) == {9, 10, 11}
    assert all(many[hour] > few[hour] for hour in few)
    assert many[9] >= many[11]


def test_following_the_advice_keeps_the_promise_on_a_played_day(hall_of, monday):
    demand = Demand(tickets={"a": 150.0}, minutes={"a": 5.0}, classes={})
    hall = hall_of(3, hours=(Hours(start="09:00", end="12:00"),))
    enough = max(each.needed for each in advice(hall, demand, monday, 600))
    better = hall_of(enough, hours=hall.hours)
    trial = Trial(definition=better, demand=demand, first=monday, days=10, nature=Nature(patience_s=0))
    late = []
    tried(trial, on_fact=lambda hall, fact: late.append(fact))
    waits = [each.wait_s for each in waits_of(late)]
    assert sum(wait > 600 for wait in waits) <= 0.1 * len(waits)


def test_services_that_share_a_window_are_one_group(morning_hall):
    hall = replace(
        morning_hall,
        services=tuple(Service(id=each, name=each, series="A") for each in "abcd"),
        windows=(
            WindowPlace(id="1", label="1", services=("a", "b")),
            WindowPlace(id="2", label="2", services=("c",)),
            WindowPlace(id="3", label="3", services=("b", "d")),
        ),
    )
    assert sorted(groups(hall)) == [(("a", "b", "d"), 2), (("c",), 1)]


def test_tickets_taken_before_noon_are_served_after_it(played):
    _, day = played
    last = max(fact.at for fact in day.facts if isinstance(fact.body, f.ServiceFinished))
    assert last < datetime(2026, 11, 23, 14, 0, tzinfo=ZONE)
