"""Stories of numbers put aside: with a window, with a clerk, in a pool, until a moment or until somebody takes them."""

from datetime import timedelta

import pytest

from link.messages import commands as c
from link.messages.definition import Pool
from link.views import caller_view


@pytest.fixture
def hall(story):
    """Nine o'clock: A001 is called to window 1 of clerk 1001, A002 to A004 wait; there is a pool for reviews."""
    story.redefine(pools=(Pool(id="review", name="审核"),))
    story.open(clerk="1001")
    for _ in range(4):
        story.take()
    story.next()
    return story


def at(story, minutes):
    return story.hall.now + timedelta(minutes=minutes)


def test_parked_for_ten_minutes_and_first_at_the_same_window_then(hall):
    hall.press(c.Park, until=at(hall, 10))
    assert hall.next() == "A002"
    hall.press(c.StartService)
    hall.hall.let_pass(9 * 60)
    assert hall.do(c.Tick()) == ()
    hall.hall.let_pass(60)
    assert hall.do(c.Tick()) == ("ticket_unparked",)
    assert hall.queue("window:w1") == ["A001"]
    assert hall.next() == "A001"


def test_nobody_else_calls_who_is_parked_with_a_window(hall):
    hall.open("w2")
    hall.press(c.Park, until=at(hall, 1))
    hall.hall.let_pass(60)
    hall.do(c.Tick())
    assert hall.next("w2") == "A002"


def test_parked_with_the_clerk_they_come_back_wherever_the_clerk_sits_then(hall):
    hall.press(c.Park, with_clerk=True, until=at(hall, 10))
    hall.press(c.CloseWindow)
    hall.open("w2", clerk="1001")
    hall.hall.let_pass(600)
    hall.do(c.Tick())
    assert hall.next("w2") == "A001"


def test_where_the_window_is_closed_by_then_they_wait_by_age_for_anybody(hall):
    hall.press(c.Park, until=at(hall, 10))
    hall.press(c.CloseWindow)
    hall.hall.let_pass(600)
    hall.do(c.Tick())
    assert hall.queue() == ["A001", "A002", "A003", "A004"]


def test_a_pool_is_a_shelf_that_all_see_and_whoever_calls_the_service_takes_from(hall):
    hall.open("w2")
    hall.press(c.Park, pool="review")
    seen = caller_view(hall.hall.state, "w2")
    assert [(each.name, [one.number for one in each.parked]) for each in seen.pools] == [("审核", ["A001"])]
    assert seen.parked == ()
    hall.press(c.CallTicket, "w2", ticket="A001")
    assert hall.at("w2") == "A001"


def test_a_pool_that_is_not_there_is_refused(hall):
    assert hall.problem(c.Park(window="w1", pool="moon")).type == "unknown-pool"


@pytest.mark.parametrize("minutes", [0, -5, 60 * 24])
def test_only_a_moment_later_today_will_do(hall, minutes):
    assert hall.problem(c.Park(window="w1", until=at(hall, minutes))).type == "not-later-today"


def test_taken_out_by_hand_they_wait_where_they_stood(hall):
    hall.press(c.Park, until=at(hall, 10))
    hall.press(c.Unpark, ticket=hall.ticket("A001").id)
    assert hall.queue() == ["A001", "A002", "A003", "A004"]
    hall.hall.let_pass(3600)
    assert hall.do(c.Tick()) == ()


def test_a_clerk_takes_a_number_out_as_it_stands_on_the_paper(hall):
    hall.press(c.Park, until=at(hall, 10))
    hall.press(c.Unpark, ticket="a001")
    assert hall.queue() == ["A001", "A002", "A003", "A004"]


def test_the_clerk_sees_until_when(hall):
    hall.press(c.Park, until=at(hall, 10))
    seen = caller_view(hall.hall.state, "w1")
    assert [(each.number, each.until) for each in seen.parked] == [("A001", at(hall, 10))]
