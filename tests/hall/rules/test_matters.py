"""Stories of several matters under one number: in order, by the shortest wait, added, taken away and chosen."""

import pytest

from link.messages import commands as c
from link.messages.definition import Policy
from link.messages.facts import ServiceFinished, TicketRated


def finished(story):
    return [each.body.next_service for each in story.hall.facts if isinstance(each.body, ServiceFinished)]


def test_one_after_the_other_as_they_were_named_by_age_in_each_queue(story):
    story.open()
    story.take(further=("ask", "pledge"))
    for _ in range(2):
        story.take("ask")
    story.next()
    story.press(c.FinishService)
    assert story.queue("ask") == ["A001", "B001", "B002"]
    assert story.ticket("A001").zones == ("left", "right")
    story.open("w3")
    story.next("w3")
    story.press(c.FinishService, "w3")
    assert (story.queue("pledge"), finished(story)) == (["A001"], ["ask", "pledge"])


def test_the_matter_with_the_shortest_wait_comes_next(story):
    story.redefine(policy=Policy(further="shortest"))
    story.open("w1")
    story.open("w3")
    story.take(further=("ask", "pledge"))
    story.next()
    story.take("ask")
    story.press(c.FinishService)
    assert finished(story) == ["pledge"]


def test_a_matter_that_no_window_calls_now_waits_for_the_others(story):
    story.redefine(policy=Policy(further="shortest"))
    story.open("w1")
    story.take(further=("ask", "pledge"))
    for _ in range(3):
        story.take("pledge")
    story.next()
    story.press(c.FinishService)
    assert finished(story) == ["pledge"]


def test_what_the_clerk_chose_comes_next_whatever_the_order(story):
    story.redefine(policy=Policy(further="shortest"))
    story.open()
    story.take(further=("ask", "pledge"))
    story.next()
    ticket = story.ticket("A001").id
    assert story.do(c.ChooseService(ticket=ticket, service="ask")) == ("services_arranged",)
    assert story.do(c.ChooseService(ticket=ticket, service="ask")) == ()
    story.press(c.FinishService)
    assert (finished(story), story.ticket("A001").further) == (["ask"], ("pledge",))


def test_who_waits_can_have_another_matter_done_first(story):
    story.take(further=("ask",))
    story.take("ask")
    story.do(c.ChooseService(ticket=story.ticket("A001").id, service="ask"))
    assert (story.queue(), story.queue("ask")) == ([], ["A001", "B001"])
    assert story.ticket("A001").further == ("house",)


def test_a_matter_is_taken_away_before_or_while_it_is_waited_for(story):
    story.take(further=("ask", "pledge"))
    ticket = story.ticket("A001").id
    story.do(c.RemoveService(ticket=ticket, service="ask"))
    assert story.ticket("A001").further == ("pledge",)
    story.do(c.RemoveService(ticket=ticket, service="house"))
    assert (story.queue(), story.queue("pledge")) == ([], ["A001"])
    problem = story.problem(c.RemoveService(ticket=ticket, service="pledge"))
    assert (problem.type, problem.fields["service"]) == ("only-matter", "抵押登记")
    assert story.problem(c.RemoveService(ticket=ticket, service="ask")).type == "no-such-matter"
    assert story.problem(c.ChooseService(ticket=ticket, service="ask")).type == "no-such-matter"


def test_each_matter_counts_and_is_rated_on_its_own(story):
    story.open("w1", clerk="1001")
    story.open("w3", clerk="1003")
    story.take(further=("ask",))
    for window in ("w1", "w3"):
        story.next(window)
        story.press(c.FinishService, window)
    assert [story.window(each).finished for each in ("w1", "w3")] == [1, 1]
    ticket = story.ticket("A001").id
    for transaction, grade in ((1, 5), (2, 3)):
        story.do(c.RateTicket(ticket=ticket, transaction=transaction, grade=grade))
    rated = [each.body for each in story.hall.facts if isinstance(each.body, TicketRated)]
    assert [(each.clerk, each.grade) for each in rated] == [("1001", 5), ("1003", 3)]


@pytest.mark.parametrize("kind", [c.RemoveService, c.ChooseService, c.AddService])
def test_a_visit_that_has_ended_has_no_matters_any_more(story, kind):
    story.take()
    ticket = story.ticket("A001").id
    story.do(c.CancelTicket(ticket=ticket))
    assert story.problem(kind(ticket=ticket, service="ask")).type == "ticket-state"
