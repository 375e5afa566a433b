"""Stories of how a matter ends, of people without a ticket, of chosen numbers and of those who leave."""

from dataclasses import replace

import pytest

from link.messages import commands as c
from link.messages.definition import Clerk, Outcome, Policy
from link.messages.facts import ServiceFinished

OUTCOMES = (Outcome(id="instant", name="即办件"), Outcome(id="promised", name="承诺件"))


@pytest.fixture
def hall(story):
    """House matters end only with an outcome of the list; one is being served."""
    house, *others = story.hall.state.definition.services
    story.redefine(services=(replace(house, outcome_mandatory=True), *others), outcomes=OUTCOMES)
    story.open(clerk="1001")
    story.take(), story.take()
    story.next()
    story.press(c.StartService)
    return story


def test_neither_finish_nor_next_goes_without_an_outcome(hall):
    for press in (c.FinishService, c.CallNext):
        assert hall.problem(press(window="w1")).type == "outcome-missing"


def test_an_outcome_that_is_not_on_the_list_is_refused_with_the_list(hall):
    problem = hall.problem(c.FinishService(window="w1", outcome="补办件"))
    assert (problem.type, problem.fields["known"]) == ("unknown-outcome", "即办件、承诺件")


def test_next_takes_the_outcome_and_the_papers_handed_out(hall):
    hall.hall.let_pass(5)
    hall.press(c.CallNext, outcome="即办件", delivered=2)
    ended = next(each.body for each in hall.hall.facts if isinstance(each.body, ServiceFinished))
    assert (ended.outcome, ended.delivered, hall.at("w1")) == ("instant", 2, "A002")


def test_a_service_may_do_without_where_the_hall_does_not(story):
    house, *others = story.hall.state.definition.services
    story.redefine(
        services=(replace(house, outcome_mandatory=False), *others), policy=Policy(outcome_mandatory=True)
    )
    story.open()
    story.take("house"), story.take("pledge")
    story.next()
    story.press(c.StartService)
    assert story.next() == "A002"
    story.press(c.StartService)
    assert story.problem(c.CallNext(window="w1")).type == "outcome-missing"


def test_somebody_leaves_in_the_middle(hall):
    assert hall.press(c.Abandon) == ("ticket_cancelled",)
    assert (hall.ticket("A001").state, hall.window("w1").state) == ("cancelled", "open")
    assert hall.hall.facts[-1].body.reason == "abandoned"


def test_in_a_hall_of_few_visitors_one_press_serves_one_after_the_other(story):
    w1, *others = story.hall.state.definition.windows
    story.redefine(policy=Policy(low_volume=True), windows=(replace(w1, walk_service="pledge"), *others))
    story.open()
    assert story.press(c.WalkDirect) == ("ticket_issued", "service_started")
    assert story.press(c.WalkDirect) == ("service_finished", "ticket_issued", "service_started")
    assert (story.ticket("A002").service, story.window("w1").finished) == ("pledge", 1)


def test_only_clerks_who_may_choose_a_number_out_of_turn(story):
    story.redefine(clerks=(Clerk(id="1001", name="王", may=()), Clerk(id="1002", name="李", may=("pick",))))
    story.open("w1", clerk="1001")
    story.open("w2", clerk="1002")
    for _ in range(3):
        story.take()
    assert story.problem(c.CallTicket(window="w1", ticket="A003")).type == "clerk-may-not"
    assert "ticket_called" in story.press(c.CallTicket, "w2", ticket="A003")
    story.next("w1")
    story.press(c.MarkMissed, "w1")
    assert "ticket_called" in story.press(c.CallTicket, "w1", ticket="A001")


def test_a_citizen_who_does_not_hear_is_marked_when_they_come_or_later(story):
    story.take(visual=True)
    assert story.ticket("A001").visual
    assert story.do(c.FlagTicket(ticket=story.ticket("A001").id, visual=False)) == ("ticket_flagged",)
    assert story.do(c.FlagTicket(ticket=story.ticket("A001").id, visual=False)) == ()
    assert not story.ticket("A001").visual
