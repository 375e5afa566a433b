"""A box's own client, with somebody who signs in at it."""

import asyncio

import pytest

from link.client import HallClient, HallRefused


@pytest.fixture
def hall(make_hall):
    live = make_hall()
    live.open()
    return live


def test_who_signs_in_at_a_box_is_who_presses_and_is_out_when_shut_out(hall):
    async def day():
        async with (
            HallClient(hall.hall.url, "caller-1") as box,
            HallClient(hall.hall.url, "console") as console,
        ):
            first = (await console.post("/staff", {"id": "1001"})).value["password"]
            begun = await box.sign_in("1001", first)
            assert begun.must_change
            await box.change_password(first, "58291467")
            opened = await box.window("w1", "open")
            assert opened.window.clerk == "1001"
            await console.post("/staff/1001/disable")
            with pytest.raises(HallRefused) as refused:
                await box.window("w1", "pause")
            assert refused.value.problem.name == "signed-out"
            assert refused.value.problem.detail == "您的账号已停用，请找管理人员"
            assert (await box.window("w1", "pause")).window.state == "paused", "the box itself goes on"

    asyncio.run(day())


def test_who_signed_in_at_another_screen_of_the_box_is_told_so(hall):
    async def day():
        async with (
            HallClient(hall.hall.url, "caller-1", language="zh") as one,
            HallClient(hall.hall.url, "caller-1") as other,
            HallClient(hall.hall.url, "console") as console,
        ):
            first = (await console.post("/staff", {"id": "1001"})).value["password"]
            await one.sign_in("1001", first)
            await other.sign_in("1001", first)
            with pytest.raises(HallRefused) as refused:
                await one.get("/sessions")
            return refused.value.problem

    problem = asyncio.run(day())
    assert (problem.name, problem.detail) == ("signed-out", "这台设备上又有人登录了，请重新登录")


def test_a_wrong_password_leaves_nobody_signed_in(hall):
    async def try_it():
        async with HallClient(hall.hall.url, "caller-1") as box:
            with pytest.raises(HallRefused):
                await box.sign_in("1001", "000000")
            return box.session

    assert asyncio.run(try_it()) == ""
