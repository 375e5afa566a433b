"""A clerk signs in where the hall lists its staff: number and password, a first password changed, a session that ends."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from link.messages import commands as c
from link.messages.definition import Policy

LISTED = Policy(staff_listed=True)
Desk = Any
MakeDesk = Callable[..., Any]


@pytest.fixture
def listed(desk_of: MakeDesk) -> Desk:
    """A terminal of a hall that lists its staff."""
    return desk_of(policy=LISTED)


async def type_new(desk: Desk, one: str, other: str) -> None:
    desk.presenter.type_in("password", one)
    desk.presenter.type_in("again", other)
    await desk.press("main")


def test_number_and_password_open_the_window(listed: Desk) -> None:
    async def day() -> None:
        assert (listed.shown.page, listed.shown.buttons.main.text) == ("sign-in", "登录")
        assert listed.ready == set()
        assert not listed.shown.sign_in.is_open
        listed.presenter.type("1001")
        assert listed.ready == set()
        await listed.log_in()

    asyncio.run(day())
    assert (listed.shown.page, listed.shown.clerk) == ("idle", "1001")
    assert [(ask.verb, dict(ask.fields)) for ask in listed.hall.asks] == [("open", {"clerk": "1001"})]


def test_a_wrong_password_is_said_in_the_halls_words_and_emptied(listed: Desk) -> None:
    async def day() -> None:
        before = listed.shown.login.tries
        await listed.log_in(password="000001")
        assert (listed.shown.page, listed.shown.login.why) == ("sign-in", "工号或密码不对，请重新输入")
        assert listed.shown.login.tries > before
        assert listed.shown.login.typed == "1001"
        assert not listed.shown.buttons.main.is_ready
        await listed.log_in()

    asyncio.run(day())
    assert (listed.shown.page, listed.shown.login.why) == ("idle", "")


def test_who_is_locked_out_is_told_how_long(listed: Desk) -> None:
    listed.hall.roster.refuses = "locked-out"
    asyncio.run(listed.log_in())
    assert listed.shown.login.why == "密码错了太多次，请 30 秒后再试，或请管理人员解锁"
    listed.wait(60)
    assert listed.shown.login.why != ""


def test_a_hall_that_does_not_answer_is_asked_again_by_hand(listed: Desk) -> None:
    async def day() -> None:
        listed.hall.roster.is_silent = True
        await listed.log_in()
        assert listed.shown.login.why == "大厅没有回答，请再试一次"
        listed.hall.roster.is_silent = False
        await listed.log_in()

    asyncio.run(day())
    assert listed.shown.page == "idle"


def test_a_first_password_is_changed_before_anything_else(listed: Desk) -> None:
    listed.hall.roster.first = {"1001"}

    async def day() -> None:
        await listed.log_in()
        assert (listed.shown.page, listed.shown.buttons.main.text) == ("change-password", "改密码")
        assert "6 位" in listed.shown.login.hint
        await type_new(listed, "161803", "161804")
        assert listed.shown.login.why == "两次输入的新密码不一样，请重新输入"
        await type_new(listed, "1618", "1618")
        assert (listed.shown.page, "至少 6 位" in listed.shown.login.why) == ("change-password", True)
        assert listed.hall.asks == []
        await type_new(listed, "161803", "161803")

    asyncio.run(day())
    assert listed.shown.page == "idle"
    assert listed.hall.roster.passwords["1001"] == "161803"


def test_a_first_password_can_be_left_for_later_and_then_nobody_is_signed_in(listed: Desk) -> None:
    listed.hall.roster.first = {"1001"}

    async def day() -> None:
        await listed.log_in()
        listed.presenter.leave()
        await listed.presenter.settled()

    asyncio.run(day())
    assert (listed.shown.page, listed.hall.roster.signed_in) == ("sign-in", "")
    assert listed.hall.roster.passwords["1001"] == "314159"


def test_signing_out_closes_the_window_and_ends_the_session(listed: Desk) -> None:
    async def day() -> None:
        await listed.log_in()
        await listed.press("sign_out")

    asyncio.run(day())
    assert (listed.shown.page, listed.hall.roster.signed_in) == ("sign-in", "")
    assert (listed.shown.login.typed, listed.shown.login.why) == ("", "")
    assert [ask.verb for ask in listed.hall.asks] == ["open", "close"]


def test_a_session_that_is_over_is_said_and_the_ticket_in_hand_stays(listed: Desk) -> None:
    async def day() -> None:
        listed.hall.take()
        await listed.log_in()
        await listed.press("main")
        listed.hall.roster.end()
        await listed.press("main")
        assert (listed.shown.page, listed.shown.number) == ("sign-in", "A012")
        assert listed.shown.login.why == "您的登录已失效，请重新登录"
        assert listed.shown.login.typed == "1001"
        assert listed.hall.state.windows["3"].state == "calling"
        await listed.log_in()
        assert (listed.shown.page, listed.shown.number) == ("calling", "A012")
        await listed.press("main")

    asyncio.run(day())
    assert listed.shown.page == "serving"
    assert [ask.verb for ask in listed.hall.asks] == ["open", "next", "start", "start"]


def test_who_is_disabled_sees_it_without_pressing_anything(listed: Desk) -> None:
    async def day() -> None:
        await listed.log_in()
        listed.hall.roster.end()
        listed.wait(16)
        await listed.presenter.settled()

    asyncio.run(day())
    assert (listed.shown.page, listed.hall.roster.checks) == ("sign-in", 1)
    assert listed.shown.login.why == "您的登录已失效，请重新登录"


def test_after_twelve_hours_the_clerk_signs_in_again(listed: Desk) -> None:
    async def day() -> None:
        await listed.log_in()
        listed.wait(12 * 3600)
        await listed.presenter.settled()

    asyncio.run(day())
    assert (listed.shown.page, listed.shown.login.why) == ("sign-in", "登录的时间到了，请重新登录")
    assert listed.hall.roster.signed_in == ""


def test_another_clerk_who_signs_in_takes_the_window_over_with_its_ticket(listed: Desk) -> None:
    async def day() -> None:
        listed.hall.take()
        await listed.log_in()
        await listed.press("main")
        listed.hall.roster.end()
        await listed.press("recall")
        await listed.log_in("1002", "271828")

    asyncio.run(day())
    assert (listed.shown.page, listed.shown.number, listed.shown.clerk) == ("calling", "A012", "1002")
    assert listed.hall.asks[-1].verb == "take-over"


def test_a_window_taken_over_from_elsewhere_asks_who_sits_here(listed: Desk) -> None:
    async def day() -> None:
        await listed.log_in()
        listed.hall.do(c.TakeOver(window="3", clerk="1002"))
        await listed.presenter.settled()

    asyncio.run(day())
    assert (listed.shown.page, listed.shown.login.why) == (
        "sign-in",
        "工号 1002 接替了这个窗口，请重新登录",
    )


def test_who_works_elsewhere_already_is_not_signed_in_here(listed: Desk) -> None:
    async def day() -> None:
        listed.hall.do(c.OpenWindow(window="4", clerk="1001"))
        await listed.log_in()

    asyncio.run(day())
    assert listed.shown.page == "sign-in"
    assert "4 号窗口" in listed.shown.login.why
    assert listed.hall.roster.signed_in == ""


def test_a_window_closed_by_the_hall_ends_the_session_too(listed: Desk) -> None:
    async def day() -> None:
        await listed.log_in()
        listed.hall.do(c.CloseWindow(window="3"))
        await listed.presenter.settled()

    asyncio.run(day())
    assert (listed.shown.page, listed.hall.roster.signed_in) == ("sign-in", "")


def test_a_terminal_that_starts_anew_asks_who_sits_there_though_the_window_is_open(desk_of: MakeDesk) -> None:
    desk = desk_of(policy=LISTED)
    desk.hall.do(c.OpenWindow(window="3", clerk="1001"))
    assert desk.shown.page == "sign-in"
    asyncio.run(desk.log_in())
    assert (desk.shown.page, desk.hall.asks) == ("idle", [])


def test_nobody_is_called_by_itself_for_a_clerk_who_has_gone(listed: Desk) -> None:
    async def day() -> None:
        await listed.log_in()
        await listed.press("main")
        assert listed.shown.page == "armed"
        listed.wait(12 * 3600)
        await listed.presenter.settled()
        listed.hall.take()
        await listed.presenter.settled()

    asyncio.run(day())
    assert [ask.verb for ask in listed.hall.asks] == ["open", "next"]


def test_what_was_typed_is_in_no_log_and_in_nothing_that_is_shown(
    listed: Desk, caplog: pytest.LogCaptureFixture
) -> None:
    async def day() -> None:
        with caplog.at_level("DEBUG"):
            listed.presenter.type_in("password", "314159")
            assert "314159" not in repr(listed.presenter.situation)
            await listed.log_in()
            assert listed.presenter.situation.signing.password == ""

    asyncio.run(day())
    assert "314159" not in caplog.text + str(listed.shown)


def test_a_hall_that_lists_nobody_asks_for_a_number_alone(desk: Desk) -> None:
    assert (desk.shown.page, desk.shown.login.is_open, desk.shown.sign_in.is_open) == ("closed", False, True)
