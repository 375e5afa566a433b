"""A clerk's day at a keypad, told key by key against the hall's real rules; what its read-out and beeper say."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from caller.keypad_words import CODES, WORDS, Word, beeps_of, word_of
from devices.keypads.press import Grade
from link.messages import commands as c
from link.messages.definition import Outcome, Policy
from link.messages.problems import PROBLEM_TYPES

MakeRoom = Callable[..., Any]


def story(told: Callable[[], Any]) -> None:
    asyncio.run(told())


def test_one_large_key_works_a_whole_day(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room()
        assert (room.read_out, room.lamp) == ((0, 0), "dark")
        await room.press("next")
        assert (room.state(), room.lamp) == ("open", "lit")
        room.take()
        room.take()
        assert room.read_out == (2, 0)
        await room.press("next")
        assert (room.state(), room.read_out) == ("calling", (1, 1))
        await room.press("next")
        assert room.state() == "serving"
        await room.press("next")
        assert (room.state(), room.read_out) == ("calling", (0, 2))
        await room.press("missed")
        assert (room.state(), room.read_out) == ("open", (0, 0))
        await room.press("pause")
        assert room.state() == "paused"
        await room.press("next")
        assert room.state() == "open"
        await room.press("sign_out")
        assert (room.state(), room.lamp) == ("closed", "dark")
        assert room.pads.beeps == []

    story(day)


def test_who_sits_here_types_the_staff_number(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room(clerk="")
        await room.press("next")
        assert (room.state(), room.read_out) == ("closed", (999, CODES["sign-in-first"]))
        await room.press("call", "1002")
        assert room.paper.state.windows["w1"].clerk == "1002"

    story(day)


def test_a_next_in_vain_is_remembered_and_a_second_one_does_not_forget_it(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room(policy=Policy(store_next_s=600))
        await room.press("next")
        await room.press("next")
        assert room.read_out == (999, CODES["nobody-waits"])
        asked = len(room.asks)
        await room.press("next")
        assert len(room.asks) == asked
        room.take()
        assert (room.number(), room.pads.beeps[-1]) == ("A001", ("w1", 1))
        room.wait(4)
        assert room.read_out == (0, 1)

    story(day)


def test_cancel_forgets_the_next_that_is_remembered(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room(policy=Policy(store_next_s=600))
        await room.press("next")
        await room.press("next")
        await room.press("cancel")
        room.take()
        assert (room.state(), room.number()) == ("open", "")

    story(day)


def test_a_number_is_called_by_its_digits_where_only_one_can_be_meant(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room()
        await room.press("next")
        for service in ("move", "move", "wed"):
            room.take(service)
        await room.press("call", "1")
        assert (room.state(), room.read_out) == ("open", (999, CODES["several-such-numbers"]))
        await room.press("call", "7")
        assert room.read_out == (999, CODES["no-such-number"])
        await room.press("call", "002")
        assert room.number() == "A002"

    story(day)


def test_who_was_put_aside_is_called_again(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room()
        await room.press("next")
        room.take()
        for action in ("next", "next", "park"):
            await room.press(action)
        assert room.number() == ""
        await room.press("held")
        assert room.number() == "A001"

    story(day)


def test_a_citizen_is_sent_to_the_window_with_the_number_that_was_typed(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room(2)
        for window in ("w1", "w2"):
            await room.press("next", window=window)
        room.take()
        for action in ("next", "next"):
            await room.press(action)
        await room.press("transfer", "9")
        assert (room.state(), room.read_out) == ("serving", (999, CODES["no-such-target"]))
        await room.press("transfer", "2")
        await room.press("next", window="w2")
        assert (room.number(), room.number("w2")) == ("", "A001")

    story(day)


def test_where_the_result_must_be_given_its_place_in_the_list_is_typed(make_room: MakeRoom) -> None:
    async def day() -> None:
        outcomes = (Outcome(id="done", name="办结"), Outcome(id="papers", name="缺材料"))
        room = make_room(policy=Policy(outcome_mandatory=True), outcomes=outcomes)
        await room.press("next")
        room.take()
        for action in ("next", "next", "next"):
            await room.press(action)
        assert (room.state(), room.read_out) == ("serving", (999, CODES["outcome-first"]))
        await room.press("finish", "2")
        assert (room.state(), room.paper.facts[-1].body.outcome) == ("open", "papers")

    story(day)


def test_two_presses_in_a_moment_are_one(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room()
        await room.press("next")
        room.take()
        room.take()
        await room.press("next")
        await room.press("next", after_s=0.3)
        assert (room.state(), room.number()) == ("calling", "A001")

    story(day)


def test_a_refusal_of_the_hall_is_three_beeps_and_a_code_for_some_seconds(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room()
        await room.press("next")
        room.take()
        await room.press("next")
        await room.press("undo", after_s=60)
        assert room.asks[-1].verb == "undo"
        assert (room.read_out, room.pads.beeps) == ((999, CODES["not-now"]), [("w1", 3)])
        room.wait(4)
        assert room.read_out == (0, 1)

    story(day)


def test_a_hall_that_is_away_is_said_at_once_and_nothing_is_kept_for_later(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room()
        await room.press("next")
        room.take()
        room.fall_silent()
        assert (room.read_out, room.lamp) == ((999, CODES["hall-away"]), "blinking")
        assert room.pads.beeps == [("w1", 4)]
        asked = len(room.asks)
        await room.press("next")
        assert (len(room.asks), room.pads.beeps) == (asked, [("w1", 4), ("w1", 4)])
        room.come_back()
        room.wait(4)
        assert (room.state(), room.read_out, room.lamp) == ("open", (1, 0), "lit")

    story(day)


def test_an_answer_that_was_lost_is_asked_for_with_the_same_key(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room()
        await room.press("next")
        room.take()
        room.take()
        room.loses_answers = 2
        await room.press("next")
        assert len({ask.key for ask in room.asks[-3:]}) == 1
        assert (room.number(), room.paper.state.waiting.count("move")) == ("A001", 1)

    story(day)


def test_a_press_that_nobody_answers_is_given_up_and_says_so(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room()
        room.is_silent = True
        await room.press("next")
        assert (room.read_out, room.pads.beeps[-1]) == ((999, CODES["fate-unknown"]), ("w1", 4))

    story(day)


def test_a_window_that_the_hall_does_not_have_is_said(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room()
        room.paper.state.windows.clear()
        room.hear()
        assert room.read_out == (999, CODES["unknown-window"])
        await room.press("next")
        assert room.asks == []

    story(day)


def test_a_transaction_is_rated_once_by_whoever_was_served_last(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room()
        await room.press("next")
        room.take()
        room.take()
        for action in ("next", "next", "evaluate"):
            await room.press(action)
        assert room.state() == "open"
        served = room.paper.facts[-1].body.ticket
        room.desk.press(Grade(keypad="w1", key=3))
        room.desk.press(Grade(keypad="w1", key=0))
        await room.posting.settled()
        assert room.rated == [(served, 1, 2)]
        for action in ("next", "next"):
            await room.press(action)
        room.desk.press(Grade(keypad="w1", key=0))
        await room.posting.settled()
        assert len(room.rated) == 1

    story(day)


def test_nobody_rates_when_nobody_was_served_or_long_after(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room()
        await room.press("next")
        await room.press("evaluate")
        assert room.read_out == (999, CODES["nobody-to-rate"])
        room.take()
        for action in ("next", "next", "finish"):
            await room.press(action)
        room.wait(600)
        room.desk.press(Grade(keypad="w1", key=0))
        await room.posting.settled()
        assert room.rated == []

    story(day)


def test_more_waiting_than_a_read_out_has_digits_are_never_shown_as_a_code(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room()
        await room.press("next")
        for _ in range(1005):
            room.paper.do(c.TakeTicket(service="move"))
        room.hear()
        assert room.read_out == (998, 0)

    story(day)


def test_every_code_is_its_own_and_every_problem_has_one() -> None:
    assert len(set(CODES.values())) == len(WORDS) == len(CODES)
    assert all(word_of(problem) in CODES for problem in PROBLEM_TYPES)
    assert {beeps_of(word) for word in WORDS} == {1, 2, 3, 4}


@pytest.mark.parametrize("word", WORDS)
def test_every_code_is_explained_to_technicians(word: Word) -> None:
    page = (Path(__file__).parents[3] / "docs" / "keypads.md").read_text("utf-8")
    assert f"| {CODES[word]} |" in page
