"""What the board says, from the hall's facts to plain values."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from config.board_layout_file import load_layout
from config.board_places import line_spots
from display.presenter import BoardPresenter
from display.shown import Board, Setting
from link.messages import facts as f
from link.messages.definition import Series, Service, WindowPlace, Zone

Day = Any
"""tests/display/conftest.py has it; pytest gives it."""

NOWHERE = Path("/nowhere")
"""A box without layouts of its own."""


class Watched:
    """A board that somebody looks at; `at_s` is its own clock."""

    def __init__(self, day: Day, zone: str = "left", layout: str = "landscape", language: str = "zh") -> None:
        self.day, self.at_s, self.silent_s = day, 1000.0, 0.0
        self.seen: list[Board] = []
        self.why = ""
        self.presenter = BoardPresenter(
            zone,
            Setting(layout=load_layout(layout, NOWHERE), language=language),
            show=self.seen.append,
            moment=lambda: self.at_s,
            hall_now=self.hall_now,
            silent_s=lambda: self.silent_s,
            shut_out=lambda: self.why,
        )

    def hall_now(self) -> datetime:
        moment: datetime = self.day.now.astimezone(ZoneInfo("Asia/Shanghai"))
        return moment

    def hears(self) -> Board:
        self.presenter.hear(self.day.state)
        return self.board

    def passes(self, seconds: float) -> Board:
        self.at_s += seconds
        self.day.passes(seconds)
        self.presenter.render()
        return self.board

    @property
    def board(self) -> Board:
        return self.seen[-1]


def test_the_moment_of_the_picture(picture_day: Day) -> None:
    board = Watched(picture_day).hears()
    assert board.page == "calling"
    assert (board.zone.text, board.zone.second, board.windows) == ("左厅", "Left Hall", "1–12 号窗口")
    assert (board.clock.time, board.clock.line) == ("10:25", "3月12日 星期四")
    assert [(line.number, line.window) for line in board.bands] == [
        ("A012", "3"),
        ("B105", "5"),
        ("F038", "10"),
    ]
    assert [line.number for line in board.history] == ["A011", "C021", "B104"]
    assert [(row.prefix, row.count) for row in board.waiting] == [
        ("A", "12"),
        ("B", "6"),
        ("C", "3"),
        ("D", "0"),
        ("E", "3"),
        ("F", "7"),
        ("G", "4"),
    ]
    assert board.paused == "7、12 号窗口暂停"
    assert (board.other.name, board.other.windows, board.other.side) == ("右厅", "13–24 号窗口", "right")
    assert board.other.colour == "#7A3A12"


def test_the_same_in_english(picture_day: Day) -> None:
    board = Watched(picture_day, language="en").hears()
    assert (board.zone.text, board.zone.second) == ("Left Hall", "左厅")
    assert board.hall == "Yunxi County Public Service Centre"
    assert board.paused == "Windows 7, 12 paused"


def test_a_call_appears_and_in_time_goes_to_the_history(day: Day) -> None:
    day.opens("1", "2")
    watched = Watched(day)
    assert watched.hears().page == "quiet"
    day.calls("A001", "1")
    assert watched.hears().is_pulsing
    assert not watched.passes(5).is_pulsing
    day.starts("A001", "1")
    assert [line.number for line in watched.hears().bands] == ["A001"]
    board = watched.passes(8)
    assert board.page == "called"
    assert (board.bands, [line.number for line in board.history]) == ((), ["A001"])


def test_a_fourth_call_stands_on_top_of_the_history_until_it_gets_its_band(day: Day) -> None:
    day.opens("1", "2", "3", "4")
    watched = Watched(day)
    watched.hears()
    for number in ("1", "2", "3", "4"):
        day.calls(f"A00{number}", number)
    board = watched.hears()
    assert [line.number for line in board.bands] == ["A003", "A002", "A001"]
    assert board.history[0].number == "A004"
    board = watched.passes(8)
    assert [line.number for line in board.bands] == ["A004", "A003", "A002"]
    assert board.history[0].number == "A001"


@pytest.mark.parametrize(
    ("layout", "counts", "top"), [("landscape", [3, 4, 6, 8], 702), ("portrait", [4, 5, 7, 9], 884)]
)
def test_with_fewer_calls_the_history_moves_up_and_shows_more(
    layout: str, counts: list[int], top: int
) -> None:
    calls = load_layout(layout, NOWHERE).calls
    assert calls is not None
    assert [len(line_spots(calls, bands)) for bands in (3, 2, 1, 0)] == counts
    assert calls.top + line_spots(calls, 3)[0].y == top


def test_two_rows_of_history_are_larger_to_be_read_from_afar() -> None:
    calls = load_layout("landscape", NOWHERE).calls
    assert calls is not None
    lines = line_spots(calls, 3, rows=2)
    assert (len(lines), lines[0].text) == (2, 110)


def test_a_silent_hall_makes_the_board_say_how_old_it_is(picture_day: Day) -> None:
    watched = Watched(picture_day)
    watched.hears()
    watched.silent_s = 12.0
    assert watched.passes(12).page != "stale"
    watched.silent_s = 180.0
    board = watched.passes(168)
    assert board.page == "stale"
    assert board.title.text == "号码停在 10:25，正在恢复"
    assert board.title.second == "Numbers stopped at 10:25"
    assert board.details == (
        "请听窗口人员叫号",
        "Numbers stopped at 10:25. Please listen for the clerks",
    )
    assert board.notice == "您的号码仍然有效，请放心等候"
    assert {row.count for row in board.waiting} == {"–"}
    assert {row.unit for row in board.waiting} == {""}
    assert (board.bands, board.paused, board.is_pulsing) == ((), "", False)
    assert [line.number for line in board.history] == ["A012", "B105", "F038", "A011", "C021"]
    assert board.clock.time == "10:28"


def test_when_the_hall_is_back_only_what_is_new_and_fresh_pulses(picture_day: Day) -> None:
    watched = Watched(picture_day)
    watched.hears()
    watched.silent_s = 180.0
    watched.passes(180)
    picture_day.calls("A013", "4")
    watched.silent_s = 0.0
    board = watched.hears()
    assert [(line.number, line.is_pulsing) for line in board.bands] == [
        ("A013", True),
        ("A012", False),
    ]


def test_before_the_first_word_the_board_says_that_it_looks_for_the_hall(day: Day) -> None:
    board = Watched(day).board
    assert (board.page, board.title.text) == ("starting", "正在连接大厅，请稍候")


def test_a_board_whose_pairing_has_ended_shows_nothing_of_the_hall_any_more(day: Day) -> None:
    watched = Watched(day)
    watched.hears()
    watched.why = "shut-out.token-refused"
    watched.presenter.render()
    assert (watched.board.page, watched.board.title.text) == ("order", "这台设备的配对已失效")
    assert not watched.board.bands


def test_with_all_windows_closed_the_hours_are_shown(day: Day) -> None:
    watched = Watched(day)
    board = watched.hears()
    assert (board.page, board.title.text) == ("closed", "窗口马上开始办理，请稍候")
    assert board.details == ("今天 8:30–12:00  13:30–17:00",)
    assert watched.passes(timedelta(hours=2).total_seconds()).title.text == "13:30 开始办理"
    evening = watched.passes(timedelta(hours=5).total_seconds())
    assert evening.title.text == "今天的办理已结束"
    assert evening.details == ("今天 8:30–12:00  13:30–17:00", "下次办理：3月13日 星期五 8:30")


def test_a_fault_of_our_own_is_said_politely_and_tried_again_after_half_a_minute(picture_day: Day) -> None:
    watched = Watched(picture_day)
    watched.hears()
    watched.presenter.fault(RuntimeError("broken"))
    assert watched.hears().title.text == "屏幕正在维护，请听窗口人员叫号"
    assert watched.passes(29).bands == ()
    assert 0.9 < watched.presenter.due_s() < 1.1
    assert watched.passes(1.1).page == "calling"


def test_a_zone_that_is_not_there_is_said_in_words(day: Day) -> None:
    board = Watched(day, zone="attic").hears()
    assert (board.page, "attic" in board.title.text) == ("order", True)


def test_a_board_without_a_zone_shows_the_first(day: Day) -> None:
    day.opens("1")
    assert Watched(day, zone="").hears().zone.text == "左厅"


def test_an_emergency_takes_the_whole_board(picture_day: Day) -> None:
    picture_day.add(f.BroadcastMade(text="请从东门离开", emergency=True))
    board = Watched(picture_day).hears()
    assert (board.page, board.title.text) == ("emergency", "请从东门离开")


def test_notices_turn_every_eight_seconds(new_day: Callable[..., Day]) -> None:
    day = new_day(notices=("一", "二", "三"))
    day.opens("1")
    watched = Watched(day)
    first = watched.hears()
    second = watched.passes(8)
    assert first.notice != second.notice
    assert {first.notice_page, second.notice_page} <= {"1/3", "2/3", "3/3"}
    assert watched.passes(16).notice == first.notice


def test_a_long_waiting_list_turns_as_pages_of_about_the_same_length(new_day: Callable[..., Day]) -> None:
    letters = "ABCDEFGHJKLM"
    day = new_day(
        series=tuple(Series(id=letter, prefix=letter) for letter in letters),
        services=tuple(
            Service(id=letter, name=letter, series=letter, department=letter) for letter in letters
        ),
        windows=(WindowPlace(id="1", label="1", zone="left", services=tuple(letters)),),
    )
    day.opens("1")
    watched = Watched(day)
    shown = [watched.hears(), watched.passes(8)]
    assert sorted(len(board.waiting) for board in shown) == [6, 6]
    assert sorted(board.waiting_page for board in shown) == ["1/2", "2/2"]


def test_upright_the_paused_windows_take_a_place_of_the_waiting_list(picture_day: Day) -> None:
    board = Watched(picture_day, layout="portrait").hears()
    assert (len(board.waiting), board.waiting_page, board.paused) == (7, "", "7、12 号窗口暂停")


def test_many_paused_windows_are_drawn_together(day: Day) -> None:
    day.opens(*(str(number) for number in range(1, 9)))
    for number in (2, 3, 4, 8):
        day.add(f.WindowPaused(window=str(number)))
    assert Watched(day).hears().paused == "2–4、8 号窗口暂停"
    assert Watched(day, language="en").hears().paused == "Windows 2–4, 8 paused"


def test_a_window_with_a_name_shows_the_name(new_day: Callable[..., Day]) -> None:
    day = new_day(
        windows=(WindowPlace(id="desk", label="咨询台", zone="left", services=("A",)),),
    )
    day.opens("desk")
    day.calls("A001", "desk")
    line = Watched(day).hears().bands[0]
    assert (line.window, line.is_named) == ("咨询台", True)


def test_a_hall_of_one_zone_points_nowhere(new_day: Callable[..., Day]) -> None:
    day = new_day(zones=(Zone(id="left", name="大厅"),))
    day.opens("1")
    assert Watched(day).hears().other.name == ""


def test_a_call_of_the_other_zone_alone_is_not_shown_here(day: Day) -> None:
    day.opens("1", "13")
    day.calls("A001", "13", zones=("right",))
    day.calls("A002", "1", zones=("left", "right"))
    assert [line.number for line in Watched(day).hears().bands] == ["A002"]
    assert [line.number for line in Watched(day, zone="right").hears().bands] == ["A002", "A001"]


def test_at_rest_the_board_sleeps_until_the_minute_is_over(new_day: Callable[..., Day]) -> None:
    day = new_day(notices=())
    day.opens("1")
    day.calls("A001", "1")
    watched = Watched(day)
    watched.hears()
    assert 4.9 < watched.presenter.due_s() < 5.1
    watched.passes(20)
    watched.silent_s = -100.0
    assert 39.9 < watched.presenter.due_s() < 40.1
