"""Stories of people sent on under the same number: to a window, a clerk, a pool, with a note for who is there."""

import pytest

from hall.rules.noting import notes_of
from link.messages import commands as c
from link.messages.definition import Pool
from link.messages.facts import TicketTransferred
from link.state import public
from link.views import caller_view


@pytest.fixture
def hall(story):
    """A001 stands at window 1 of clerk 1001; window 2 is clerk 1002's; A002 to A004 wait."""
    story.redefine(pools=(Pool(id="review", name="审核"),))
    story.open("w1", clerk="1001")
    story.open("w2", clerk="1002")
    for _ in range(4):
        story.take()
    story.next()
    return story


def test_first_at_a_window_comes_before_all_that_the_window_would_call(hall):
    hall.press(c.Transfer, to_window="w2", place="first")
    assert hall.ticket("A001").zones == ("left",)
    assert hall.next("w2") == "A001"


def test_last_at_a_window_comes_after_them(hall):
    hall.press(c.Transfer, to_window="w2", place="last")
    assert [hall.next("w2") for _ in range(4)] == ["A002", "A003", "A004", "A001"]


def test_two_back_at_a_window_comes_after_two_others(hall):
    hall.press(c.Transfer, to_window="w2", place="back", back=2)
    assert [hall.next("w2") for _ in range(4)] == ["A002", "A003", "A001", "A004"]


def test_a_clerk_is_found_wherever_they_sit(hall):
    hall.press(c.Transfer, clerk="1002", place="first")
    hall.press(c.PauseWindow, "w2")
    assert hall.next("w1") == "A002"
    hall.press(c.ResumeWindow, "w2")
    assert hall.next("w2") == "A001"


def test_nobody_is_sent_to_a_closed_window_or_to_a_clerk_who_is_not_there(hall):
    assert hall.problem(c.Transfer(window="w1", to_window="w3")).type == "window-not-open"
    assert hall.problem(c.Transfer(window="w1", clerk="1009")).type == "clerk-away"
    assert hall.problem(c.Transfer(window="w1", pool="moon")).type == "unknown-pool"
    assert hall.problem(c.Transfer(window="w1", to_window="w2", clerk="1002")).type == "one-target"
    assert hall.problem(c.Transfer(window="w1")).type == "one-target"


def test_when_the_window_closes_they_wait_for_their_service_where_they_stand(hall):
    hall.press(c.Transfer, to_window="w2", place="age")
    hall.press(c.CloseWindow, "w2")
    assert hall.queue() == ["A001", "A002", "A003", "A004"]
    assert hall.next("w1") == "A001"


def test_a_deputy_takes_over_who_waits_for_the_clerk(hall):
    hall.press(c.Transfer, clerk="1002", place="first")
    hall.press(c.TakeOver, "w2", clerk="1003")
    assert hall.queue("window:w2") == ["A001"]
    assert hall.next("w2") == "A001"


def test_a_window_takes_a_matter_that_it_does_not_call_by_itself(hall):
    hall.open("w3", clerk="1004")
    hall.press(c.Transfer, to_window="w3")
    assert (hall.ticket("A001").service, hall.next("w3")) == ("house", "A001")


def test_the_number_keeps_its_letter_everywhere(hall):
    hall.press(c.Transfer, service="ask", to_window="w2", place="first")
    assert (hall.next("w2"), hall.ticket("A001").service) == ("A001", "ask")


def test_people_ahead_are_those_of_the_window(hall):
    for place in ("last", "last"):
        hall.press(c.Transfer, to_window="w2", place=place)
        hall.next("w1")
    sent = caller_view(hall.hall.state, "w2").sent
    assert [(each.number, each.ahead) for each in sent] == [("A001", 0), ("A002", 1)]


def test_a_note_goes_with_them_and_nobody_but_the_clerk_reads_it(hall):
    hall.press(c.Transfer, to_window="w2", place="first", note="缺一份委托书")
    fact = hall.hall.facts[-1]
    assert isinstance(fact.body, TicketTransferred)
    assert public(fact).body.note == ""
    hall.do(c.NoteTicket(ticket=hall.ticket("A001").id, note="已补"))
    assert public(hall.hall.facts[-1]).body.note == ""
    hall.next("w2")
    assert notes_of(hall.hall.day, hall.ticket("A001").id) == ("缺一份委托书", "已补")
    hall.press(c.FinishService, "w2")
    assert notes_of(hall.hall.day, hall.ticket("A001").id) == ()


def test_a_pool_is_called_by_whoever_takes_a_number_out_of_it(hall):
    hall.press(c.Transfer, pool="review")
    assert hall.queue("pool:review") == ["A001"]
    assert [each.waiting for each in caller_view(hall.hall.state, "w2").pools] == [1]
    hall.press(c.CallTicket, "w2", ticket="A001")
    assert hall.at("w2") == "A001"
