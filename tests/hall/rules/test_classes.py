"""Stories of priority classes: given by age, and changed with the reason and who did it on record."""

from dataclasses import asdict

import pytest

from link.messages import commands as c
from link.messages.definition import Clerk, PriorityClass
from link.messages.facts import Who


@pytest.fixture
def classes(story):
    story.redefine(
        priorities=(
            PriorityClass(id="normal", name="普通"),
            PriorityClass(id="elderly", name="老年人", rank=50, from_age=60),
            PriorityClass(id="oldest", name="高龄老人", rank=40, from_age=80),
            PriorityClass(id="green", name="绿色通道", rank=20, needs_reason=True),
        )
    )
    return story


@pytest.mark.parametrize(
    ("age", "expected"), [(None, "normal"), (59, "normal"), (60, "elderly"), (79, "elderly"), (93, "oldest")]
)
def test_a_card_reader_tells_the_age_and_the_hall_gives_the_class(classes, age, expected):
    assert classes.ticket(classes.take(age=age)).priority == expected


def test_who_asked_for_another_class_keeps_it_whatever_the_age(classes):
    assert classes.ticket(classes.take(priority="green", age=70)).priority == "green"


def test_the_age_stands_in_no_fact(classes):
    classes.take(age=77)
    assert 77 not in asdict(classes.hall.facts[-1].body).values()


def test_a_class_that_needs_a_reason_is_given_with_one_and_by_whom(classes):
    first, second = classes.take(), classes.take()
    ticket = classes.ticket(second).id
    refused = classes.problem(c.PrioritiseTicket(ticket=ticket, priority="green", reason=" "))
    assert (refused.type, refused.fields["priority"]) == ("reason-missing", "绿色通道")
    who = Who(box="desk", clerk="1001")
    classes.do(c.PrioritiseTicket(ticket=ticket, priority="green", reason="急病", who=who))
    fact = classes.hall.facts[-1]
    assert (fact.who, fact.body.reason, fact.body.priority) == (who, "急病", "green")
    classes.open()
    assert [classes.next(), classes.next()] == [second, first]


def test_a_listed_clerk_without_the_permission_changes_no_class(classes):
    classes.redefine(clerks=(Clerk(id="1001", name="王", may=("pick",)), Clerk(id="1002", name="李")))
    ticket = classes.ticket(classes.take()).id
    asked = {"ticket": ticket, "priority": "elderly"}
    refused = classes.problem(c.PrioritiseTicket(**asked, who=Who(box="w", clerk="1001")))
    assert (refused.type, refused.fields["clerk"]) == ("clerk-may-not", "1001")
    assert classes.do(c.PrioritiseTicket(**asked, who=Who(box="w", clerk="1002"))) == ("ticket_prioritised",)


def test_a_listed_clerk_without_the_permission_picks_no_number(classes):
    classes.redefine(clerks=(Clerk(id="1001", name="王", may=("prioritise",)),))
    number = classes.take()
    classes.open("w1", "1001")
    assert classes.problem(c.CallTicket(window="w1", ticket=number)).type == "clerk-may-not"
    assert classes.next() == number
