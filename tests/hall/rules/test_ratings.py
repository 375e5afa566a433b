"""What citizens may say of a service, how often and until when; nobody is asked, and nobody steers."""

from dataclasses import replace

import pytest

from link.messages import commands as c
from link.messages import facts as f
from link.messages.definition import RatingReason, RatingRules, SurveyQuestion


@pytest.fixture
def definition(definition):
    return replace(
        definition,
        rating=RatingRules(window_min=30, reasons=("wait", "manner", "other"), most_reasons=2),
        rating_reasons=(RatingReason(id="noise", name="太吵"),),
        survey=(
            SurveyQuestion(id="clear", ask="说得清楚吗"),
            SurveyQuestion(id="again", ask="是第一次来吗", answers="yes_no"),
            SurveyQuestion(id="how", ask="怎么知道的", answers="choice", choices=("电话", "网站", "朋友")),
        ),
    )


@pytest.fixture
def served(story):
    """The id of a ticket that w1 has served and finished."""
    story.open("w1", "1001")
    number = story.take()
    for command in (c.CallNext, c.StartService, c.FinishService):
        story.do(command(window="w1"))
        story.hall.let_pass(10)
    return story.ticket(number).id


def rated(story):
    return next(each.body for each in reversed(story.hall.facts) if isinstance(each.body, f.TicketRated))


def test_a_rating_keeps_where_by_whom_and_of_what_it_was(story, served):
    story.do(c.RateTicket(ticket=served, grade=4, by="screen"))
    assert (rated(story).window, rated(story).clerk, rated(story).service) == ("w1", "1001", "house")
    assert (rated(story).grade, rated(story).by) == (4, "screen")


def test_who_does_not_rate_leaves_nothing(story, served):
    story.hall.let_pass(3600)
    assert not [each for each in story.hall.facts if each.kind in ("ticket_rated", "case_opened")]


def test_the_usual_reasons_that_the_hall_chose_and_its_own_can_be_given(story, served):
    story.do(c.RateTicket(ticket=served, grade=2, reasons=("manner", "noise")))
    assert rated(story).reasons == ("manner", "noise")


@pytest.mark.parametrize("reason", ["again", "gloom", ""])
def test_a_reason_that_no_screen_offers_is_refused(story, served, reason):
    problem = story.problem(c.RateTicket(ticket=served, grade=2, reasons=(reason,)))
    assert problem.type == "unknown-reason"


@pytest.mark.parametrize("reasons", [("wait", "wait"), ("wait", "manner", "noise")])
def test_a_reason_twice_or_too_many_are_refused(story, served, reasons):
    assert story.problem(c.RateTicket(ticket=served, grade=1, reasons=reasons)).type == "bad-request"


def test_a_survey_is_answered_in_part_or_whole(story, served):
    answers = (f.Answer(question="clear", answer=5), f.Answer(question="how", answer=3))
    story.do(c.RateTicket(ticket=served, grade=5, answers=answers))
    assert rated(story).answers == answers


@pytest.mark.parametrize(
    "answers",
    [
        (("clear", 6),),
        (("again", 3),),
        (("how", 4),),
        (("how", 0),),
        (("who", 1),),
        (("clear", 1), ("clear", 2)),
    ],
)
def test_what_the_survey_does_not_ask_is_not_answered(story, served, answers):
    given = tuple(f.Answer(question=question, answer=answer) for question, answer in answers)
    problem = story.problem(c.RateTicket(ticket=served, grade=5, answers=given))
    assert problem.type == "unknown-question"


def test_a_visit_can_be_rated_for_as_long_as_the_hall_says(story, served):
    story.hall.let_pass(29 * 60)
    assert story.do(c.RateTicket(ticket=served, grade=5)) == ("ticket_rated",)


def test_after_that_it_cannot(story, served):
    story.hall.let_pass(31 * 60)
    assert story.problem(c.RateTicket(ticket=served, grade=5)).type == "rating-over"


def test_comments_can_be_turned_off(story, served):
    quiet = replace(story.hall.state.definition, rating=RatingRules(comments=False))
    story.do(c.DefineHall(definition=quiet))
    assert story.problem(c.RateTicket(ticket=served, grade=5, comment="p-1")).type == "comments-off"
    assert story.do(c.RateTicket(ticket=served, grade=5)) == ("ticket_rated",)


def test_who_takes_over_a_service_is_rated_for_it(story):
    story.open("w1", "1001")
    number = story.take()
    story.do(c.CallNext(window="w1"))
    story.hall.let_pass(5)
    story.do(c.StartService(window="w1"))
    story.do(c.TakeOver(window="w1", clerk="1002"))
    story.do(c.RateTicket(ticket=story.ticket(number).id, grade=5))
    assert (rated(story).clerk, rated(story).service) == ("1002", "house")
