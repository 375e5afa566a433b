"""Stories of mis-clicks: each key that can be taken back, and that all stands as it stood."""

import pytest

from link.messages import commands as c
from link.messages.definition import MissedPolicy, Policy, Pool


@pytest.fixture
def hall(story):
    """A001 has been called to window 1, A002 to A004 wait, one matter follows; misses go back into the queue."""
    story.redefine(
        policy=Policy(missed=MissedPolicy(then="requeue", back=1), undo_s=5),
        pools=(Pool(id="review", name="审核"),),
    )
    story.open("w1", clerk="1001")
    story.open("w2", clerk="1002")
    story.take(further=("ask",))
    for _ in range(3):
        story.take()
    story.next()
    story.hall.let_pass(5)
    return story


PRESSES = [
    (c.CallNext, {}),
    (c.MarkMissed, {}),
    (c.MarkArrived, {}),
    (c.StartService, {}),
    (c.FinishService, {}),
    (c.Abandon, {}),
    (c.Park, {"pool": "review"}),
    (c.Transfer, {"to_window": "w2", "place": "first"}),
    (c.Transfer, {"service": "ask", "note": "请看附件"}),
    (c.CallTicket, {"ticket": "A003"}),
]


@pytest.mark.parametrize(("kind", "fields"), PRESSES)
def test_all_stands_as_it_stood(hall, kind, fields):
    state, day = hall.hall.state, hall.hall.day
    tickets, windows = dict(state.tickets), dict(state.windows)
    served, calls = dict(day.served), dict(day.visits.calls)
    hall.press(kind, **fields)
    assert (state.tickets, state.windows) != (tickets, windows)
    hall.press(c.Undo)
    assert (state.tickets, state.windows, state.ended) == (tickets, windows, {})
    assert hall.queue() == ["A002", "A003", "A004"]
    assert {ticket: each for ticket, each in day.served.items() if each} == served
    assert (day.visits.calls, day.visits.notes.get("t1", ())) == (calls, ())


def test_a_call_that_is_taken_back_leaves_the_board(hall):
    hall.press(c.CallNext)
    assert [each.number for each in hall.hall.state.calls["left"]] == ["A001", "A002"]
    hall.press(c.Undo)
    assert [each.number for each in hall.hall.state.calls["left"]] == ["A001"]


def test_a_number_made_void_by_a_call_is_there_again(hall):
    hall.redefine(policy=Policy(missed=MissedPolicy(calls=1), undo_s=5))
    assert hall.press(c.CallNext) == ("ticket_missed", "ticket_called", "ticket_expired")
    hall.press(c.Undo)
    assert (hall.ticket("A001").state, hall.at("w1")) == ("called", "A001")


def test_what_somebody_else_did_since_stands(hall):
    hall.press(c.Park)
    hall.hall.let_pass(1)
    parked = hall.ticket("A001")
    hall.press(c.Unpark, "w2", ticket=parked.id)
    assert hall.problem(c.Undo(window="w1")).type == "nothing-to-undo"


def test_a_changed_class_has_followed(hall):
    hall.press(c.Transfer, service="ask")
    hall.do(c.PrioritiseTicket(ticket=hall.ticket("A001").id, priority="elderly"))
    assert hall.problem(c.Undo(window="w1")).type == "nothing-to-undo"


def test_a_printed_paper_has_not(hall):
    hall.press(c.Transfer, service="ask")
    hall.do(c.ConfirmPrint(ticket=hall.ticket("A001").id, printer="kiosk/1"))
    assert hall.press(c.Undo) == ("command_undone",)
