"""Stories of numbers that were called and did not come: every policy that halls have, with times on it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from link.messages import commands as c
from link.messages.definition import MissedPolicy


@pytest.fixture
def hall(story):
    """Nine o'clock, window 1 is open, A001 to A006 wait; `hall(policy)` says what becomes of the missed."""

    def make(people: int = 6, **policy):
        house, *others = story.hall.state.definition.services
        story.redefine(services=(replace(house, missed=MissedPolicy(**policy)), *others))
        story.open(clerk="1001")
        for _ in range(people):
            story.take()
        return story

    return make


def pass_until(story, hour_minute):
    """The hall's clock moves on, ringing for all that is due on the way."""
    story.clock(hour_minute)
    story.do(c.Tick())


def test_void_at_once(hall):
    story = hall(then="void")
    story.next()
    assert story.press(c.MarkMissed) == ("ticket_missed", "ticket_expired")
    assert story.ticket("A001").state == "expired"
    assert story.problem(c.ReviveTicket(ticket=story.ticket("A001").id)).type == "ticket-state"


def test_kept_for_three_later_calls_and_void_with_the_third(hall):
    story = hall(calls=3)
    story.next()
    assert story.next() == "A002"  # nobody came: A001 is missed, A002 is the first later call
    assert story.next() == "A003"
    assert story.ticket("A001").state == "missed"
    assert story.next() == "A004"
    assert story.ticket("A001").state == "expired"
    assert story.ticket("A002").state == "missed"


def test_one_who_comes_in_time_is_not_void_any_more(hall):
    story = hall(calls=2)
    story.next()
    story.next()
    story.hall.let_pass(5)
    story.press(c.CallTicket, ticket="A001")
    story.press(c.FinishService)
    assert story.next() == "A003"
    assert story.next() == "A004"
    assert story.ticket("A001").state == "finished"


def test_kept_for_one_later_call_is_void_with_the_very_press_that_calls_it(hall):
    story = hall(calls=1)
    story.next()
    assert story.next() == "A002"
    assert story.ticket("A001").state == "expired"


def test_other_series_do_not_count(hall):
    story = hall(calls=1)
    story.open("w3")
    story.next()
    story.press(c.MarkMissed)
    story.take("ask")
    story.next("w3")
    assert story.ticket("A001").state == "missed"


def test_kept_for_half_an_hour_and_void_at_half_past_nine(hall):
    story = hall(minutes=30)
    story.next()
    story.press(c.MarkMissed)
    assert story.ticket("A001").until == story.hall.now + timedelta(minutes=30)
    pass_until(story, "9:29")
    assert story.ticket("A001").state == "missed"
    pass_until(story, "9:31")
    assert story.ticket("A001").state == "expired"


def test_the_third_miss_is_void_before_that_to_the_end_of_the_queue(hall):
    story = hall(people=2, then="requeue", times=2)
    assert [story.next(), story.next()] == ["A001", "A002"]
    assert story.queue() == ["A001"]
    assert story.next() == "A001"
    assert story.queue() == ["A002"]
    story.press(c.MarkMissed)
    assert story.queue() == ["A002", "A001"]
    assert [story.next(), story.next()] == ["A002", "A001"]
    story.press(c.MarkMissed)
    assert (story.ticket("A001").state, story.ticket("A001").misses) == ("expired", 3)
    assert story.hall.facts[-1].body.reason == "no-show"


def test_back_into_the_queue_behind_two_others(hall):
    story = hall(then="requeue", back=2)
    story.next()
    assert story.next() == "A002"
    assert story.queue() == ["A003", "A001", "A004", "A005", "A006"]


def test_a_void_number_is_called_back_while_no_more_than_two_were_called_since(hall):
    story = hall(then="void", tolerance=2)
    story.next()
    story.next()
    story.next()
    assert story.ticket("A001").state == "expired"
    story.hall.let_pass(5)
    assert "ticket_called" in story.press(c.CallTicket, ticket="A001")
    assert (story.at("w1"), story.hall.facts[-1].body.again) == ("A001", True)


