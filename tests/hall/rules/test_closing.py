"""Stories of the end of the day: whose turn would come too late, and what becomes of who still waits."""

from dataclasses import replace

from hall.rules import due
from hall.rules.paper import replay
from link.messages import commands as c
from link.messages.definition import Hours, TakingRules

WEEK = (Hours(start="08:30", end="12:00"), Hours(start="13:30", end="17:00"))


def with_minutes(story, minutes, **rules):
    services = story.hall.state.definition.services
    story.redefine(
        hours=WEEK,
        services=(replace(services[0], minutes=minutes), *services[1:]),
        taking=TakingRules(**rules),
    )


def test_no_ticket_where_the_turn_would_come_after_closing(story):
    """Ten minutes each at two windows: with seven ahead the turn comes 35 minutes later."""
    with_minutes(story, 10, late_serving_min=0)
    story.open("w1")
    story.open("w2")
    story.clock("16:25")
    for _ in range(7):
        story.take()
    assert story.take() == "A008"
    problem = story.problem(c.TakeTicket(service="house"))
    assert (problem.type, problem.fields["time"]) == ("turn-after-closing", "17:00")
    story.open("w3")  # which does not call this service
    assert story.problem(c.TakeTicket(service="house")).type == "turn-after-closing"


def test_a_hall_may_go_on_a_quarter_of_an_hour_for_those_it_took_in(story):
    with_minutes(story, 10, late_serving_min=15)
    story.open("w1")
    story.clock("16:40")
    for _ in range(4):
        story.take()
    assert story.problem(c.TakeTicket(service="house")).type == "turn-after-closing"


def test_before_lunch_nobody_is_turned_away_for_it_goes_on_in_the_afternoon(story):
    with_minutes(story, 60, late_serving_min=0)
    story.open("w1")
    story.clock("11:50")
    assert [story.take() for _ in range(3)] == ["A001", "A002", "A003"]


def test_without_a_known_pace_nobody_is_turned_away_by_guesses(story):
    story.redefine(hours=WEEK, taking=TakingRules(late_serving_min=0))
    story.clock("16:59")
    assert [story.take() for _ in range(9)][-1] == "A009"


def test_who_still_waits_at_closing_is_served(story):
    story.redefine(hours=WEEK)
    story.open()
    story.take()
    story.clock("18:00")
    assert story.do(c.Tick()) == ()
    assert story.next() == "A001"


def test_or_is_told_to_come_again_when_the_time_of_grace_is_over(story):
    story.redefine(hours=WEEK, taking=TakingRules(at_closing="expire", grace_min=20))
    story.open()
    first, second, third = story.take(), story.take(), story.take()
    story.clock("12:40")
    story.do(c.Tick())
    assert story.queue() == [first, second, third], "lunch is no end"
    story.clock("17:10")
    assert story.next() == first
    assert f"{due(story.hall.day).astimezone(story.local().tzinfo):%H:%M}" == "17:20"
    story.clock("17:20")
    assert story.do(c.Tick()) == ("ticket_expired", "ticket_expired")
    assert story.hall.facts[-1].body.reason == "hours-over"
    assert (story.at("w1"), story.ticket(second).state) == (first, "expired")
    assert story.do(c.Tick()) == ()
    assert replay(story.hall.facts) == story.hall.day


def test_in_a_hall_open_day_and_night_nobody_is_told_to_come_again(story):
    story.redefine(hours=(Hours(days=(0, 1, 2, 3, 4, 5, 6)),), taking=TakingRules(at_closing="expire"))
    story.take()
    story.clock("3:59", days=1)
    assert "ticket_expired" not in story.do(c.Tick())


def test_a_service_with_longer_hours_keeps_its_people(story):
    services = story.hall.state.definition.services
    late = replace(services[2], hours=(Hours(start="08:30", end="20:00"),))
    story.redefine(hours=WEEK, services=(*services[:2], late), taking=TakingRules(at_closing="expire"))
    story.take()
    story.take("ask")
    story.clock("17:30")
    assert story.do(c.Tick()) == ("ticket_expired",)
    assert (story.queue(), story.queue("ask")) == ([], ["B001"])
