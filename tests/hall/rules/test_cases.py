"""A bad rating makes a case: it is looked into, put right, answered and called back, in time, and never lost."""

from dataclasses import replace
from datetime import timedelta

import pytest

from hall.rules import due
from hall.rules.paper import replay
from link.messages import commands as c
from link.messages.definition import CaseRules
from link.messages.facts import Who

OFFICE = Who(box="office", clerk="1002")


@pytest.fixture
def definition(definition):
    return replace(definition, cases=CaseRules(verify_days=1, rectify_days=2, keep_closed_days=3))


@pytest.fixture
def case(story):
    """The id of a case about a rating of 1."""
    story.open("w1", "1001")
    number = story.take()
    for command in (c.CallNext, c.StartService, c.FinishService):
        story.do(command(window="w1"))
        story.hall.let_pass(10)
    kinds = story.do(c.RateTicket(ticket=story.ticket(number).id, grade=1, reasons=("wait",), comment="p-0"))
    assert kinds == ("ticket_rated", "case_opened", "alarm_raised")
    return next(iter(story.hall.day.cases.known))


def step(story, case, which, text="p-1", **fields):
    return story.do(c.StepCase(case=case, step=which, text=text, who=OFFICE, **fields))


def go_to(story, at):
    """Let time pass up to a moment, the clock ringing whenever something is due."""
    while (rings_at := due(story.hall.day)) is not None and rings_at <= at:
        story.hall.now = max(rings_at, story.hall.now)
        story.do(c.Tick())
    story.hall.now = at


def known(story, case):
    return story.hall.day.cases.known[case]


@pytest.mark.parametrize("grade", [3, 4, 5])
def test_a_fair_grade_makes_none(story, grade):
    story.open("w1")
    number = story.take()
    story.do(c.CallNext(window="w1"))
    story.hall.let_pass(5)
    story.do(c.StartService(window="w1"))
    assert story.do(c.RateTicket(ticket=story.ticket(number).id, grade=grade)) == ("ticket_rated",)


def test_staff_are_told_until_somebody_has_looked(story, case):
    assert f"rating-bad/{case}" in story.hall.state.alarms
    assert step(story, case, "verify") == ("case_stepped", "alarm_cleared")
    assert f"rating-bad/{case}" not in story.hall.state.alarms


def test_it_goes_from_step_to_step_and_all_of_it_is_kept(story, case):
    for which in ("verify", "note", "rectify", "reply", "call_back"):
        step(story, case, which, f"p-{which}")
        story.hall.let_pass(60)
    done = known(story, case)
    assert (done.state, done.due) == ("closed", None)
    assert [each.step for each in done.steps] == ["verify", "note", "rectify", "reply", "call_back"]
    assert {(each.box, each.clerk) for each in done.steps} == {("office", "1002")}
    assert [each.text for each in done.steps][:2] == ["p-verify", "p-note"]
    assert done.opened.comment == "p-0"


@pytest.mark.parametrize("which", ["rectify", "reply", "call_back", "reopen"])
def test_no_step_is_left_out(story, case, which):
    problem = story.problem(c.StepCase(case=case, step=which, text="p-1"))
    assert (problem.type, problem.fields["state"]) == ("case-state", "opened")


@pytest.mark.parametrize("which", ["verify", "note"])
def test_a_step_of_which_nothing_is_said_is_none(story, case, which):
    assert story.problem(c.StepCase(case=case, step=which)).type == "text-missing"


def test_what_was_not_founded_needs_no_remedy_but_a_reply(story, case):
    step(story, case, "verify", is_founded=False)
    assert known(story, case).state == "rectified"
    step(story, case, "reply")


def test_who_is_not_content_when_called_back_gets_another_remedy(story, case):
    for which in ("verify", "rectify", "reply"):
        step(story, case, which)
    step(story, case, "call_back", is_content=False)
    assert known(story, case).state == "verified"
    step(story, case, "rectify")


def test_what_is_not_done_in_time_is_an_alarm_until_it_is_done(story, case):
    assert due(story.hall.day) <= known(story, case).due
    go_to(story, known(story, case).due)
    assert f"case-late/{case}" in story.hall.state.alarms
    assert step(story, case, "verify") == ("case_stepped", "alarm_cleared", "alarm_cleared")
    assert f"case-late/{case}" not in story.hall.state.alarms
    assert known(story, case).due == story.hall.now + timedelta(days=2)


def test_a_closed_case_is_reopened_with_its_history(story, case):
    for which in ("verify", "rectify", "reply", "call_back"):
        step(story, case, which)
    assert step(story, case, "reopen") == ("case_stepped", "alarm_raised")
    assert known(story, case).state == "opened"
    assert len(known(story, case).steps) == 5
    go_to(story, known(story, case).due + timedelta(days=30))
    assert known(story, case).state == "opened", "an open case is never forgotten"


def test_a_closed_case_is_forgotten_when_its_days_are_over(story, case):
    for which in ("verify", "rectify", "reply", "call_back"):
        step(story, case, which)
    go_to(story, story.hall.now + timedelta(days=3))
    assert known(story, case).state == "closed"
    go_to(story, story.hall.now + timedelta(days=1))
    assert case not in story.hall.day.cases.known
    assert story.problem(c.StepCase(case=case, step="reopen", text="p-1")).type == "unknown-case"


def test_a_restart_knows_every_case_as_it_was(story, case):
    step(story, case, "verify")
    assert replay(story.hall.facts).cases == story.hall.day.cases
