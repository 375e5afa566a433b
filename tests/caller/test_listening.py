"""How far the voice is behind, at the window: said while it is, gone when it is not, asked no oftener than it matters."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from caller.listening import AFTER_CALL_S, AGAIN_S, Listening
from look.stale import Stale

Desk = Any


def listening(desk: Desk) -> Listening:
    return Listening(desk.hall, desk.presenter, desk)


async def called(desk: Desk) -> Listening:
    """A window that has just called somebody, and what asks after its voice."""
    desk.hall.take()
    desk.hall.take()
    await desk.sign_in()
    made = listening(desk)
    await desk.press("main")
    return made


@pytest.mark.parametrize("form", ["page", "bar"])
def test_who_calls_sees_how_far_the_voice_is_behind_until_it_has_said_all(
    desk_of: Callable[..., Desk], form: str
) -> None:
    desk = desk_of(form=form)

    def said() -> str:
        shown: str = desk.shown.caption if form == "bar" else desk.shown.link
        return shown

    async def day() -> None:
        asks = await called(desk)
        desk.hall.waits_to_be_said = 3
        await asks.look()
        assert said() == ("语音还差 3 条" if form == "bar" else "语音还有 3 条没播")
        await desk.press("finish")
        assert "3 条" in said(), "whoever presses next sees it before"
        desk.hall.waits_to_be_said = 0
        desk.wait(AGAIN_S)
        await asks.look()
        assert "条" not in said()
        assert desk.shown.link == "已连接"

    asyncio.run(day())


def test_the_hall_is_asked_after_calls_and_while_anything_waits_and_else_left_alone(desk: Desk) -> None:
    async def day() -> None:
        asks = await called(desk)
        for _ in range(20):
            await asks.look()
        assert desk.hall.asked_for_voice == 1, "not at every look"
        desk.hall.waits_to_be_said = 2
        for _ in range(10):
            desk.wait(AGAIN_S)
            await asks.look()
        assert desk.hall.asked_for_voice == 11, "as long as anything waits"
        desk.hall.waits_to_be_said = 0
        for _ in range(30):
            desk.wait(AFTER_CALL_S)
            await asks.look()
        assert desk.hall.asked_for_voice == 12, "said all: nobody asks any more"

    asyncio.run(day())


def test_a_hall_that_is_silent_or_gone_leaves_nothing_old_on_the_screen(desk: Desk) -> None:
    async def day() -> None:
        asks = await called(desk)
        desk.hall.waits_to_be_said = 4
        await asks.look()
        desk.hall.is_silent = True
        desk.wait(AGAIN_S)
        await asks.look()
        assert desk.shown.link == "语音还有 4 条没播", "one answer that is missing says nothing"
        desk.presenter.fall_silent(Stale(is_stale=True, freshness="stale", stopped_at="10:28"))
        assert desk.shown.link == "正在重连"
        await asks.look()
        assert desk.presenter.situation.unsaid == 0

    asyncio.run(day())


def test_what_goes_wrong_while_asking_is_told_and_asked_again(desk: Desk) -> None:
    class Broken:
        async def unsaid(self) -> int:
            raise RuntimeError("no such reply")

    async def day() -> None:
        await called(desk)
        told = asyncio.Event()
        running = asyncio.create_task(Listening(Broken(), desk.presenter, desk).run(lambda fault: told.set()))
        await asyncio.wait_for(told.wait(), 60)
        assert not running.done()
        running.cancel()

    asyncio.run(day())
