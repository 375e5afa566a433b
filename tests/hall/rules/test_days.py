"""Stories of the day's change, and of clocks that cannot be right."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from hall.rules import business_day, due
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.definition import Definition, Policy, Series

NIGHT = datetime(2026, 3, 12, 20, 0, tzinfo=UTC)
"""Friday, four o'clock in the morning in Shanghai: Thursday ends."""


def tick(story, *, after_gap=False):
    return story.do(c.Tick(after_gap=after_gap))


def test_the_day_changes_at_four_in_the_morning_of_the_halls_clock(definition):
    assert business_day(definition, NIGHT - timedelta(seconds=1)) == date(2026, 3, 12)
    assert business_day(definition, NIGHT) == date(2026, 3, 13)


def test_the_hall_says_when_the_clock_has_something_to_do(story):
    assert due(story.hall.day) == NIGHT
    story.hall.now = NIGHT - timedelta(seconds=1)
    assert tick(story) == ()
    story.hall.now = NIGHT
    assert tick(story) == ("day_closed", "day_opened")
    assert due(story.hall.day) == NIGHT + timedelta(days=1)


def test_at_the_days_end_everybody_goes_home(story):
    story.open("w1", clerk="1001")
    story.open("w2")
    served, called, missed, waiting = (story.take() for _ in range(4))
    story.next("w1")
    story.press(c.StartService, "w1")
    story.next("w2")
    story.open("w3")
    story.hall.let_pass(5)
    story.press(c.MarkMissed, "w2")
    story.press(c.CallTicket, "w2", ticket=missed)
    story.hall.now = NIGHT
    facts = [(fact.kind, fact.day) for fact in story.hall.do(c.Tick())]
    kinds = [kind for kind, _ in facts]
    assert kinds.count("service_finished") == 1
    assert kinds.count("ticket_expired") == 3
    assert kinds.count("window_closed") == 3
    assert facts[-2:] == [("day_closed", date(2026, 3, 12)), ("day_opened", date(2026, 3, 13))]
    state = story.hall.state
    assert (state.tickets, state.ended, {each.state for each in state.windows.values()}) == (
        {},
        {},
        {"closed"},
    )
    assert len({served, called, missed, waiting}) == 4


def test_the_new_day_begins_again_at_one_with_its_quotas_and_services_as_defined(story):
    story.take()
    story.do(c.SuspendService(service="ask"))
    story.do(c.ChangeWindowServices(window="w1", services=("ask",)))
    story.hall.now = NIGHT
    tick(story)
    assert story.take() == "A001"
    assert story.hall.state.issued == {"house": 1}
    assert (story.hall.state.suspended, story.window("w1").services) == ({}, ("house", "pledge"))


def test_a_hall_open_day_and_night_carries_who_waits_once_and_keeps_their_numbers(story):
    story.redefine(policy=Policy(carry_over=True))
    story.open()
    called, waiting = story.take(), story.take()
    story.next()
    story.hall.now = NIGHT
    tick(story)
    assert story.queue() == [called, waiting]
    assert [story.take(), story.take()] == ["A003", "A004"]
    story.hall.now += timedelta(days=1)
    tick(story)
    assert story.queue() == ["A003", "A004"]


def test_over_a_long_holiday_the_hall_was_off_and_opens_a_new_day(story):
    story.take()
    story.hall.now += timedelta(days=9)
    assert tick(story, after_gap=True) == ("ticket_expired", "day_closed", "day_opened")
    assert story.hall.state.day == date(2026, 3, 21)


def test_a_clock_that_jumps_ahead_in_mid_day_stops_time_but_not_the_hall(story):
    story.open()
    story.take()
    right = story.hall.now
    story.hall.now = right + timedelta(days=700)
    assert tick(story) == ("alarm_raised",)
    assert tick(story) == ()
    second = story.take()
    assert story.hall.facts[-1].at == right
    assert (story.next(), story.next()) == ("A001", second)
    assert story.hall.state.day == date(2026, 3, 12)
    story.hall.now = right + timedelta(minutes=1)
    assert tick(story) == ("alarm_cleared",)
    story.take()
    assert story.hall.facts[-1].at == right + timedelta(minutes=1)


def test_a_clock_far_behind_raises_an_alarm_and_facts_keep_their_order(story):
    story.open()
    story.take()
    before = story.hall.facts[-1].at
    story.hall.now -= timedelta(days=300)
    assert tick(story) == ("alarm_raised",)
    assert story.next() == "A001"
    assert story.hall.facts[-1].at == before
    assert story.hall.state.day == date(2026, 3, 12)


def test_a_clock_a_little_behind_is_nobodys_alarm(story):
    story.take()
    story.hall.now -= timedelta(minutes=4)
    assert tick(story) == ()


def test_a_box_that_was_never_told_the_time_opens_no_day(definition):
    hall = PaperHall(definition, datetime(1970, 1, 1, tzinfo=UTC))
    assert not hall.state.is_open
    assert [fact.kind for fact in hall.facts] == ["hall_defined", "alarm_raised"]
    hall.now = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
    assert [fact.kind for fact in hall.do(c.Tick())] == ["alarm_cleared", "day_opened"]


def test_before_the_day_is_open_nothing_can_be_taken_or_opened(definition):
    hall = PaperHall(definition, datetime(1970, 1, 1, tzinfo=UTC))
    for command in (c.TakeTicket(service="house"), c.OpenWindow(window="w1")):
        with pytest.raises(Exception, match="day-not-open"):
            hall.do(command)


def test_moments_are_whole_milliseconds_so_that_a_replay_is_exact(story):
    story.hall.now += timedelta(microseconds=1234)
    story.take()
    assert story.hall.facts[-1].at.microsecond == 1000


def test_an_undefined_hall_has_nothing_due():
    hall = PaperHall(Definition(id="", name=""), NIGHT)
    assert due(hall.day) is None
    assert hall.facts == []


def test_a_wrapped_number_does_not_meet_one_that_was_carried(story):
    story.redefine(policy=Policy(carry_over=True), series=(Series(id="A", prefix="A", last=2, wrap=True),))
    kept = story.take()
    story.hall.now = NIGHT
    tick(story)
    assert replace(story.ticket(kept)).state == "waiting"
    assert story.take() == "A002"
    assert story.problem(c.TakeTicket(service="house")).type == "numbers-used-up"
