"""Clerks of a listed staff sign in at keypads: number and password by digits alone, each window for itself."""

import asyncio
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from caller.keypad_signing import PadSigning
from caller.keypad_words import CODES, Word
from devices.keypads.frames import SIGN_IN
from devices.keypads.press import Press, SignInKeys
from link.messages import commands as c
from link.messages.definition import Policy

LISTED = Policy(staff_listed=True)
MakeRoom = Callable[..., Any]


def story(told: Callable[[], Any]) -> None:
    asyncio.run(told())


@pytest.fixture
def room(make_room: MakeRoom) -> Any:
    """Two windows, each with its keypad, in a hall that lists its staff."""
    return make_room(2, clerk="", policy=LISTED)


async def sign_in(room: Any, person: str = "1001", pin: str = "384192", window: str = "w1") -> None:
    await room.press("call", person, window=window, after_s=0.5)
    await room.press("call", pin, window=window, after_s=0.5)


def code(word: Word) -> tuple[int, int]:
    return 999, CODES[word]


def test_number_and_password_open_the_window(room: Any) -> None:
    async def day() -> None:
        await room.press("call", "1001")
        assert (room.read_out, room.pads.beeps) == (code("pin-asked"), [("w1", 1)])
        room.wait(10)
        assert room.read_out == code("pin-asked"), "it stands for as long as it is asked for"
        await room.press("call", "384192", after_s=0.2)
        assert (room.state(), room.lamp, room.read_out) == ("open", "lit", (0, 0))
        assert room.paper.state.windows["w1"].clerk == "1001"
        room.take()
        await room.press("next")
        assert room.number() == "A001"

    story(day)


def test_nothing_is_pressed_before_somebody_has_signed_in(room: Any) -> None:
    async def day() -> None:
        await room.press("next")
        assert room.read_out == code("sign-in-first")
        await room.press("missed")
        await room.press("evaluate")
        assert (room.read_out, room.asks) == (code("nobody-to-rate"), [])

    story(day)


