"""Screen hours: dark outside them, but never while somebody may need the screen."""

import asyncio
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from config.board_layout_file import load_layout
from config.hours import hours_of
from display.lit import Lit
from display.power import Power
from display.presenter import BoardPresenter
from display.shown import Board, Setting
from link.messages import facts as f

Day = Any
EIGHT_TO_SIX = Lit(hours=(hours_of("mon-fri 08:00-18:00"),))
EVENING = datetime(2026, 3, 12, 11, 0, tzinfo=UTC)
"""19:00 in the hall."""


def shown(day: Day, *, silent_s: float = 0.0) -> Board:
    board = BoardPresenter(
        "left",
        Setting(layout=load_layout("landscape", Path("/nowhere"))),
        show=lambda _: None,
        moment=lambda: 0.0,
        hall_now=lambda: day.now.astimezone(ZoneInfo("Asia/Shanghai")),
        silent_s=lambda: silent_s,
        lit=EIGHT_TO_SIX,
    )
    board.hear(day.state)
    return board.shown


def test_in_its_hours_a_screen_is_lit_and_in_the_evening_it_is_dark(day: Day) -> None:
    assert shown(day).page == "closed"
    day.now = EVENING
    dark = shown(day)
    assert (dark.page, dark.places, dark.clock.time) == ("off", (), "")


def test_a_window_that_works_on_keeps_its_screen_lit(day: Day) -> None:
    day.opens("1")
    day.now = EVENING
    day.calls("A001", "1")
    assert shown(day).page == "calling"


def test_an_emergency_lights_every_screen(day: Day) -> None:
    day.now = EVENING
    day.add(f.BroadcastMade(text="请从东门离开", emergency=True))
    assert shown(day).page == "emergency"


def test_a_screen_whose_hall_is_silent_goes_by_its_hours(day: Day) -> None:
    day.opens("1")
    day.now = EVENING
    assert shown(day, silent_s=600.0).page == "off"


def test_a_screen_without_hours_is_always_lit(new_day: Callable[..., Day]) -> None:
    day = new_day()
    day.now = EVENING
    board = BoardPresenter(
        "left",
        Setting(layout=load_layout("landscape", Path("/nowhere"))),
        show=lambda _: None,
        moment=lambda: 0.0,
        hall_now=lambda: day.now.astimezone(ZoneInfo("Asia/Shanghai")),
        silent_s=lambda: 0.0,
    )
    board.hear(day.state)
    assert board.shown.page == "closed"


def test_the_halls_own_commands_run_once_for_each_change_and_a_wrong_one_is_said(tmp_path: Path) -> None:
    said = tmp_path / "said"
    write = "import sys; open(sys.argv[1], 'a').write(sys.argv[2])"
    told: asyncio.Queue[str] = asyncio.Queue()

    async def next_word() -> str:
        return await asyncio.wait_for(told.get(), 60)

    async def story() -> None:
        power = Power(
            (sys.executable, "-c", write, str(said), "on "),
            (sys.executable, "-c", write, str(said), "off "),
            lambda: told.put_nowait(power.wrong),
        )
        power.want(is_on=True)
        power.want(is_on=False)
        power.want(is_on=False)
        assert await next_word() == ""
        power.want(is_on=True)
        assert await next_word() == ""
        assert said.read_text() == "off on "
        broken = Power((), ("/nowhere/wlopm", "--off", "*"), lambda: told.put_nowait(broken.wrong))
        broken.want(is_on=False)
        assert "/nowhere/wlopm" in await next_word()
        failing = Power(
            (), (sys.executable, "-c", "exit('no screen')"), lambda: told.put_nowait(failing.wrong)
        )
        failing.want(is_on=False)
        assert await next_word() == "no screen"

    asyncio.run(story())
