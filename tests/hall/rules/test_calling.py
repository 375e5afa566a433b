"""Stories of the one key: who is called, when, and what becomes of the one before."""

import pytest

from link.messages import commands as c
from link.messages.definition import Policy
from link.messages.facts import TicketCalled


def test_the_next_person_is_the_one_who_came_first(story):
    story.open()
    first, second = story.take(), story.take()
    assert story.next() == first
    story.press(c.StartService)
    assert story.next() == second
    assert story.ticket(first).state == "finished"


def test_an_old_person_goes_before_those_who_came_earlier_but_after_older_ones_of_their_class(story):
    story.open()
    young, old, older = story.take(), story.take(priority="elderly"), story.take(priority="elderly")
    assert [story.next(), story.next(), story.next()] == [old, older, young]


def test_a_window_calls_across_its_services_by_arrival(story):
    story.open("w2")
    numbers = [story.take("ask"), story.take("house"), story.take("ask")]
    assert [story.next("w2") for _ in numbers] == numbers


def test_two_windows_never_get_the_same_person(story):
    story.open("w1")
    story.open("w2")
    story.take()
    assert [story.next("w1"), story.next("w2", wait_s=0)] == ["A001", None]


def test_with_nobody_waiting_the_key_does_nothing(story):
    story.open()
    assert story.press(c.CallNext) == ()
    assert story.at("w1") is None


def test_the_last_one_is_finished_by_the_key_even_when_nobody_follows(story):
    story.open()
    story.take()
    story.next()
    story.press(c.StartService)
    assert story.press(c.CallNext) == ("service_finished",)
    assert story.window("w1").state == "open"


def test_one_who_did_not_come_is_missed_when_the_next_is_called(story):
    story.open()
    absent, present = story.take(), story.take()
    story.next()
    assert story.next() == present
    assert story.ticket(absent).state == "missed"


def test_a_key_pressed_twice_calls_once(story):
    story.open()
    story.take()
    story.take()
    story.next()
    story.hall.let_pass(1)
    problem = story.problem(c.CallNext(window="w1"))
    assert (problem.type, problem.fields) == ("double-press", {"ticket": "A001", "seconds": "2"})
    assert story.at("w1") == "A001"


def test_a_clock_that_steps_far_back_does_not_lock_the_key(story):
    story.open()
    story.take()
    second = story.take()
    story.next()
    assert story.next(wait_s=-240) == second


def test_a_key_pressed_for_somebody_who_has_gone_hits_nobody(story):
    story.open()
    story.take()
    story.take()
    story.next()
    story.hall.let_pass(10)
    assert story.problem(c.CallNext(window="w1", at=c.Seen(ticket=None))).type == "other-ticket"
    assert story.problem(c.MarkMissed(window="w1", at=c.Seen(ticket="someone"))).type == "other-ticket"
    seen = c.Seen(ticket=story.window("w1").ticket)
    assert story.do(c.CallNext(window="w1", at=seen)) == ("ticket_missed", "ticket_called")


def test_where_an_outcome_must_be_told_the_key_does_not_finish(story):
    story.redefine(policy=Policy(outcome_mandatory=True))
    story.open()
    story.take()
    story.next()
    story.press(c.StartService)
    story.hall.let_pass(60)
    assert story.problem(c.CallNext(window="w1")).type == "outcome-missing"
    assert story.problem(c.FinishService(window="w1")).type == "outcome-missing"
    assert story.press(c.FinishService, outcome="done") == ("service_finished",)


def test_a_closed_or_paused_window_calls_nobody(story):
    story.take()
    assert story.problem(c.CallNext(window="w1")).type == "window-not-open"
    story.open()
    story.press(c.PauseWindow)
    assert story.problem(c.CallNext(window="w1")).type == "window-paused"
    assert story.problem(c.CallNext(window="w9")).type == "unknown-window"


def test_a_call_is_shown_where_the_paper_sent_people_and_where_the_window_is(story):
    story.open("w2")
    story.open("w3")
    story.take("ask")
    assert story.ticket("B001").zones == ("left", "right")
    story.next("w3")
    called = story.hall.facts[-1].body
    assert isinstance(called, TicketCalled)
    assert called.zones == ("left", "right")


def test_a_number_is_called_again_until_the_limit(story):
    story.redefine(policy=Policy(recall_limit=1))
    story.open()
    story.take()
    story.next()
    assert story.press(c.Recall) == ("ticket_recalled",)
    problem = story.problem(c.Recall(window="w1"))
    assert (problem.type, problem.fields["limit"]) == ("recall-limit", "1")
    story.press(c.StartService)
    assert story.problem(c.Recall(window="w1")).type == "ticket-state"


def test_a_missed_person_who_shows_up_is_called_by_number(story):
    story.open()
    late = story.take()
    story.next()
    story.press(c.MarkMissed)
    assert story.press(c.CallTicket, ticket=late.lower()) == ("ticket_called",)
    called = story.hall.facts[-1].body
    assert isinstance(called, TicketCalled)
    assert called.picked
    assert called.again


def test_a_chosen_ticket_must_exist_wait_and_belong_to_the_window(story):
    story.open("w1")
    story.open("w3")
    number = story.take("ask")
    assert story.problem(c.CallTicket(window="w1", ticket=number)).type == "service-not-here"
    assert story.problem(c.CallTicket(window="w1", ticket="Z999")).type == "unknown-ticket"
    story.next("w3")
    story.open("w2")
    assert story.problem(c.CallTicket(window="w2", ticket=number)).type == "ticket-state"


def test_somebody_without_a_ticket_is_served_at_once_under_a_number_of_their_own(story):
    story.open()
    assert story.press(c.WalkDirect, service="pledge") == ("ticket_issued", "service_started")
    assert (story.at("w1"), story.window("w1").state) == ("A001", "serving")
    assert story.problem(c.WalkDirect(window="w1")).type == "window-serving"
    story.press(c.FinishService)
    assert story.problem(c.WalkDirect(window="w1", service="ask")).type == "service-not-here"


@pytest.mark.parametrize("verb", [c.Recall, c.MarkArrived, c.StartService, c.FinishService, c.MarkMissed])
def test_a_window_without_a_ticket_says_so(story, verb):
    story.open()
    assert story.problem(verb(window="w1")).type == "window-without-ticket"
