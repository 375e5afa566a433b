"""Stories of a "next" pressed while nobody waits: who comes is called at once, for a while, and in the order of the presses."""

import pytest

from link.messages import commands as c
from link.messages.definition import Policy
from link.views import caller_view


@pytest.fixture
def hall(story):
    story.redefine(policy=Policy(store_next_s=120))
    story.open("w1")
    story.open("w2")
    return story


def test_the_next_to_come_is_called_at_once(hall):
    assert hall.press(c.CallNext) == ("next_stored",)
    assert caller_view(hall.hall.state, "w1").stored_until is not None
    hall.hall.let_pass(60)
    hall.take()
    assert (hall.at("w1"), hall.window("w1").stored_until) == ("A001", None)
    assert hall.hall.facts[-1].body.rule == "stored"


def test_who_pressed_first_calls_first(hall):
    hall.press(c.CallNext, "w2")
    hall.press(c.CallNext, "w1")
    hall.take()
    hall.take()
    assert (hall.at("w2"), hall.at("w1")) == ("A001", "A002")


def test_somebody_with_another_matter_is_not_called(hall):
    hall.press(c.CallNext, "w1")
    hall.take("ask")
    assert hall.at("w1") is None


def test_the_same_key_again_forgets_it(hall):
    hall.press(c.CallNext)
    assert hall.press(c.CallNext) == ("next_dropped",)
    hall.take()
    assert hall.at("w1") is None


def test_who_is_served_without_a_ticket_is_not_called_elsewhere(hall):
    hall.press(c.CallNext, "w1")
    hall.press(c.WalkDirect, "w2")
    assert (hall.at("w1"), hall.at("w2")) == (None, "A001")
    hall.take()
    assert hall.at("w1") == "A002"


@pytest.mark.parametrize("kind", [c.PauseWindow, c.CloseWindow])
def test_a_pause_or_a_close_forgets_it(hall, kind):
    hall.press(c.CallNext)
    hall.press(kind)
    hall.take()
    assert hall.at("w1") is None


def test_after_two_minutes_it_is_forgotten(hall):
    hall.press(c.CallNext)
    hall.hall.let_pass(121)
    assert hall.do(c.Tick()) == ("next_dropped",)
    hall.take()
    assert hall.at("w1") is None


def test_late_is_late_even_before_the_clock_has_rung(hall):
    hall.press(c.CallNext)
    hall.hall.let_pass(121)
    hall.take()
    assert hall.at("w1") is None


def test_who_comes_back_is_called_as_well(hall):
    hall.take()
    hall.next("w1")
    hall.press(c.Park)
    hall.press(c.CallNext, "w1")
    hall.press(c.Unpark, "w2", ticket=hall.ticket("A001").id)
    assert hall.at("w1") == "A001"


def test_a_remembered_call_is_taken_back_like_any_other(hall):
    hall.press(c.CallNext)
    hall.take()
    assert hall.press(c.Undo) == ("command_undone",)
    assert (hall.queue(), hall.at("w1")) == (["A001"], None)


def test_a_hall_that_does_not_want_it_remembers_nothing(story):
    story.open()
    assert story.press(c.CallNext) == ()


def test_a_miss_that_left_the_window_waiting_is_taken_back_with_its_memory(hall):
    hall.take()
    hall.next("w1")
    hall.hall.let_pass(5)
    assert hall.press(c.CallNext) == ("ticket_missed", "next_stored")
    assert hall.press(c.Undo) == ("command_undone",)
    assert (hall.at("w1"), hall.window("w1").stored_until) == ("A001", None)
    assert hall.hall.day.visits.stored == {}
