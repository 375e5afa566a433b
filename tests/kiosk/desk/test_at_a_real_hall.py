"""The desk at a real hall, over HTTP with a desk's own token: every wish once, each seen in the hall."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest

from devices.cards.holder import phone_holder
from hall.running import RunningHall, Settings
from hall.trust.passes import Pass
from kiosk.desk.linked import LinkedHall, LinkedStaff
from kiosk.desk.ports import Ask, AskRefused
from kiosk.desk.presenter import Presenter
from kiosk.ports import ToPrint
from link.bookings import keep_person, people_key
from link.client import new_key
from link.hall_link import HallLink
from look.stale import Stale

HALL = """
[hall]
id = "desk-test"
name = "测试大厅"
hours = ["daily 08:00-20:00"]

[[zone]]
id = "left"
name = "左厅"

[[series]]
id = "A"
prefix = "A"

[[department]]
id = "all"
name = "综合"

[[service]]
id = "cards"
name = "办卡"
department = "all"
series = "A"

[[service]]
id = "tax"
name = "税务"
department = "all"
series = "A"

[[window]]
id = "w1"
label = "1"
zone = "left"
services = "*"

[bookings]
from_days = 0

[[slot]]
service = "cards"
hours = ["daily 10:00-12:00"]
minutes = 30
places = 4
"""
NINE = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
PASSES = {
    "desk": Pass(role="desk", box="desk-1", token="id-d"),
    "clerk": Pass(role="caller", box="caller-1", token="id-c"),
    "kiosk": Pass(role="kiosk", box="kiosk-1", token="id-k"),
}


class WithToken(httpx.AsyncHTTPTransport):
    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        request.headers["Authorization"] = f"Bearer {self._token}"
        return await super().handle_async_request(request)


class Press:
    name = "desk-1/ticket"

    def __init__(self) -> None:
        self.out: list[str] = []

    async def print(self, asked: ToPrint) -> None:
        self.out.append(asked.ticket.number)


class RealDesk:
    """The desk without its window, at a hall that runs on the same loop."""

    def __init__(self, url: str, now: Callable[[], datetime]) -> None:
        self._now = now
        self.link = HallLink("desk-1", url=url, transport=WithToken("desk"))
        self.press = Press()
        self.asked: list[Ask] = []
        self.hall = Noted(LinkedHall(self.link.client), self.asked)
        self.presenter = Presenter(
            self.hall,
            self,
            new_key,
            staff=LinkedStaff(self.link.client),
            press=self.press,
            later=lambda seconds, call: None,
        )
        self.link.on_change.add(
            lambda state, facts, is_snapshot: self.presenter.hear(
                state, facts, Stale(is_stale=False, freshness="live")
            )
        )

    def hall_now(self) -> datetime:
        return self.link.hall_now()

    def steady_s(self) -> float:
        """Slowly: what can be taken back for four seconds can be for forty, however busy the machine is."""
        return asyncio.get_running_loop().time() / 10

    @property
    def shown(self) -> Any:
        return self.presenter.shown()

    async def does(self, *acts: Callable[[], Any]) -> str:
        """One thing after another, each with its answer and the hall as it is then; what the desk says of the last."""
        for act in acts:
            act()
            await asyncio.wait_for(self.presenter.settled(), 60)
            await eventually(lambda: self.presenter.state.seq >= self.hall.seq)
        return str(self.shown.toast.text)

    async def answers(self, *given: str) -> str:
        """Answers to the questions that are open."""
        for text in given:
            await self.does(lambda text=text: (self.presenter.type_flow(text), self.presenter.confirm()))
        return str(self.shown.toast.text)

    def ticket(self) -> Any:
        return self.presenter.state.find(self.presenter.situation.found)


class Noted:
    """The real hall, with what was asked of it written down."""

    def __init__(self, hall: LinkedHall, asked: list[Ask]) -> None:
        self._hall, self._asked = hall, asked
        self.seq = 0
        """How far the hall was at its last answer."""

    async def ask(self, ask: Ask) -> Any:
        self._asked.append(ask)
        answer = await self._hall.ask(ask)
        self.seq = max(self.seq, answer.seq)
        return answer

    async def person(self, phone: str, name: str, key: str) -> str:
        return await self._hall.person(phone, name, key)


@pytest.fixture
def play(tmp_path: Path) -> Callable[[Callable[..., Any]], None]:
    """Runs a story with a hall, a desk that hears it, and a client for everybody else."""

    def run(story: Callable[..., Any]) -> None:
        asyncio.run(whole(story))

    async def whole(story: Callable[..., Any]) -> None:
        moved = timedelta()

        def clock() -> datetime:
            return NINE + moved

        (tmp_path / "hall.toml").write_text(HALL, encoding="utf-8")
        settings = Settings(
            config=tmp_path / "hall.toml",
            data=tmp_path / "data",
            host="127.0.0.1",
            port=0,
            clock=clock,
            is_advertised=False,
            pass_of=PASSES.get,
        )
        hall = RunningHall(settings)
        await hall.open()
        desk = RealDesk(hall.url, clock)
        try:
            async with (
                desk.link,
                httpx.AsyncClient(base_url=f"{hall.url}/api/v1", trust_env=False, timeout=30) as others,
            ):
                await desk.link.wait_live(30)
                await story(desk, others)
        finally:
            await hall.close()

    return run


def as_(who: str) -> dict[str, dict[str, str]]:
    return {"headers": {"Authorization": f"Bearer {who}"}}


def test_a_whole_day_at_the_desk_every_wish_once(play: Any) -> None:
    async def story(desk: RealDesk, others: httpx.AsyncClient) -> None:
        at = desk.presenter
        at.choose_service("cards")
        assert "已出号" in await desk.does(at.issue)
        assert desk.press.out == ["A001"]
        first = desk.ticket().id
        assert "改为绿色通道" in await prioritised(desk)
        assert "改办税务" in await changed(desk, "change", "税务")
        assert "加办办卡" in await changed(desk, "add", "办卡")
        assert await desk.does(at.undo) == "已撤销"
        assert desk.ticket().further == ()
        assert "补打" in await changed(desk, "reprint", "")
        assert "留言" in await changed(desk, "note", "材料已查")
        assert "听障" in await desk.does(lambda: at.act("flag"))
        await others.post("/windows/w1/open", json={"clerk": "1001"}, **as_("clerk"))
        await others.post("/windows/w1/next", json={}, **as_("clerk"))
        await others.post("/windows/w1/missed", json={}, **as_("clerk"))
        await eventually(lambda: (missed := at.state.find(first)) is not None and missed.state == "missed")
        await desk.does(lambda: at.find("a1"))
        assert "回到队列" in await desk.does(lambda: at.act("revive"))
        assert "已取消" in await changed(desk, "cancel", "")
        taken = (await others.post("/tickets", json={"service": "cards"}, **as_("kiosk"))).json()
        await eventually(lambda: at.state.seq >= taken["seq"])
        await desk.does(lambda: at.find(taken["secret"]))
        assert desk.shown.found.number == taken["number"]
        assert desk.ticket().id != first
        await desk.does(lambda: at.tool("numbers"))
        assert "2 个号" in await desk.answers("办卡", "8:45", "A501 A502 A001")
        assert len(desk.shown.options) == 1
        await desk.does(at.leave)
        await the_whole_hall(desk)
        await alarms(desk, others)
        verbs = {each.verb for each in desk.asked}
        await appointments(desk)
        verbs = {each.verb for each in desk.asked}
        assert verbs == {
            "take", "reprint", "prioritise", "change", "add", "remove", "cancel", "revive", "note", "flag", "book", "unbook",
            "check_in", "numbers", "notices", "broadcast", "calm", "crowd", "uncrowd", "suspend", "resume", "acknowledge",
            "find_ticket", "find_bookings", "slots", "end_help",
        }  # fmt: skip

    play(story)


async def prioritised(desk: RealDesk) -> str:
    await desk.does(lambda: desk.presenter.act("prioritise"))
    return await desk.answers("绿色", "急病")


async def changed(desk: RealDesk, act: Any, answer: str) -> str:
    await desk.does(lambda: desk.presenter.act(act))
    return await desk.answers(answer)


async def the_whole_hall(desk: RealDesk) -> None:
    at, state = desk.presenter, desk.presenter.state
    for tool, answers, is_so in (
        ("notices", ("", "请带原件"), lambda: state.notices[""] == ("请带原件",)),
        ("broadcast", ("紧急", "", "请离开", ""), lambda: state.said[-1].is_emergency),
        ("broadcast", ("结束",), lambda: not any(each.is_emergency for each in state.said)),
        ("crowd", ("", ""), lambda: state.crowd is not None),
        ("crowd", ("",), lambda: state.crowd is None),
        ("suspend", ("税务", ""), lambda: "tax" in state.suspended),
        ("suspend", ("税务",), lambda: not state.suspended),
    ):
        await desk.does(lambda tool=tool: at.tool(tool))
        await desk.answers(*answers)
        assert is_so(), (tool, desk.shown.toast.text)


async def alarms(desk: RealDesk, others: httpx.AsyncClient) -> None:
    trouble = {"troubles": [{"part": "printer", "reason": "out_of_paper"}]}
    await others.post("/boxes/kiosk-1/health", json=trouble, **as_("kiosk"))
    await eventually(lambda: desk.shown.alarms)
    desk.presenter.open_alarm(desk.shown.alarms[0].key)
    assert "由您处理" in await desk.does(desk.presenter.acknowledge)
    assert desk.shown.alarms[0].is_seen
    await others.post("/boxes/kiosk-1/health", json={"troubles": []}, **as_("kiosk"))
    await eventually(lambda: not desk.shown.alarms)
    await others.post("/boxes/kiosk-1/help", json={"name": "1 号取号机"}, **as_("kiosk"))
    await eventually(lambda: desk.shown.alarms)
    desk.presenter.open_alarm(desk.shown.alarms[0].key)
    await desk.does(desk.presenter.acknowledge, desk.presenter.acknowledge)
    assert not desk.shown.alarms


async def appointments(desk: RealDesk) -> None:
    at = desk.presenter
    await desk.does(lambda: at.act("book"))
    await desk.answers("办卡")
    assert desk.shown.options, "the times of the service came from the hall"
    assert "预约码" in await desk.answers("", "13800138000", "王小明")
    await desk.does(lambda: at.find("13800138000"))
    assert desk.shown.found.text == "王*"
    await desk.does(lambda: at.act("revive"))
    assert "9:45 起可以签到" in desk.shown.toast.text or desk.ticket() is not None, desk.shown.toast.text
    await desk.does(lambda: at.find("王"), lambda: at.act("cancel"))
    assert desk.shown.toast.text == "预约已取消"


async def eventually(is_so: Callable[[], Any]) -> None:
    for _ in range(600):
        if is_so():
            return
        await asyncio.sleep(0.05)
    raise AssertionError("it did not come to that")


def test_what_only_a_kiosk_may_is_refused_in_words(play: Any) -> None:
    async def story(desk: RealDesk, others: httpx.AsyncClient) -> None:
        lease = Ask(verb="take", path="/boxes/kiosk-1/leases", body={"series": "A"}, key="k")
        with pytest.raises(AskRefused) as refused:
            await LinkedHall(desk.link.client).ask(lease)
        assert (refused.value.type, bool(refused.value.detail)) == ("not-allowed", True)

    play(story)


@pytest.mark.parametrize("said", ["138 0013 8000", "+8613800138000"])
def test_who_books_at_the_desk_by_telephone_is_the_same_person_at_the_kiosk(play: Any, said: str) -> None:
    async def story(desk: RealDesk, others: httpx.AsyncClient) -> None:
        at_desk = await LinkedHall(desk.link.client).person(said, "王小明", new_key())
        typed = phone_holder(await people_key(desk.link.client), "13800138000")
        at_kiosk = await keep_person(desk.link.client, typed.hash, typed.masked, "13800138000", key=new_key())
        assert at_desk == at_kiosk

    play(story)
