"""A clerk's day at the terminal, told key by key against the hall's real rules."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from link.messages import commands as c
from link.messages.definition import Clerk, Policy

Desk = Any
MakeDesk = Callable[..., Any]


def test_a_whole_day_from_sign_in_to_sign_out(desk: Desk) -> None:
    async def day() -> None:
        assert (desk.shown.page, desk.shown.headline, desk.ready) == ("closed", "窗口关闭", set())
        await desk.sign_in()
        assert (desk.shown.page, desk.shown.caption) == ("idle", "等候 0 人")
        desk.hall.take()
        assert desk.shown.caption == "等候 1 人"
        await desk.press("main")
        assert (desk.shown.page, desk.shown.number, desk.shown.caption) == (
            "calling",
            "A012",
            "不动产转移登记",
        )
        await desk.press("recall")
        assert desk.shown.second == "等了 0 分，呼叫 2 次"
        await desk.press("main")
        assert (desk.shown.page, desk.shown.state) == ("serving", "办理中")
        desk.wait(252)
        assert desk.shown.elapsed == "4:12"
        await desk.press("finish")
        assert (desk.shown.page, desk.shown.done.number, desk.shown.mean.number) == ("idle", "1", "4")
        await desk.press("sign_out")
        assert desk.shown.page == "closed"

    asyncio.run(day())
    assert [ask.verb for ask in desk.hall.asks] == ["open", "next", "recall", "start", "finish", "close"]
    assert [ask.at is None for ask in desk.hall.asks] == [True, True, False, False, False, True]


def test_who_signed_in_is_not_proposed_to_the_next_clerk_but_who_usually_sits_there_is(
    desk_of: MakeDesk,
) -> None:
    async def day(desk: Desk) -> str:
        await desk.sign_in("1002")
        await desk.press("sign_out")
        assert desk.shown.page == "closed"
        return str(desk.shown.sign_in.typed)

    assert asyncio.run(day(desk_of())) == ""
    assert asyncio.run(day(desk_of(clerk="1001"))) == "1001"


def test_next_while_serving_finishes_and_calls(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        desk.hall.take()
        await desk.sign_in()
        for _ in range(3):
            await desk.press("main")

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.number) == ("calling", "A013")
    assert desk.shown.done.number == "1"


def test_a_double_press_is_one_command(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        desk.wait(4)
        desk.presenter.press("main")
        desk.presenter.press("main")
        await desk.presenter.settled()
        await desk.press("main", after_s=0.7)

    asyncio.run(day())
    assert [ask.verb for ask in desk.hall.asks] == ["open", "next"]
    assert desk.shown.page == "calling"


def test_when_nobody_waits_the_next_arrival_is_called_at_once(desk: Desk) -> None:
    async def day() -> None:
        await desk.sign_in()
        await desk.press("main")
        assert (desk.shown.page, desk.shown.headline) == ("armed", "来人即呼")
        assert (desk.shown.buttons.main.text, desk.shown.buttons.main.is_quiet) == ("取消预叫", True)
        desk.hall.take()
        await desk.presenter.settled()

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.number, desk.beeps.heard) == ("calling", "A012", ["arrival"])


def test_a_waiting_call_can_be_taken_back(desk: Desk) -> None:
    async def day() -> None:
        await desk.sign_in()
        await desk.press("main")
        await desk.press("main")
        desk.hall.take()
        await desk.presenter.settled()

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.caption) == ("idle", "等候 1 人")


def test_two_armed_windows_race_and_the_slower_one_waits_on(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.do(c.OpenWindow(window="4"))
        await desk.sign_in()
        await desk.press("main")
        desk.is_lagging = True
        desk.hall.take()
        desk.is_lagging = False
        desk.hear()
        desk.hall.do(c.CallNext(window="4"))
        await desk.presenter.settled()
        assert (desk.shown.page, len(desk.hall.asks)) == ("armed", 3)
        desk.hall.take("wed")
        await desk.presenter.settled()

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.number) == ("calling", "E010")


def test_a_missed_ticket_comes_back_within_five_seconds(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        await desk.press("main")
        await desk.press("missed")
        assert desk.shown.note == "A012 已过号，5 秒内可撤销"
        assert desk.shown.buttons.missed.text == "撤销"
        await desk.press("missed", after_s=2)

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.number, desk.shown.note) == ("calling", "A012", "10:24 取号")


def test_after_five_seconds_a_missed_ticket_is_called_by_number(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        await desk.press("main")
        await desk.press("missed")
        desk.wait(5)
        assert (desk.shown.note, desk.shown.buttons.missed.is_ready) == ("", False)
        await desk.press("pick")
        desk.presenter.type("a012")
        await desk.press("main")

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.number) == ("calling", "A012")


def test_a_hall_that_grants_no_undo_offers_none(desk_of: MakeDesk) -> None:
    desk = desk_of(policy=Policy(undo_s=0))

    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        await desk.press("main")
        await desk.press("missed")

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.note, desk.shown.buttons.missed.text) == ("idle", "", "过号")


def test_a_pause_says_why_and_resumes(desk: Desk) -> None:
    async def day() -> None:
        await desk.sign_in()
        await desk.press("pause")
        assert (desk.shown.page, desk.shown.choice.text, desk.shown.choice.place) == (
            "choose-pause",
            "午间用餐",
            "1/5",
        )
        desk.presenter.type("2")
        await desk.press("main")
        assert (desk.shown.page, desk.shown.headline, desk.shown.caption) == ("paused", "已暂停", "短暂离开")
        await desk.press("main")

    asyncio.run(day())
    assert desk.shown.page == "idle"
    assert dict(desk.hall.asks[1].fields) == {"reason": "break"}


def test_a_choice_is_left_without_a_trace(desk: Desk) -> None:
    async def day() -> None:
        await desk.sign_in()
        await desk.press("pause")
        desk.presenter.step(-1)
        assert desk.shown.choice.text == "交接班"
        desk.presenter.leave()

    asyncio.run(day())
    assert (desk.shown.page, [ask.verb for ask in desk.hall.asks]) == ("idle", ["open"])


def test_while_serving_a_ticket_is_parked_and_called_again(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        await desk.press("main")
        await desk.press("main")
        await desk.press("park")
        await desk.press("main")
        assert [(row.mark, row.text, row.quiet) for row in desk.shown.aside] == [
            ("A012", "转移登记", "挂起 0 分")
        ]
        await desk.press("pick")
        await desk.press("main")

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.number) == ("calling", "A012")


def test_a_ticket_moves_to_another_service_chosen_by_its_letter(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        await desk.press("main")
        await desk.press("transfer")
        desk.presenter.type("e")
        assert (desk.shown.choice.mark, desk.shown.choice.text) == ("E", "结婚登记")
        for page in ("choose-place", "choose-note", "idle"):
            await desk.press("main")
            assert desk.shown.page == page

    asyncio.run(day())
    assert desk.shown.page == "idle"
    assert [(row.mark, row.text) for row in desk.shown.coming] == [("A012", "结婚登记")]


def test_somebody_without_a_ticket_is_served_directly(desk: Desk) -> None:
    async def day() -> None:
        await desk.sign_in()
        await desk.press("walk")
        await desk.press("main")

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.number) == ("serving", "A012")


def test_where_an_outcome_is_mandatory_the_main_key_asks_for_it_and_goes_on(desk_of: MakeDesk) -> None:
    desk = desk_of(policy=Policy(outcome_mandatory=True))

    async def day() -> None:
        desk.hall.take()
        desk.hall.take()
        await desk.sign_in()
        await desk.press("main")
        await desk.press("main")
        await desk.press("main")
        assert desk.shown.page == "choose-outcome"
        await desk.press("main")
        await desk.presenter.settled()

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.number) == ("calling", "A013")
    assert desk.hall.asks[-1].verb == "next"
    assert dict(desk.hall.asks[-1].fields) == {"outcome": "done"}


def test_where_the_hall_remembers_a_press_the_terminal_does_not(desk_of: MakeDesk) -> None:
    desk = desk_of(policy=Policy(store_next_s=600))

    async def day() -> None:
        await desk.sign_in()
        await desk.press("main")
        assert (desk.shown.page, desk.shown.buttons.main.text) == ("armed", "取消预叫")
        assert not desk.presenter.situation.is_armed
        desk.hall.take()
        await desk.presenter.settled()

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.number, desk.beeps.heard) == ("calling", "A012", ["arrival"])
    assert [ask.verb for ask in desk.hall.asks] == ["open", "next"]


def test_a_press_that_the_hall_remembers_is_forgotten_by_a_second_one_or_by_escape(desk_of: MakeDesk) -> None:
    desk = desk_of(policy=Policy(store_next_s=600))

    async def day() -> None:
        await desk.sign_in()
        await desk.press("main")
        await desk.press("main")
        assert desk.shown.page == "idle"
        await desk.press("main")
        desk.wait(4)
        desk.presenter.leave()
        await desk.presenter.settled()
        desk.hall.take()
        await desk.presenter.settled()

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.caption) == ("idle", "等候 1 人")
    assert [ask.verb for ask in desk.hall.asks] == ["open", "next", "next", "next", "next"]


def test_what_was_finished_by_mistake_comes_back(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        await desk.press("main")
        await desk.press("main")
        await desk.press("finish")
        assert desk.shown.note == "A012 已办完，5 秒内可撤销"
        await desk.press("missed", after_s=2)

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.number) == ("serving", "A012")


def test_who_may_not_pick_is_told_so_in_the_halls_words(desk_of: MakeDesk) -> None:
    desk = desk_of(clerks=(Clerk(id="1001", name="王芳", may=()),))

    async def day() -> None:
        desk.hall.take()
        desk.hall.take()
        await desk.sign_in()
        await desk.press("pick")
        desk.presenter.type("a013")
        await desk.press("main")

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.note) == ("idle", "工号 1001 没有这个权限，请找管理员")


def test_a_refusal_is_shown_in_the_halls_words_and_goes_away(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.do(c.OpenWindow(window="4", clerk="1001"))
        await desk.sign_in()

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.is_note_red) == ("closed", True)
    assert "4 号窗口" in desk.shown.note
    desk.wait(9)
    assert desk.shown.note == ""


def test_a_key_that_the_hall_has_not_built_turns_closed_and_stays(desk: Desk) -> None:
    desk.hall.not_built = {"walk"}

    async def day() -> None:
        await desk.sign_in()
        assert desk.shown.buttons.walk.is_ready
        await desk.press("walk")
        await desk.press("main")

    asyncio.run(day())
    assert (desk.shown.buttons.walk.text, desk.shown.buttons.walk.is_ready) == ("直接办理", False)
    assert desk.shown.buttons.pick.is_ready


def test_recall_is_closed_at_the_halls_limit(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        await desk.press("main")
        await desk.press("recall")
        assert desk.shown.buttons.recall.is_ready
        await desk.press("recall")

    asyncio.run(day())
    assert not desk.shown.buttons.recall.is_ready


def test_a_lost_answer_is_asked_for_again_with_the_same_key(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        desk.hall.take()
        await desk.sign_in()
        desk.hall.loses_answers = 3
        await desk.press("main")

    asyncio.run(day())
    assert [ask.key for ask in desk.hall.asks] == ["press-1", *["press-2"] * 4]
    assert (desk.shown.page, desk.shown.number, desk.shown.waiting.number) == ("calling", "A012", "1")


def test_a_press_whose_answer_was_lost_is_asked_for_again_where_the_hall_has_too_much_to_do(
    desk: Desk,
) -> None:
    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        desk.hall.loses_answers, desk.hall.door = 1, ["too-many-requests", "too-many-requests"]
        await desk.press("main")

    asyncio.run(day())
    assert [ask.key for ask in desk.hall.asks] == ["press-1", *["press-2"] * 4]
    assert (desk.shown.page, desk.shown.number) == ("calling", "A012")
    assert "请稍等再试" not in desk.shown.note


def test_a_refusal_that_does_not_say_what_became_of_a_lost_press_is_told_as_that(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        desk.hall.loses_answers, desk.hall.door = 1, ["not-allowed"]
        await desk.press("main")

    asyncio.run(day())
    assert desk.shown.note == "刚才的按键不知道办成没有，请先看号"
    assert (desk.shown.page, desk.shown.number) == ("calling", "A012"), "it was, and the mirror shows it"


def test_a_press_that_was_lost_on_its_way_and_then_decided_is_a_plain_refusal(desk: Desk) -> None:
    async def day() -> None:
        await desk.sign_in()
        desk.hall.loses_answers, desk.hall.door = 1, ["window-paused"]
        await desk.press("main")

    asyncio.run(day())
    assert desk.shown.note == "请稍等再试"


def test_a_hall_that_never_answers_is_given_up_with_words(desk: Desk) -> None:
    async def day() -> None:
        await desk.sign_in()
        desk.hall.is_silent = True
        await desk.press("main")

    asyncio.run(day())
    assert "请再按一次" in desk.shown.note
    assert desk.shown.buttons.main.is_ready


def test_a_hall_that_takes_its_time_turns_the_keys_off_until_it_answers(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        desk.wait(4)
        desk.hall.thinks = asyncio.Event()
        desk.presenter.press("main")
        for _ in range(3000):
            if desk.presenter.situation.is_slow:
                break
            await asyncio.sleep(0.01)
        assert (desk.shown.buttons.main.text, desk.ready) == ("请稍候", set())
        desk.hall.thinks.set()
        await desk.presenter.settled()

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.buttons.main.text) == ("calling", "开始办理")


def test_who_is_being_served_can_be_finished_in_a_pause(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        await desk.press("main")
        await desk.press("main")
        await desk.press("pause")
        await desk.press("main")
        assert (desk.shown.page, desk.shown.caption) == ("paused", "A012 午间用餐")
        await desk.press("finish")

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.caption, desk.shown.done.number) == ("paused", "午间用餐", "1")


def test_a_fault_of_our_own_is_said_in_plain_words(desk: Desk) -> None:
    desk.presenter.fault(RuntimeError("a bug"))
    assert desk.shown.note == "出了一点问题，已记下。请看清屏幕再按"
    assert "bug" not in str(desk.shown)


def test_stale_turns_all_keys_off_and_says_since_when(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        await desk.press("main")
        desk.fall_silent()
        assert (desk.shown.headline, desk.shown.caption) == ("正在重连", "A012 停在 10:28")
        assert (desk.shown.buttons.main.text, desk.ready) == ("请稍候", set())
        assert (desk.shown.waiting.number, desk.shown.coming) == ("–", ())
        await desk.press("main")
        desk.fall_silent()
        desk.come_back()

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.number) == ("calling", "A012")
    assert desk.beeps.heard == ["stale"]
    assert [ask.verb for ask in desk.hall.asks] == ["open", "next"]


def test_keys_wait_until_the_mirror_shows_what_the_answer_said(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        desk.wait(4)
        desk.is_lagging = True
        desk.presenter.press("main")
        for _ in range(5):
            await asyncio.sleep(0)
        desk.wait(4)
        desk.presenter.press("main")
        desk.is_lagging = False
        desk.hear()
        await desk.presenter.settled()

    asyncio.run(day())
    assert [ask.verb for ask in desk.hall.asks] == ["open", "next"]
    assert desk.shown.page == "calling"


def test_a_press_for_a_ticket_that_has_gone_hits_nobody(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        desk.hall.take()
        await desk.sign_in()
        await desk.press("main")
        await desk.press("main")
        desk.is_lagging = True
        desk.hall.do(c.FinishService(window="3"))
        desk.hall.do(c.CallNext(window="3"))
        desk.is_lagging = False
        await desk.press("finish")
        desk.hear()

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.number) == ("calling", "A013")
    assert "请看清屏幕再按" in desk.shown.note


def test_a_choice_closes_when_its_ticket_goes(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        await desk.press("main")
        await desk.press("transfer")
        desk.hall.do(c.FinishService(window="3"))

    asyncio.run(day())
    assert desk.shown.page == "idle"


def test_priority_and_language_of_a_ticket_are_noted(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take(priority="elderly", language="en")
        assert desk.shown.coming[0].badge == "优先 老人"
        await desk.sign_in()
        await desk.press("main")

    asyncio.run(day())
    assert (desk.shown.note_label, desk.shown.note) == ("备注", "10:24 取号；优先：老人；号票语言：英文")


def test_before_the_first_word_of_the_hall_nothing_is_shown_as_known(hall: Any) -> None:
    from caller.presenter import Presenter

    class Still:
        def hall_now(self) -> Any:
            return hall.paper.now

        def steady_s(self) -> float:
            return 0.0

    shown = Presenter(hall, "3", Still(), lambda: "k", staff=hall.roster, notes=hall).shown()
    assert (shown.page, shown.headline, shown.waiting.number, shown.done.number) == (
        "starting",
        "正在连接",
        "–",
        "–",
    )


def test_a_terminal_whose_pairing_has_ended_says_so_and_takes_no_press(desk: Desk) -> None:
    desk.presenter.fall_silent(replace(desk.stale, shut_out="shut-out.token-refused"))
    assert desk.shown.caption == "这台设备的配对已失效"
    assert "jiaohao pair" in desk.shown.second
    assert desk.ready == set()


def test_a_window_that_the_hall_does_not_have_is_said(desk: Desk) -> None:
    desk.presenter.hear(None, desk.stale)
    assert (desk.shown.page, desk.shown.caption) == ("unknown", "大厅里没有 3 号窗口")
    assert desk.ready == set()


def test_who_was_sent_to_this_window_is_counted_apart(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.do(c.OpenWindow(window="4", clerk="1002"))
        await desk.sign_in()
        desk.hall.take()
        desk.hall.take("wed")
        desk.hall.do(c.CallNext(window="4"))
        desk.hall.do(c.Transfer(window="4", to_window="3"))

    asyncio.run(day())
    assert desk.shown.caption == "等候 2 人，转来 1 人"
    assert (desk.shown.rows[0].text, desk.shown.rows[0].strong) == ("转到这里等", "1")


def test_what_lies_aside_is_told_with_its_time_and_its_pool(desk_of: MakeDesk) -> None:
    desk = desk_of()

    async def day() -> None:
        for _ in range(3):
            desk.hall.take()
        await desk.sign_in()
        await desk.press("main")
        desk.hall.do(c.Park(window="3", until=desk.hall.paper.now + timedelta(minutes=10)))
        await desk.press("main")
        desk.hall.do(c.Park(window="3", pool="copy"))
        await desk.press("main")
        await desk.press("missed")

    asyncio.run(day())
    assert desk.shown.aside_title == "挂起与过号 3 个"
    assert (desk.shown.aside[0].mark, desk.shown.aside[0].quiet) == ("A012", "10:34 回来")
    assert [(each.number, each.pool) for each in desk.presenter.situation.seen.aside] == [
        ("A012", ""),
        ("A014", ""),
        ("A013", "复印"),
    ]


async def serve_one(desk: Desk) -> None:
    """A citizen is at the window."""
    desk.hall.take()
    await desk.sign_in()
    await desk.press("main")
    await desk.press("main")


def test_a_ticket_goes_to_another_window_first_in_line_with_a_word_for_the_clerk_there(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.do(c.OpenWindow(window="4", clerk="1002"))
        await serve_one(desk)
        await desk.press("transfer")
        desk.presenter.type("4")
        assert desk.shown.choice.text == "4 号窗口"
        await desk.press("main")
        desk.presenter.type("2")
        await desk.press("main")
        assert (desk.shown.page, desk.shown.choice.text) == ("choose-note", "不写备注")
        desk.presenter.type("补交 a 表")
        await desk.press("main")

    asyncio.run(day())
    assert dict(desk.hall.asks[-1].fields) == {"window": "4", "place": "first", "note": "补交 a 表"}
    assert desk.shown.note == "A012 已转走，5 秒内可撤销"


def test_a_ticket_goes_to_a_clerk_or_a_pool(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.do(c.OpenWindow(window="4", clerk="1002"))
        await serve_one(desk)
        for typed in ("1002", "复印"):
            await desk.press("transfer")
            desk.presenter.type(typed)
            for _ in range(3):
                await desk.press("main")
            await desk.press("missed", after_s=1)

    asyncio.run(day())
    sent = [dict(ask.fields) for ask in desk.hall.asks if ask.verb == "transfer"]
    assert sent == [{"clerk": "1002", "place": "last"}, {"pool": "copy", "place": "last"}]
    assert (desk.shown.page, desk.shown.number) == ("serving", "A012")


def test_a_ticket_is_parked_for_some_minutes_with_its_clerk_or_in_a_pool(desk: Desk) -> None:
    async def day() -> None:
        await serve_one(desk)
        for typed in ("3", "6", "复印"):
            await desk.press("park")
            desk.presenter.type(typed)
            await desk.press("main", after_s=1)
            await desk.press("missed", after_s=1)

    asyncio.run(day())
    sent = [dict(ask.fields) for ask in desk.hall.asks if ask.verb == "park"]
    until = datetime.fromisoformat(str(sent[0]["until"]))
    assert timedelta(minutes=9) < until - desk.hall_now() < timedelta(minutes=10)
    assert sent[1:] == [{"with_clerk": True}, {"pool": "copy"}]


def test_who_left_in_the_middle_is_told_from_who_was_served(desk: Desk) -> None:
    async def day() -> None:
        await serve_one(desk)
        await desk.press("outcome")
        desk.presenter.type("弃号")
        await desk.press("main")

    asyncio.run(day())
    assert (desk.hall.asks[-1].verb, dict(desk.hall.asks[-1].fields)) == ("abandon", {})
    assert (desk.shown.note, desk.shown.done.number) == ("A012 已弃号，5 秒内可撤销", "0")


def test_what_the_clerk_before_noted_is_read_with_the_ticket_and_goes_with_it(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        desk.hall.noted = {"t1": ("缺复印件", "已补，请核对")}
        await desk.sign_in()
        await desk.press("main")
        assert desk.shown.notes == "已补，请核对；缺复印件"
        assert desk.shown.note == "已补，请核对；缺复印件；10:24 取号"
        await desk.press("main")
        await desk.press("finish")

    asyncio.run(day())
    assert desk.shown.notes == ""


def test_a_note_that_comes_while_somebody_is_served_is_read_too(desk: Desk) -> None:
    async def day() -> None:
        await serve_one(desk)
        desk.hall.noted = {"t1": ("请快一点",)}
        desk.presenter.noted("t1")
        await desk.presenter.settled()

    asyncio.run(day())
    assert desk.shown.notes == "请快一点"


def test_notes_that_the_hall_could_not_tell_are_asked_for_again(desk: Desk) -> None:
    async def day() -> None:
        await desk.sign_in()
        desk.hall.take()
        desk.hall.noted = {"t1": ("缺复印件",)}
        desk.hall.is_silent = True
        desk.hall.do(c.CallNext(window="3"))
        await desk.presenter.settled()
        assert desk.shown.notes == ""
        desk.hall.is_silent = False
        desk.wait(4)
        await desk.presenter.settled()

    asyncio.run(day())
    assert desk.shown.notes == "缺复印件"
