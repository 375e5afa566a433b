"""Stories of a morning without the machine: numbers written by hand, and how they join those that were printed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hall.rules.paper import PaperHall, replay
from link.messages import commands as c
from link.messages.definition import Definition, Series, Service, WindowPlace
from link.messages.facts import Who
from link.messages.problems import Refused


def take_in(story, *numbers, **fields):
    """What the last fact tells of a list of numbers."""
    story.do(c.ImportNumbers(service="house", numbers=numbers, **fields))
    return story.hall.facts[-1].body


def told(body):
    return [(each.line, each.reason) for each in body.refused]


def test_numbers_by_hand_stand_where_their_hour_puts_them(story):
    printed = story.take()
    written_at = story.hall.now.replace(minute=20)
    story.clock("9:40")
    after = story.take()
    story.clock("9:50")
    body = take_in(story, "A010", "a11", "12", at=written_at)
    assert (body.made, body.refused) == (3, ())
    assert story.queue() == [printed, "A010", "A011", "A012", after]
    ticket = story.ticket("A011")
    assert f"{ticket.issued_at.astimezone(story.local().tzinfo):%H:%M}" == "09:20"
    assert f"{ticket.waiting_since.astimezone(story.local().tzinfo):%H:%M}" == "09:20"


def test_the_machine_passes_over_what_was_written(story):
    story.take()
    take_in(story, "A002", "A004")
    assert [story.take(), story.take(), story.take()] == ["A003", "A005", "A006"]


def test_what_collides_is_told_with_the_reason_and_the_rest_goes_in(story):
    story.redefine(series=(Series(id="A", prefix="A", skip=("4",)), Series(id="B", prefix="B")))
    story.take()
    body = take_in(story, "A001", "A002", "2", "B003", "A004", "A5000", "A003")
    assert body.made == 2
    assert told(body) == [
        (1, "number-given"),
        (3, "number-given"),
        (4, "number-form"),
        (5, "number-kept"),
        (6, "number-kept"),
    ]
    assert story.queue() == ["A001", "A002", "A003"]


def test_how_many_were_written_is_enough_where_they_went_on_after_the_printed_ones(story):
    story.take()
    body = take_in(story, "A003", count=3)
    assert (body.made, story.queue()) == (4, ["A001", "A003", "A002", "A004", "A005"])
    assert story.take() == "A006"


def test_they_come_in_while_the_hall_is_too_full_and_after_hours(story):
    story.do(c.StartCrowd(reason="人多"))
    assert story.problem(c.TakeTicket(service="house")).type == "crowd"
    assert take_in(story, "A001").made == 1
    story.do(c.EndCrowd())
    assert story.take() == "A002"


def test_numbers_of_yesterday_or_later_today_are_no_numbers_of_now(story):
    problem = story.problem(
        c.ImportNumbers(service="house", numbers=("1",), at=story.hall.now.replace(hour=0, day=11))
    )
    assert (problem.type, problem.fields["field"]) == ("bad-request", "at")
    story.do(c.ImportNumbers(service="house", numbers=("1",), at=story.hall.now.replace(hour=9)))
    assert story.ticket("A001").issued_at == story.hall.facts[-1].at


def test_they_are_called_finished_and_replayed_like_all_others(story):
    story.open()
    take_in(story, "A007")
    assert story.next() == "A007"
    story.press(c.StartService)
    story.press(c.FinishService)
    assert replay(story.hall.facts) == story.hall.day


@settings(max_examples=40, deadline=None)
@given(steps=st.lists(st.tuples(st.booleans(), st.lists(st.integers(0, 30), max_size=8)), max_size=8))
def test_no_number_is_given_twice_whoever_writes_it(definition_of_day, steps):
    hall = definition_of_day()
    given: set[str] = set()
    for is_printed, numbers in steps:
        texts = tuple(map(str, numbers))
        command = (
            c.TakeTicket(service="house", who=Who(box="k"))
            if is_printed
            else c.ImportNumbers(service="house", numbers=texts, count=len(texts) % 3)
        )
        try:
            facts = hall.do(command)
        except Refused:
            continue
        fresh = [fact.body.number for fact in facts if fact.kind == "ticket_issued"]
        assert len(set(fresh)) == len(fresh)
        assert not given & set(fresh)
        given |= set(fresh)
    assert replay(hall.facts) == hall.day


@pytest.fixture(scope="module")
def definition_of_day():
    """Makes a hall of its own for each try."""
    definition = Definition(
        id="h",
        name="厅",
        series=(Series(id="A", prefix="A", first=0),),
        services=(Service(id="house", name="登记", series="A"),),
        windows=(WindowPlace(id="w", label="1", services=("house",)),),
    )
    return lambda: PaperHall(definition, datetime(2026, 3, 12, 1, tzinfo=UTC))
