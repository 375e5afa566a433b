"""The comparison itself: whatever a hall could do wrong to those whom it has answered is seen."""

import json

import pytest
from proving.books import Books, Row
from proving.comparison import compared
from proving.marks import Marks

WHO = {"box": "k1", "clerk": ""}


def issued(seq, ticket, number, command, **changes):
    fact = {
        "seq": seq,
        "kind": "ticket_issued",
        "ticket": ticket,
        "number": number,
        "counter": int(number[1:]),
    }
    return fact | {"series": "A", "command": command, "at": "2026-03-12T01:00:00.000Z", "who": WHO} | changes


def called(seq, ticket, window, command=""):
    at = "2026-03-12T01:00:01.000Z"
    return {
        "seq": seq,
        "kind": "ticket_called",
        "ticket": ticket,
        "window": window,
        "command": command,
        "at": at,
        "who": WHO,
    }


def reply(ticket, number, seq):
    return {"id": ticket, "number": number, "seq": seq}


@pytest.fixture
def books():
    """Two tickets were taken."""
    return Books(
        {1: issued(1, "t1", "A1", "p1"), 2: issued(2, "t2", "A2", "p2")},
        {
            ("k1", "p1"): Row(201, json.dumps(reply("t1", "A1", 1)), (1,)),
            ("k1", "p2"): Row(201, json.dumps(reply("t2", "A2", 2)), (2,)),
        },
    )


@pytest.fixture
def marks(tmp_path):
    """Both were told, and a board heard of both."""
    marks = Marks(tmp_path / "marks")
    heard = marks.listener()
    for number in (1, 2):
        ticket, name = f"t{number}", f"A{number}"
        marks.tell("k1", f"p{number}", "tickets", reply(ticket, name, number) | {"secret": "s"})
        marks.hear(heard, number, json.dumps(issued(number, ticket, name, f"p{number}")))
    return marks


def what(marks, books):
    return {each.what for each in compared(marks, books)}


def test_all_is_well_where_all_is_there(marks, books):
    assert compared(marks, books) == []


def test_an_acknowledged_ticket_that_is_gone_is_lost(marks, books):
    del books.facts[2], books.commands["k1", "p2"]
    found = compared(marks, books)
    assert len([each for each in found if each.what == "lost"]) >= 3, "the reply, the told fact, and that seq"


def test_a_number_that_two_people_hold_is_doubled(marks, books):
    books.facts[3] = issued(3, "t3", "A2", "", counter=2)
    assert "doubled" in what(marks, books)


def test_a_press_that_was_carried_out_twice_is_torn(marks, books):
    books.facts[3] = issued(3, "t3", "A3", "p2")
    assert "torn" in what(marks, books)


def test_a_reply_that_is_remembered_without_its_fact_is_lost(marks, books):
    del books.facts[2]
    assert {"lost", "torn"} <= what(marks, books)


def test_another_answer_to_the_same_press_is_doubled(marks, books):
    marks.tell("k1", "p2", "tickets", reply("t9", "A9", 2))
    assert "doubled" in what(marks, books)


def test_a_number_that_nobody_got_is_skipped(marks, books):
    books.facts[3] = issued(3, "t4", "A4", "")
    assert what(marks, books) == {"skipped"}


def test_one_who_was_called_to_two_windows_is_doubled(marks, books):
    books.facts |= {3: called(3, "t1", "w1"), 4: called(4, "t1", "w2")}
    assert what(marks, books) == {"doubled"}


def test_a_fact_that_was_told_and_then_became_another_is_doubled(marks, books):
    books.facts[2] = called(2, "t1", "w1")
    assert "doubled" in what(marks, books)


def test_a_fact_told_twice_to_one_board_is_doubled(marks, books):
    marks.hear(marks.heard[0], 2, json.dumps(issued(2, "t2", "A2", "p2")))
    assert what(marks, books) == {"doubled"}


def test_what_somebody_only_read_is_held_against_the_ledger_too(marks, books):
    marks.see(2, {"t7": "A7"})
    assert what(marks, books) == {"lost"}
    marks.read.clear()
    marks.see(3, {})
    assert what(marks, books) == {"lost"}
