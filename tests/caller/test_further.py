"""The further things that a clerk can do, one key away from the drawn ones, and two places at one window."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from link.messages import commands as c
from link.messages.definition import Clerk, Policy, WindowPlace

Desk = Any
MakeDesk = Callable[..., Any]
WANG = Clerk(id="1001", name="王芳", deputies=("1002",))
LI = Clerk(id="1002", name="李强")
ZHAO = Clerk(id="1003", name="赵敏")


async def do(desk: Desk, deed: str, *typed: str) -> None:
    """Choose one of the further things, and then what it asks."""
    await desk.press("further")
    desk.presenter.type(desk.say(f"caller.further.{deed}"))
    await desk.press("main")
    for words in typed:
        desk.presenter.type(words)
        await desk.press("main")


def offered(desk: Desk) -> list[str]:
    return [each.value for each in desk.presenter.situation.chooser.options]


async def serve(desk: Desk, service: str = "move", **fields: Any) -> str:
    """Somebody is called and served; their ticket."""
    desk.hall.take(service, **fields)
    await desk.sign_in()
    await desk.press("main")
    await desk.press("main")
    return str(desk.presenter.situation.ticket.id)


def ticket_of(desk: Desk, ticket: str) -> Any:
    return desk.hall.state.find(ticket)


def test_what_is_offered_follows_the_window(desk: Desk) -> None:
    async def day() -> None:
        await desk.sign_in()
        await desk.press("further")
        assert offered(desk) == ["deputy", "profile", "services"]
        desk.presenter.leave()
        desk.hall.take()
        await desk.press("main")
        await desk.press("further")
        assert offered(desk) == ["remark", "visual", "matter", "leave", "deputy", "profile"]
        desk.presenter.leave()
        await desk.press("main")
        await desk.press("further")
        assert offered(desk) == ["remark", "visual", "matter", "result", "deputy", "profile", "services"]

    asyncio.run(day())


def test_who_does_not_hear_is_called_by_the_screen_and_it_is_noted(desk: Desk) -> None:
    async def day() -> None:
        ticket = await serve(desk)
        await do(desk, "visual")
        assert ticket_of(desk, ticket).visual
        assert desk.shown.note.startswith("需要看屏幕叫号；")
        await do(desk, "visual.off")
        assert not ticket_of(desk, ticket).visual

    asyncio.run(day())


def test_one_matter_more_one_less_and_which_comes_first(desk: Desk) -> None:
    async def day() -> None:
        ticket = await serve(desk)
        await do(desk, "matter", "抵押")
        await do(desk, "matter", "结婚")
        assert ticket_of(desk, ticket).further == ("pledge", "wed")
        assert "接着办：抵押登记、结婚登记" in desk.shown.note
        await do(desk, "next_matter", "结婚")
        assert ticket_of(desk, ticket).further == ("wed", "pledge")
        await do(desk, "unmatter", "抵押")
        assert ticket_of(desk, ticket).further == ("wed",)
        await desk.press("finish")
        assert (ticket_of(desk, ticket).state, ticket_of(desk, ticket).service) == ("waiting", "wed")

    asyncio.run(day())


def test_a_note_is_written_for_whoever_goes_on(desk: Desk) -> None:
    async def day() -> str:
        ticket = await serve(desk)
        await do(desk, "remark", "缺婚姻证明复印件")
        return ticket

    ticket = asyncio.run(day())
    last = desk.hall.asks[-1]
    assert (last.verb, last.about, dict(last.fields)) == ("note", ticket, {"note": "缺婚姻证明复印件"})


def test_the_result_and_the_papers_handed_out_go_in_one_press(desk: Desk) -> None:
    async def day() -> None:
        await serve(desk)
        await do(desk, "result", "办结", "不是数")
        assert desk.shown.page == "choose-delivered"
        desk.presenter.type("2")
        await desk.press("main")

    asyncio.run(day())
    assert (desk.hall.asks[-1].verb, dict(desk.hall.asks[-1].fields)) == (
        "finish",
        {"outcome": "done", "delivered": 2},
    )
    assert desk.shown.page == "idle"


def test_who_leaves_when_called_ends_the_visit(desk: Desk) -> None:
    async def day() -> str:
        desk.hall.take()
        await desk.sign_in()
        await desk.press("main")
        ticket = str(desk.presenter.situation.ticket.id)
        await do(desk, "leave")
        return ticket

    assert ticket_of(desk, asyncio.run(day())).state == "cancelled"
    assert desk.shown.note == "A012 已弃号，5 秒内可撤销"


def test_a_parked_and_a_missed_one_wait_again(desk: Desk) -> None:
    async def day() -> tuple[str, str]:
        parked = await serve(desk)
        await desk.press("park")
        await desk.press("main")
        desk.hall.take()
        await desk.press("main")
        missed = str(desk.presenter.situation.ticket.id)
        await desk.press("missed")
        assert desk.hall.state.waiting.count("move") == 0
        await do(desk, "return", "A012")
        await do(desk, "return", "A013")
        return parked, missed

    for ticket in asyncio.run(day()):
        assert ticket_of(desk, ticket).state == "waiting"
    assert [(ask.verb, ask.about != "") for ask in desk.hall.asks[-2:]] == [
        ("unpark", False),
        ("revive", True),
    ]


def test_three_places_back_is_one_of_the_places(desk: Desk) -> None:
    async def day() -> None:
        await serve(desk)
        await desk.press("transfer")
        desk.presenter.type("抵押")
        await desk.press("main")
        desk.presenter.type("3 位")
        await desk.press("main")
        await desk.press("main")

    asyncio.run(day())
    assert dict(desk.hall.asks[-1].fields) == {"service": "pledge", "place": "back", "back": 3}


def test_a_deputy_takes_over_with_the_ticket_in_hand(desk_of: MakeDesk) -> None:
    desk = desk_of(clerks=(WANG, LI, ZHAO), policy=Policy(deputies_only=True))

    async def day() -> str:
        ticket = await serve(desk)
        await desk.press("further")
        desk.presenter.type("接替")
        await desk.press("main")
        assert offered(desk) == ["1002"]
        await desk.press("main")
        return ticket

    ticket = asyncio.run(day())
    assert (desk.shown.clerk, desk.presenter.situation.ticket.id) == ("李强 1002", ticket)


def test_where_staff_is_listed_the_deputy_signs_in_with_a_password(desk_of: MakeDesk) -> None:
    desk = desk_of(policy=Policy(staff_listed=True))

    async def day() -> str:
        desk.hall.take()
        await desk.log_in()
        await desk.press("main")
        ticket = str(desk.presenter.situation.ticket.id)
        await do(desk, "deputy")
        assert (desk.shown.page, desk.shown.number) == ("sign-in", "A012")
        await desk.log_in("1002", "271828")
        return ticket

    ticket = asyncio.run(day())
    assert (desk.shown.clerk, desk.presenter.situation.ticket.id) == ("1002", ticket)


def test_another_profile_is_in_force_for_the_day_and_taken_back(desk: Desk) -> None:
    async def day() -> None:
        await desk.sign_in()
        assert desk.shown.profile == ""
        await do(desk, "profile", "1")
        assert desk.shown.profile == "方案：婚姻登记优先"
        desk.hall.take("move")
        await do(desk, "profile", "恢复")
        assert desk.hall.asks[-1].fields == {"profile": ""}, desk.shown.note
        assert desk.shown.profile == ""

    asyncio.run(day())


def test_a_service_is_called_for_the_day_and_left_out_again(desk_of: MakeDesk) -> None:
    places = (
        WindowPlace(id="3", label="3", zone="left", services=("move",)),
        WindowPlace(id="4", label="4", zone="left", services=("wed",)),
    )
    desk = desk_of(windows=places)

    async def day() -> None:
        await desk.sign_in()
        desk.hall.take("wed")
        assert desk.shown.caption == "等候 0 人"
        await do(desk, "services", "结婚")
        assert desk.shown.caption == "等候 1 人"
        await do(desk, "services", "停办 结婚")

    asyncio.run(day())
    assert desk.shown.caption == "等候 0 人"
    assert desk.hall.state.windows["3"].services == ("move",)


def test_a_hall_whose_clerks_arrange_nothing_offers_it_to_none(desk_of: MakeDesk) -> None:
    desk = desk_of(policy=Policy(clerks_arrange=False))

    async def day() -> None:
        await desk.sign_in()
        await desk.press("further")

    asyncio.run(day())
    assert offered(desk) == ["deputy"]


def test_where_arrival_is_confirmed_the_main_key_says_so_first(desk: Desk) -> None:
    services = tuple(replace(each, confirm_arrival=True) for each in desk.hall.state.definition.services)
    desk.hall.do(c.DefineHall(definition=replace(desk.hall.state.definition, services=services)))

    async def day() -> None:
        desk.hall.take()
        await desk.sign_in()
        await desk.press("main")
        assert desk.shown.buttons.main.text == "人已到"
        await desk.press("main")
        assert (desk.shown.buttons.main.text, desk.shown.note[:4]) == ("开始办理", "人已到；")
        await desk.press("main")

    asyncio.run(day())
    assert desk.shown.page == "serving"


def test_how_long_a_service_usually_takes_stands_beside_its_time(desk: Desk) -> None:
    services = tuple(replace(each, minutes=9) for each in desk.hall.state.definition.services)
    desk.hall.do(c.DefineHall(definition=replace(desk.hall.state.definition, services=services)))

    async def day() -> None:
        await serve(desk)
        desk.wait(300)
        assert desk.shown.elapsed_label == "平常约 9 分，已办理"
        desk.wait(300)
        assert desk.shown.elapsed_label == "比平常的 9 分久了，已办理"

    asyncio.run(day())


def test_in_a_hall_of_few_visitors_the_next_without_a_ticket_ends_the_one_before(desk_of: MakeDesk) -> None:
    desk = desk_of(policy=Policy(low_volume=True))

    async def day() -> None:
        await desk.sign_in()
        for _ in range(2):
            await desk.press("walk")
            await desk.press("main")

    asyncio.run(day())
    assert (desk.shown.page, desk.shown.number, desk.shown.done.number) == ("serving", "A013", "1")


# ── two places at one window ─────────────────────────────────────────────────────────────────────────


def test_what_was_pressed_at_another_place_is_said_and_hits_nobody_twice(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        desk.hall.take()
        await desk.sign_in()
        desk.hall.do(c.CallNext(window="3"), press="from-a-keypad")
        assert (desk.shown.note, desk.shown.is_note_red) == ("另一处：已呼叫 A012", False)
        assert desk.shown.number == "A012"
        desk.hall.do(c.StartService(window="3"), press="from-a-keypad")
        assert desk.shown.note == "另一处：开始办理 A012"
        desk.hall.do(c.PauseWindow(window="3"), press="from-a-keypad")
        assert desk.shown.note == "另一处：已暂停"
        desk.wait(60)
        assert desk.shown.note == ""

    asyncio.run(day())


def test_both_places_press_next_at_once_and_one_ticket_is_called(desk: Desk) -> None:
    async def day() -> None:
        desk.hall.take()
        desk.hall.take()
        await desk.sign_in()
        desk.is_lagging = True
        desk.hall.do(c.CallNext(window="3"), press="from-a-browser")
        desk.wait(4)
        desk.presenter.press("main")
        await desk.presenter.settled()
        desk.is_lagging = False
        desk.hear()

    asyncio.run(day())
    assert desk.shown.number == "A012"
    assert desk.hall.state.waiting.count("move") == 1
    assert desk.shown.is_note_red


def test_what_is_pressed_here_or_done_by_the_hall_itself_is_not_said_to_be_elsewhere(
    desk_of: MakeDesk,
) -> None:
    desk = desk_of(policy=Policy(store_next_s=600))

    async def day() -> None:
        await desk.sign_in()
        await desk.press("main")
        desk.hall.take()
        assert (desk.shown.page, desk.shown.note[:2]) == ("calling", "10")
        await desk.press("recall")
        await desk.press("main")

    asyncio.run(day())
    assert "另一处" not in desk.shown.note