def test_after_that_it_is_too_late_and_the_refusal_says_so(hall):
    story = hall(then="void", tolerance=2)
    for _ in range(4):
        story.next()
    story.hall.let_pass(5)
    problem = story.problem(c.CallTicket(window="w1", ticket="A001"))
    assert (problem.type, problem.fields["limit"]) == ("too-late-to-return", "2")
    assert story.problem(c.ReviveTicket(ticket=story.ticket("A001").id)).type == "too-late-to-return"


def test_one_recall_too_many_sends_back_into_the_queue(hall):
    story = hall(recalls=1, at_recall_limit="miss", then="requeue", back=1)
    story.next()
    assert story.press(c.Recall) == ("ticket_recalled",)
    assert story.press(c.Recall) == ("ticket_missed", "ticket_returned")
    assert story.queue()[:2] == ["A002", "A001"]


def test_no_recall_within_ten_seconds_of_the_call(hall):
    story = hall(recall_after_s=10)
    story.next()
    story.hall.let_pass(4)
    problem = story.problem(c.Recall(window="w1"))
    assert (problem.type, problem.fields["seconds"]) == ("recall-too-soon", "6")
    story.hall.let_pass(6)
    assert story.press(c.Recall) == ("ticket_recalled",)
    assert story.problem(c.Recall(window="w1")).type == "recall-too-soon"


def test_nobody_is_missed_within_thirty_seconds_unless_recalled_twice(hall):
    story = hall(missed_after_s=30, missed_after_recalls=2)
    story.next()
    story.hall.let_pass(10)
    problem = story.problem(c.MarkMissed(window="w1"))
    assert (problem.type, problem.fields["seconds"]) == ("missed-too-soon", "20")
    assert story.problem(c.CallNext(window="w1")).type == "missed-too-soon"
    story.press(c.Recall)
    story.press(c.Recall)
    assert story.press(c.MarkMissed) == ("ticket_missed",)


def test_two_recalls_first_where_only_those_are_asked_for(hall):
    story = hall(missed_after_recalls=1)
    story.next()
    story.hall.let_pass(60)
    assert story.problem(c.MarkMissed(window="w1")).type == "recall-first"
    story.press(c.Recall)
    assert story.press(c.MarkMissed) == ("ticket_missed",)


def test_who_comes_back_waits_for_the_same_clerk_behind_one_other(hall):
    story = hall(revive_to_same=True, revive_back=1)
    story.open("w2", clerk="1002")
    story.next("w1")
    story.press(c.MarkMissed)
    assert story.do(c.ReviveTicket(ticket=story.ticket("A001").id)) == ("ticket_revived",)
    assert story.queue("clerk:1001") == ["A001"]
    assert story.next("w2") == "A002"
    story.press(c.FinishService, "w2")
    assert story.next("w1") == "A001"


def test_where_that_clerk_has_gone_they_wait_for_anybody(hall):
    story = hall(revive_to_same=True)
    story.next()
    story.press(c.MarkMissed)
    story.press(c.CloseWindow)
    story.do(c.ReviveTicket(ticket=story.ticket("A001").id))
    assert story.ticket("A001").target == ""
    assert "A001" in story.queue()


def test_nobody_answers_for_a_minute_and_is_missed_by_itself(story):
    house, *others = story.hall.state.definition.services
    story.redefine(services=(replace(house, no_show_s=60), *others))
    story.open()
    story.take()
    story.next()
    story.hall.let_pass(40)
    story.press(c.Recall)
    story.hall.let_pass(59)
    assert story.do(c.Tick()) == ()
    story.hall.let_pass(1)
    assert story.do(c.Tick()) == ("ticket_missed",)
    assert (story.hall.facts[-1].body.reason, story.window("w1").state) == ("no-answer", "open")


def test_who_has_arrived_is_not_missed_by_itself(story):
    house, *others = story.hall.state.definition.services
    story.redefine(services=(replace(house, no_show_s=60, confirm_arrival=True), *others))
    story.open()
    story.take()
    story.next()
    assert story.problem(c.StartService(window="w1")).type == "not-arrived"
    assert story.problem(c.FinishService(window="w1")).type == "not-arrived"
    story.press(c.MarkArrived)
    story.hall.let_pass(600)
    assert story.do(c.Tick()) == ()
    assert story.press(c.StartService) == ("service_started",)
