"""Stories of alarms: raised once when something lasts too long, cleared by themselves, each at its minute."""

from dataclasses import replace

import pytest

from hall.rules import due
from link.messages import commands as c
from link.messages.definition import AlarmLimits, Hours, TakingRules


def limits(story, **minutes):
    story.redefine(alarms=AlarmLimits(**minutes))


def tick(story, minutes=0.0):
    """The clock asks, so many minutes later; what began (+) and ended (-)."""
    story.hall.let_pass(minutes * 60)
    known = len(story.hall.facts)
    story.do(c.Tick())
    signs = {"alarm_raised": "+", "alarm_cleared": "-"}
    return [f"{signs[each.kind]}{each.body.alarm}/{each.body.about}" for each in story.hall.facts[known:]]


def test_a_wait_over_its_limit_is_told_once_and_ends_with_the_call(story):
    limits(story, wait_min=30)
    story.open()
    story.take("house")  # 9:00
    assert tick(story, 29) == []
    assert tick(story, 1) == ["+wait-long/house"]  # 9:30
    alarm = story.hall.state.alarms["wait-long/house"]
    assert alarm.fields == {"service": "首次登记", "waiting": "1", "minutes": "30"}
    assert tick(story, 5) == []
    story.next()
    assert tick(story) == ["-wait-long/house"]
    assert story.hall.state.alarms == {}


def test_of_people_who_are_told_to_come_again_at_that_moment_there_is_no_alarm(story):
    every_day = Hours(days=(0, 1, 2, 3, 4, 5, 6), start="08:00", end="17:00")
    story.redefine(
        hours=(every_day,),
        taking=TakingRules(at_closing="expire", grace_min=30),
        alarms=AlarmLimits(wait_min=60),
    )
    story.clock("16:00")
    story.take("house")
    story.clock("17:31")  # the hall was off since four
    assert story.do(c.Tick(after_gap=True)) == ("ticket_expired",)
    assert tick(story, 1) == []


def test_a_service_may_have_a_limit_of_its_own_or_none(story):
    services = tuple(
        replace(each, wait_limit_min=10 if each.id == "ask" else 0)
        for each in story.hall.state.definition.services
    )
    story.redefine(services=services, alarms=AlarmLimits(wait_min=30))
    story.take("ask"), story.take("house")
    assert tick(story, 10) == ["+wait-long/ask"]
    assert tick(story, 60) == []


def test_somebody_placed_first_does_not_hide_how_long_the_ones_behind_wait(story):
    limits(story, wait_min=30)
    story.open("w2")
    story.take("ask")
    story.next("w2")
    story.take("house")
    story.hall.let_pass(29 * 60)
    story.press(c.Transfer, "w2", service="house", place="first")
    assert tick(story, 1) == ["+wait-long/house"]


def test_a_window_that_calls_nobody_while_people_wait(story):
    limits(story, idle_min=5)
    story.open("w3")
    assert tick(story, 20) == []  # nobody waits for what it calls
    story.take("ask")
    assert tick(story, 4) == []
    assert tick(story, 1) == ["+window-idle/w3"]
    story.next("w3")
    assert tick(story) == ["-window-idle/w3"]


def test_people_and_no_window_at_work(story):
    limits(story, unserved_min=5)
    story.open("w2"), story.open("w3")
    story.take("ask")
    assert tick(story, 10) == []
    story.press(c.CloseWindow, "w3")
    story.press(c.PauseWindow, "w2")
    assert tick(story, 4) == []
    assert tick(story, 1) == ["+queue-unserved/ask"]
    story.press(c.ResumeWindow, "w2")
    assert tick(story) == ["-queue-unserved/ask"]


def test_a_clerk_who_is_away_too_long(story):
    limits(story, away_min=15)
    story.open("w1", "1001")
    story.press(c.PauseWindow, reason="午餐")
    assert tick(story, 14) == []
    assert tick(story, 1) == ["+clerk-away/w1"]
    story.press(c.CloseWindow)
    assert tick(story) == ["-clerk-away/w1"]


def test_a_number_that_nobody_answers(story):
    limits(story, unanswered_min=2)
    story.open()
    story.take(), story.take()
    story.next()
    assert tick(story, 2) == ["+call-unanswered/w1"]
    story.press(c.MarkArrived)
    assert tick(story) == ["-call-unanswered/w1"]


def test_a_quota_near_its_end(story):
    services = tuple(
        replace(each, quota=10 if each.id == "ask" else None) for each in story.hall.state.definition.services
    )
    story.redefine(services=services, alarms=AlarmLimits(quota_left=20))
    for _ in range(7):
        story.take("ask")
    assert tick(story) == []
    story.take("ask")
    assert tick(story) == ["+quota-low/ask"]
    assert story.hall.state.alarms["quota-low/ask"].fields["left"] == "2"


def test_the_clock_knows_when_the_next_alarm_begins_and_rings_for_nothing_else(story):
    limits(story, wait_min=30, idle_min=5, away_min=15, unserved_min=7)
    story.open()
    story.take()
    at = due(story.hall.day)
    assert (at - story.hall.now).total_seconds() == pytest.approx(5 * 60, abs=0.01)
    story.hall.now = at
    assert tick(story) == ["+window-idle/w1"]
    assert (due(story.hall.day) - story.hall.now).total_seconds() == pytest.approx(25 * 60, abs=0.01)


def test_a_hall_that_asks_for_no_alarms_has_none(story):
    story.open()
    story.take()
    story.press(c.PauseWindow)
    assert tick(story, 600) == []


def test_yesterdays_alarms_are_gone_in_the_morning(story):
    limits(story, wait_min=30)
    story.take()
    assert tick(story, 30) == ["+wait-long/house"]
    story.hall.now = story.hall.now.replace(hour=21)
    story.do(c.Tick())
    assert tick(story, 1) == ["-wait-long/house"]