def test_the_large_key_alone_is_who_usually_works_there(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room(clerk="1001", policy=LISTED)
        room.roster.passwords["1001-w1"] = "384192"
        await room.press("next")
        await room.press("call", "384192")
        assert room.paper.state.windows["w1"].clerk == "1001-w1"

    story(day)


def test_who_mistyped_a_password_types_it_again_and_it_is_never_taken_for_a_number(room: Any) -> None:
    async def day() -> None:
        await sign_in(room, pin="384129")
        assert (room.read_out, room.state()) == (code("pin-wrong"), "closed")
        assert room.pads.beeps[-1] == ("w1", 3)
        room.wait(4)
        assert room.read_out == code("pin-asked")
        await room.press("call", "384192")
        assert room.state() == "open"
        assert room.roster.tried == ["1001", "1001"]

    story(day)


def test_who_mistyped_the_number_starts_again(room: Any) -> None:
    async def day() -> None:
        await sign_in(room, person="1010")
        assert room.read_out == code("pin-wrong")
        await room.press("cancel")
        await sign_in(room)
        assert (room.state(), room.roster.tried) == ("open", ["1010", "1001"])

    story(day)


def test_a_number_or_password_of_too_many_digits_is_refused_and_never_cut_short(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room(clerk="", policy=LISTED, sign_in=SIGN_IN)
        room.roster.first = {"1001"}
        await room.press("call", "12345678901")
        assert (room.read_out, room.pads.beeps[-1]) == (code("too-long"), ("w1", 3))
        await room.press("call", "1001")
        await room.press("next")
        await room.press("call", "384192")
        await room.press("next")
        assert room.read_out == code("new-pin")
        for piece in ("31", "41", "59", "26", "53", "58"):
            await room.press("call", piece)
        assert room.read_out == code("too-long")
        room.wait(4)
        assert room.read_out == code("new-pin"), "nothing of it is kept"
        for _ in range(2):
            await room.press("call", "161803")
            await room.press("next")
        assert room.roster.passwords["1001"] == "161803"

    story(day)


def test_where_nobody_is_listed_too_many_digits_are_nobodys_number(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room(clerk="")
        await room.press("call", "12345678901")
        assert (room.read_out, room.state(), room.asks) == (code("too-long"), "closed", [])

    story(day)


def test_who_is_locked_out_reads_it_and_begins_again(room: Any) -> None:
    async def day() -> None:
        room.roster.refuses = "locked-out"
        await sign_in(room, pin="111222")
        assert (room.read_out, room.state()) == (code("locked-out"), "closed")
        assert room.pads.beeps[-1] == ("w1", 3)
        room.wait(4)
        assert room.read_out == (0, 0), "from the number on"
        room.roster.refuses = ""
        await sign_in(room)
        assert room.state() == "open"

    story(day)


def test_a_hall_that_does_not_answer_leaves_nobody_signed_in(room: Any) -> None:
    async def day() -> None:
        room.roster.is_silent = True
        await sign_in(room)
        assert (room.read_out, room.state()) == (code("hall-away"), "closed")

    story(day)


def test_a_first_password_is_changed_before_anything_else(room: Any) -> None:
    async def day() -> None:
        room.roster.first = {"1001"}
        await sign_in(room)
        assert (room.read_out, room.state()) == (code("new-pin"), "closed")
        await room.press("call", "1618")
        assert room.read_out == code("new-pin-again")
        await room.press("call", "1618")
        assert room.read_out == code("pin-weak")
        room.wait(4)
        assert room.read_out == code("new-pin")
        await room.press("call", "161803")
        await room.press("call", "161804")
        assert room.read_out == code("pin-differs")
        await room.press("call", "161803")
        await room.press("call", "161803")
        assert (room.state(), room.roster.passwords["1001"]) == ("open", "161803")

    story(day)


def test_a_sign_in_that_nobody_goes_on_with_is_forgotten(room: Any) -> None:
    async def day() -> None:
        await room.press("call", "1001")
        room.wait(40)
        assert room.read_out == (0, 0)
        await room.press("call", "384192")
        assert room.read_out == code("pin-asked"), "it is a number now, and no password of 1001"

    story(day)


def test_cancel_takes_back_what_was_typed_of_a_sign_in(room: Any) -> None:
    async def day() -> None:
        await room.press("call", "1001")
        await room.press("cancel")
        room.wait(4)
        assert room.read_out == (0, 0)

    story(day)


def test_each_window_of_a_box_has_its_own_session(room: Any) -> None:
    async def day() -> None:
        await sign_in(room)
        await sign_in(room, "1002", "271828", window="w2")
        assert room.roster.signed_in == {"w1": "1001", "w2": "1002"}
        await room.press("sign_out", "0")
        assert (room.state(), room.state("w2")) == ("closed", "open")
        assert room.roster.signed_in == {"w2": "1002"}
        room.take()
        await room.press("next", window="w2")
        assert room.number("w2") == "A001"

    story(day)


def test_who_takes_a_window_over_signs_in_and_has_the_citizen(room: Any) -> None:
    async def day() -> None:
        await sign_in(room)
        room.take()
        await room.press("next")
        room.do(c.TakeOver(window="w1", clerk="1002"))
        await room.desk.settled()
        assert room.roster.signed_in == {}
        await room.press("next")
        assert room.read_out == code("sign-in-first")
        await sign_in(room)
        assert (room.paper.state.windows["w1"].clerk, room.number()) == ("1001", "A001")

    story(day)


def test_at_the_days_end_nobody_is_signed_in_any_more(room: Any) -> None:
    async def day() -> None:
        await sign_in(room)
        room.paper.now += timedelta(days=1)
        room.do(c.Tick())
        await room.desk.settled()
        assert (room.roster.signed_in, room.lamp) == ({}, "dark")

    story(day)


def test_a_session_ends_when_its_time_is_over(room: Any) -> None:
    async def day() -> None:
        await sign_in(room)
        room.paper.now += timedelta(hours=12, minutes=1)
        room.desk.refresh()
        await room.desk.settled()
        assert room.roster.signed_in == {}
        await room.press("next")
        assert room.read_out == code("sign-in-first")

    story(day)


def test_a_session_that_the_hall_ended_is_noticed_with_the_next_press(room: Any) -> None:
    async def day() -> None:
        await sign_in(room)
        room.roster.signed_in.clear()
        await room.press("pause")
        assert (room.read_out, room.lamp, room.state()) == (code("sign-in-first"), "dark", "open")
        await sign_in(room)
        await room.press("pause")
        assert room.state() == "paused"

    story(day)


def test_a_keypad_whose_frames_carry_two_digits_sends_them_in_pieces(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room(clerk="", policy=LISTED, sign_in=SIGN_IN)
        for action, digits in (("call", "10"), ("call", "01"), ("start", "")):
            await room.press(action, digits, after_s=0.7)
        assert room.read_out == code("pin-asked")
        for action, digits in (("held", "3"), ("call", "84"), ("call", "19"), ("call", "2"), ("start", "")):
            await room.press(action, digits, after_s=0.7)
        assert room.state() == "open"

    story(day)


def test_a_password_is_in_no_log_and_no_picture_of_a_press(room: Any, caplog: Any) -> None:
    async def day() -> None:
        with caplog.at_level("DEBUG"):
            await sign_in(room)

    story(day)
    assert "384192" not in caplog.text
    press = Press(keypad="w1", action="call", number="384192")
    signing, asked = PadSigning(step="pin", person="1001", at_s=0.0).press(press, SignInKeys(), "", 0.0)
    assert "384192" not in f"{press} {signing} {asked}"


def test_thirty_two_clerks_sign_in_at_one_box_and_each_works_at_one_window(make_room: MakeRoom) -> None:
    async def day() -> None:
        room = make_room(32, clerk="", policy=LISTED)
        for number in range(1, 33):
            room.roster.passwords[str(2000 + number)] = f"3841{number:02d}"
            await sign_in(room, str(2000 + number), f"3841{number:02d}", f"w{number}")
        assert [room.paper.state.windows[f"w{at}"].clerk for at in range(1, 33)] == [
            str(2000 + at) for at in range(1, 33)
        ]
        await room.press("sign_out", "0", "w7")
        assert {at for at in range(1, 33) if f"w{at}" not in room.roster.signed_in} == {7}

    story(day)
