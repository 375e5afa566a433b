"""The technician's page without a screen: who gets in, what is tried, and that nobody is left in it."""

from collections.abc import Callable
from typing import Any

import pytest

from kiosk.layout import Form
from kiosk.technician.citizens import is_free
from kiosk.technician.gate import Gate, tried
from kiosk.visit import Visit

Bench = Any
PIN = "271828"


def test_the_right_pin_opens_the_page_and_begins_a_check(bench: Bench) -> None:
    bench.page.hold()
    assert bench.screen.page == "pin"
    bench.types(PIN)
    assert (bench.screen.page, bench.screen.is_checking, bench.screen.checks) == ("status", True, ())
    bench.answers()
    assert [row.state for row in bench.screen.checks] == ["bad", "warning", "good"]
    assert not bench.screen.is_checking


def test_a_state_is_a_sign_and_a_word_not_a_colour(bench: Bench) -> None:
    bench.enters()
    assert [(row.sign, row.word) for row in bench.screen.checks] == [
        ("✗", "故障"),
        ("!", "注意"),
        ("✓", "正常"),
    ]
    assert bench.screen.checks[0].do == "装一卷新纸，热敏面朝打印头"
    assert [row.value for row in bench.screen.facts][:2] == ["0.4.0", "k1"]


def test_without_a_pin_there_is_no_page(benches: Callable[..., Bench]) -> None:
    bench = benches("")
    bench.page.hold()
    bench.types("")
    assert not bench.page.is_open
    assert not bench.screen.is_on


def test_three_wrong_tries_shut_the_gate_for_a_minute_even_for_the_right_pin(bench: Bench) -> None:
    bench.page.hold()
    for _ in range(3):
        bench.types("1111")
    assert not bench.screen.can_type
    assert bench.screen.note == "错了三次，60 秒后再试"
    bench.types(PIN)
    assert bench.screen.page == "pin"
    bench.page.leave()
    bench.page.hold()
    bench.types(PIN)
    assert bench.screen.page == "pin", "leaving does not open the gate"
    bench.seconds += 61
    bench.types(PIN)
    assert bench.screen.page == "status"


def test_a_right_pin_forgets_the_wrong_ones() -> None:
    gate, _ = tried(Gate(), PIN, "0000", 5.0)
    gate, is_open = tried(gate, PIN, PIN, 6.0)
    assert (gate, is_open) == (Gate(), True)
    assert tried(Gate(), "", "", 0.0)[1] is False


def test_the_digits_are_never_shown_and_can_be_taken_back(bench: Bench) -> None:
    bench.page.hold()
    for sign in "27*x٣":
        bench.page.type(sign)
    assert bench.screen.typed == "●"
    for sign in "1234567890":
        bench.page.type(sign)
    assert bench.screen.typed == "●" * 8
    assert not any(PIN in repr(each) for each in bench.seen)


def test_who_came_by_chance_leaves_the_pad_to_the_next_citizen(bench: Bench) -> None:
    bench.page.hold()
    bench.passes(31)
    assert not bench.page.is_open
    assert bench.times_afresh == 2


@pytest.mark.parametrize("key", ["", "log"])
def test_nobody_is_left_in_it_after_two_minutes_untouched(bench: Bench, key: str) -> None:
    bench.enters()
    bench.page.press(key)
    bench.passes(119)
    assert bench.page.is_open
    bench.page.touch_anywhere()
    bench.passes(119)
    assert bench.page.is_open
    bench.passes(1)
    assert not bench.page.is_open
    assert (bench.screen.checks, bench.screen.log) == ((), ())


def test_leaving_forgets_and_a_check_that_ends_later_shows_nothing(bench: Bench) -> None:
    bench.page.hold()
    bench.types(PIN)
    bench.page.press("leave")
    bench.answers()
    assert bench.screen.page == ""
    bench.page.hold()
    assert (bench.screen.page, bench.screen.checks, bench.screen.note) == ("pin", (), "")


def test_before_the_pin_no_key_does_anything_but_leave(bench: Bench) -> None:
    bench.page.hold()
    for key in ("print", "log", "touch", "again", "back"):
        bench.page.press(key)
        bench.page.touch_cell(0)
        assert bench.screen.page == "pin"
    bench.answers()
    assert bench.printed == []
    bench.page.press("leave")
    assert not bench.page.is_open


def test_while_a_citizen_is_in_the_middle_of_something_nothing_happens(bench: Bench) -> None:
    bench.is_somebody_there = True
    bench.page.hold()
    assert (bench.page.is_open, bench.times_afresh) == (False, 0)


@pytest.mark.parametrize(
    ("visit", "is_so"),
    [
        (Visit(), True),
        (Visit(stop="order"), True),
        (Visit(stop="paper"), True),
        (Visit(busy="A"), False),
        (Visit(stop="issuing", busy="A"), False),
        (Visit(stop="errand"), False),
        (Visit(stop="done"), False),
        (Visit(stop="timeout", under=Visit(stop="service")), False),
        (Visit(is_printing=True), False),
    ],
)
def test_a_number_on_its_way_is_no_free_kiosk(visit: Visit, is_so: bool) -> None:
    assert is_free(visit) is is_so


def test_a_print_test_says_how_it_went(bench: Bench) -> None:
    bench.enters()
    bench.page.press("print")
    bench.page.press("print")
    assert bench.screen.note == "正在打印"
    bench.answers()
    assert bench.printed == ["zh"], "one slip, however often the key is pressed meanwhile"
    bench.printer_trouble = "out_of_paper"
    bench.page.press("print")
    bench.answers()
    assert bench.screen.note.startswith("没有印出来：")
    assert "out_of_paper" not in bench.screen.note


@pytest.mark.parametrize(("form", "count"), [("tall", 60), ("low", 60), ("wide", 40)])
def test_a_touch_test_ends_when_every_cell_was_touched(
    benches: Callable[..., Bench], form: Form, count: int
) -> None:
    bench = benches(form=form)
    bench.enters()
    bench.page.press("touch")
    for cell in range(count):
        assert bench.screen.page == "touch"
        bench.page.touch_cell(cell)
    assert (bench.screen.page, bench.screen.note) == ("status", f"触摸屏 {count} 格都有反应")


def test_a_touch_test_ends_after_half_a_minute_and_says_what_is_dead(bench: Bench) -> None:
    bench.enters()
    bench.page.press("touch")
    for cell in (-1, 0, 7, 7, 60, 10_000):
        bench.page.touch_cell(cell)
    assert sum(bench.screen.cells) == 2
    bench.passes(29)
    assert (bench.screen.page, bench.screen.seconds_left) == ("touch", 1)
    bench.passes(1)
    assert (bench.screen.page, bench.screen.note) == ("status", "触摸屏 60 格里有 2 格有反应")


def test_a_check_that_cannot_be_run_says_so_and_can_be_tried_again(bench: Bench) -> None:
    bench.check_fails = "45 秒没有查完"
    bench.enters()
    assert [(row.state, row.says) for row in bench.screen.checks] == [("bad", "检查没有做成：45 秒没有查完")]
    bench.check_fails = ""
    bench.page.press("again")
    bench.answers()
    assert len(bench.screen.checks) == 3


def test_the_log_is_shown_and_left_again(bench: Bench) -> None:
    bench.enters()
    bench.page.press("log")
    assert bench.screen.log[0].text.endswith("the hall is live")
    bench.page.press("back")
    assert (bench.screen.page, len(bench.screen.checks)) == ("status", 3)
