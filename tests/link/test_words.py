"""The closed sets of words hold together."""

from link.messages import commands, facts
from link.messages.commands import COMMANDS, Command
from link.messages.facts import BODIES, Body
from link.messages.problems import PROBLEM_TYPES, STATUS, Problem, refuse
from link.messages.words import ENDED_STATES, TICKET_STATES


def written_in(module, kind):
    return {
        each
        for each in vars(module).values()
        if isinstance(each, type) and issubclass(each, kind) and each.kind
    }


def test_no_fact_is_left_out_of_the_list():
    assert set(BODIES) == written_in(facts, Body)
    assert len({each.kind for each in BODIES}) == len(BODIES)


def test_no_command_is_left_out_of_the_list():
    assert set(COMMANDS) == written_in(commands, Command)
    assert len({each.kind for each in COMMANDS}) == len(COMMANDS)


def test_facts_are_named_in_the_past_and_like_their_class():
    for body in BODIES:
        assert body.kind.replace("_", "") == body.__name__.lower()


def test_problems_have_a_status_that_says_whose_fault_it_is():
    assert set(STATUS) <= set(PROBLEM_TYPES)
    assert all(400 <= Problem(type=each).status < 600 for each in PROBLEM_TYPES)
    assert Problem(type="window-not-open").status == 409


def test_a_refusal_carries_what_its_sentence_needs():
    refused = refuse("other-ticket", number="A017")
    assert (refused.problem.type, refused.problem.fields) == ("other-ticket", {"number": "A017"})


def test_a_ticket_that_ended_is_in_none_of_the_other_states():
    assert set(TICKET_STATES) - ENDED_STATES == {"waiting", "called", "serving", "parked", "missed"}
