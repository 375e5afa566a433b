"""The kiosk and its hall's HTTP: the words of a refusal, one key a touch, and an answer that never comes."""

import asyncio
import json
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from kiosk.hearing import hearing_of
from kiosk.linked import LinkedHall
from kiosk.ports import HallAway, Refusal
from link.client import HallClient
from link.messages.commands import Trouble
from link.passport import Passport
from link.reconnect import LinkState, LinkStatus

TICKET = {
    "id": "t1",
    "number": "A012",
    "service": "A1",
    "priority": "normal",
    "state": "waiting",
    "ahead": 3,
    "zones": ["left"],
    "issued_at": "2026-03-12T02:24:00.000Z",
    "wait": None,
    "secret": "s" * 22,
    "seq": 9,
}
NOW = datetime(2026, 3, 12, tzinfo=UTC)


class AHall:
    """Answers every request with what is set, and remembers them."""

    def __init__(self, status: int, value: object) -> None:
        self.status, self.value = status, value
        self.requests: list[httpx.Request] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return httpx.Response(self.status, json=self.value)

    def linked(self) -> LinkedHall:
        transport = httpx.MockTransport(self)
        return LinkedHall(
            Passport("kiosk-1"),
            "kiosk-1/ticket",
            lambda: "http://hall.test",
            make=lambda language: HallClient("", "kiosk-1", language, transport=transport),
        )


def test_a_ticket_comes_with_its_secret_and_the_touch_s_own_key() -> None:
    hall = AHall(201, TICKET)
    ticket = asyncio.run(hall.linked().take_ticket("A1", "normal", "zh", "key-1"))
    assert (ticket.number, ticket.ahead, ticket.zones, ticket.secret) == ("A012", 3, ("left",), "s" * 22)
    request = hall.requests[0]
    assert request.url.path == "/api/v1/tickets"
    assert request.headers["Idempotency-Key"] == "key-1"
    assert request.headers["Jiaohao-Box"] == "kiosk-1"
    assert json.loads(request.content) == {"service": "A1", "priority": "normal", "language": "zh"}


def test_a_press_that_waits_in_another_language_follows_the_hall_with_the_first_report() -> None:
    asked: list[str] = []
    pressed = asyncio.Event()

    def answers(request: httpx.Request) -> httpx.Response:
        asked.append(f"{request.headers['Accept-Language'][:2]} {request.url.host}")
        pressed.set()
        if request.url.host == "old.test":
            raise httpx.ConnectError("nobody is there")
        return httpx.Response(201, json=TICKET)

    where = ["http://old.test"]
    hall = LinkedHall(
        Passport("kiosk-1"),
        "kiosk-1/ticket",
        lambda: where[0],
        make=lambda language: HallClient("", "kiosk-1", language, transport=httpx.MockTransport(answers)),
    )

    async def story() -> str:
        waits = asyncio.create_task(hall.take_ticket("A1", "normal", "en", "key-1"))
        await asyncio.wait_for(pressed.wait(), 30)
        where[0] = "http://new.test"
        hall.client()  # as the box's report asks for it, in the language of the hall
        number = (await asyncio.wait_for(waits, 30)).number
        await hall.close()
        return number

    assert asyncio.run(story()) == "A012"
    assert (asked[0], asked[-1]) == ("en old.test", "en new.test")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_refusal_is_asked_for_in_the_citizen_s_language(language: str) -> None:
    hall = AHall(409, {"type": "urn:jiaohao:problem:service-closed", "status": 409, "detail": "closed now"})
    with pytest.raises(Refusal, match="closed now"):
        asyncio.run(hall.linked().take_ticket("A1", "normal", "en" if language == "en" else "zh", "k"))
    assert hall.requests[0].headers["Accept-Language"] == language


def test_an_answer_that_makes_no_sense_leaves_the_fate_open() -> None:
    hall = AHall(200, ["what?"])
    with pytest.raises(HallAway) as away:
        asyncio.run(hall.linked().take_ticket("A1", "normal", "zh", "k"))
    assert away.value.is_fate_unknown


def test_what_became_of_the_paper_is_told_with_the_printer_s_name() -> None:
    hall = AHall(200, TICKET)

    async def tell() -> None:
        linked = hall.linked()
        await linked.printed("t1", False)
        await linked.print_failed("t1", "out_of_paper")
        await linked.ask_reprint("t1")
        await linked.report([Trouble(part="printer", reason="out_of_paper")])
        await linked.close()

    asyncio.run(tell())
    assert [request.url.path.removeprefix("/api/v1") for request in hall.requests] == [
        "/tickets/t1/printed",
        "/tickets/t1/print-failed",
        "/tickets/t1/reprint",
        "/boxes/kiosk-1/health",
    ]
    assert json.loads(hall.requests[1].content) == {"printer": "kiosk-1/ticket", "reason": "out_of_paper"}
    assert json.loads(hall.requests[3].content)["printers"] == ["ticket"]


@pytest.mark.parametrize(
    ("state", "silent_s", "up_s", "hearing"),
    [
        ("connecting", None, 1.0, "starting"),
        ("searching", None, 20.0, "away"),
        ("live", 0.0, 20.0, "live"),
        ("waiting", 3.0, 20.0, "live"),
        ("stale", 12.5, 20.0, "away"),
        ("connecting", 13.0, 20.0, "away"),
    ],
)
def test_a_short_cut_is_not_shown_and_a_long_one_is(
    state: LinkState, silent_s: float | None, up_s: float, hearing: str
) -> None:
    status = LinkStatus(state=state, since=NOW - timedelta(seconds=5))
    assert hearing_of(status, silent_s, up_s) == hearing
