"""Stories of alarms that somebody looks after, and of people who came for something else than their ticket says."""

import pytest

from hall.access.views import shown_state
from hall.rules.paper import replay
from link.messages import commands as c
from link.messages.facts import Who
from link.state import snapshot_value, state_of

DESK = Who(box="desk-1", clerk="1003")


def trouble(story, *reasons):
    troubles = tuple(c.Trouble(part="printer", reason=each) for each in reasons)
    story.do(c.ReportHealth(box="kiosk-1", troubles=troubles, printers=("ticket",)))


def acknowledge(about="kiosk-1/printer", alarm="box-trouble", who=DESK):
    return c.AcknowledgeAlarm(alarm=alarm, about=about, who=who)


def test_who_looks_after_a_trouble_is_told_and_the_trouble_lasts_until_it_is_over(story):
    trouble(story, "out_of_paper")
    story.hall.let_pass(60)
    assert story.do(acknowledge()) == ("alarm_acknowledged",)
    seen = story.hall.state.troubles["kiosk-1/printer"]
    assert (seen.acknowledged_by, seen.acknowledged_box, seen.acknowledged_at) == (
        "1003",
        "desk-1",
        story.hall.now,
    )
    trouble(story)
    assert not story.hall.state.troubles


def test_who_was_first_stays(story):
    trouble(story, "out_of_paper")
    story.do(acknowledge())
    assert story.do(acknowledge(who=Who(box="desk-2", clerk="1004"))) == ()
    assert story.hall.state.troubles["kiosk-1/printer"].acknowledged_by == "1003"


def test_another_trouble_of_the_same_part_is_seen_by_nobody_yet(story):
    trouble(story, "paper_low")
    story.do(acknowledge())
    trouble(story, "out_of_paper")
    assert story.hall.state.troubles["kiosk-1/printer"].acknowledged_at is None


def test_an_alarm_that_is_over_cannot_be_looked_after(story):
    assert story.problem(acknowledge()).type == "unknown-alarm"
    assert story.problem(acknowledge(alarm="wait-long", about="house")).type == "unknown-alarm"


def test_a_screen_sees_that_it_is_seen_but_not_by_whom(story):
    trouble(story, "out_of_paper")
    story.do(acknowledge())
    shown = shown_state("screen", story.hall.state).troubles["kiosk-1/printer"]
    assert shown.acknowledged_at is not None
    assert shown.acknowledged_by == ""


def test_a_box_that_joins_later_knows_who_looks_after_what_and_which_printers_there_are(story):
    trouble(story, "out_of_paper")
    story.do(acknowledge())
    joined = state_of(snapshot_value(story.hall.state))
    assert joined.troubles == story.hall.state.troubles
    assert joined.printers == {"kiosk-1": ("ticket",)}
    assert replay(story.hall.facts).public.troubles == joined.troubles


def test_who_came_for_something_else_keeps_number_and_age(story):
    first, second = story.take(), story.take("ask")
    story.do(c.ChangeService(ticket=story.ticket(first).id, service="ask"))
    assert story.queue("house") == []
    assert story.queue("ask") == [first, second]
    assert story.ticket(first).zones == ("left", "right")


def test_what_else_it_is_for_stays_and_is_not_doubled(story):
    number = story.take(further=("ask", "pledge"))
    story.do(c.ChangeService(ticket=story.ticket(number).id, service="ask"))
    assert (story.ticket(number).service, story.ticket(number).further) == ("ask", ("pledge",))


def test_the_same_service_again_is_no_news(story):
    number = story.take()
    assert story.do(c.ChangeService(ticket=story.ticket(number).id, service="house")) == ()


def test_who_has_been_called_is_moved_by_the_window_alone(story):
    story.open()
    number = story.take()
    story.next()
    assert (
        story.problem(c.ChangeService(ticket=story.ticket(number).id, service="ask")).type == "ticket-state"
    )


@pytest.mark.parametrize(("service", "problem"), [("ask", "service-suspended"), ("moon", "unknown-service")])
def test_nobody_is_sent_where_nobody_serves(story, service, problem):
    number = story.take()
    story.do(c.SuspendService(service="ask"))
    assert story.problem(c.ChangeService(ticket=story.ticket(number).id, service=service)).type == problem
