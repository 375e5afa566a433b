"""Asking the hall: what it answers, what it refuses, and what becomes of a press when the line is cut."""

import asyncio

import httpx
import pytest

from link.asking import api_root, id_path
from link.client import HallAway, HallClient, HallRefused
from link.messages.commands import Seen, Trouble

TICKET = {
    "id": "t1", "number": "A017", "service": "A", "priority": "normal", "state": "waiting", "ahead": 16,
    "zones": ["left"], "issued_at": "2026-03-12T02:24:00.000Z", "wait": [10, 25], "secret": "s3", "seq": 41, "newer": 1,
}  # fmt: skip
PROBLEM = {
    "type": "urn:jiaohao:problem:service-closed", "title": "业务未开放", "status": 409,
    "detail": "该业务 14:00 开始取号", "fields": {},
}  # fmt: skip


@pytest.fixture
def speak(play, tiny_hall):
    """Play a story with a client and a hall that answers so: `speak(answer, story)`; gives the requests it got."""

    def speak(answer, story):
        async def with_both():
            async with tiny_hall(on_post=answer) as hall, HallClient(hall.url, "kiosk-1", "en") as client:
                await story(client)
            return hall.requests

        return play(with_both())

    return speak


def test_a_citizen_takes_a_ticket(speak):
    async def story(client):
        ticket = await client.take_ticket("A", "elderly", "en")
        assert (ticket.number, ticket.ahead, ticket.wait, ticket.zones) == ("A017", 16, (10, 25), ("left",))
        assert ticket.secret == "s3"

    (request,) = speak(lambda request: (201, TICKET), story)
    assert (request.method, request.path) == ("POST", "/api/v1/tickets")
    assert request.body == b'{"service":"A","priority":"elderly","language":"en"}'
    assert request.headers["jiaohao-box"] == "kiosk-1"
    assert request.headers["accept-language"] == "en"
    assert len(request.headers["idempotency-key"]) == 32


def test_every_press_has_a_key_of_its_own(speak):
    async def story(client):
        await client.take_ticket("A")
        await client.take_ticket("A")

    first, second = speak(lambda request: (201, TICKET), story)
    assert first.headers["idempotency-key"] != second.headers["idempotency-key"]


def test_a_press_whose_answer_was_lost_is_asked_again_with_the_same_key(speak):
    answers = [None, (503, PROBLEM | {"status": 503}), (201, TICKET)]

    async def story(client):
        assert (await client.take_ticket("A")).number == "A017"

    requests = speak(lambda request: answers.pop(0), story)
    assert len(requests) == 3
    assert len({each.headers["idempotency-key"] for each in requests}) == 1


BUSY = (429, PROBLEM | {"type": "urn:jiaohao:problem:too-many-requests", "status": 429})


def test_a_refusal_at_the_door_does_not_say_what_became_of_a_press_that_was_lost(speak):
    answers = [None, BUSY, (201, TICKET)]

    async def story(client):
        assert (await client.take_ticket("A")).number == "A017"

    assert (
        len({each.headers["idempotency-key"] for each in speak(lambda request: answers.pop(0), story)}) == 1
    )


def test_where_the_door_stays_shut_the_fate_stays_unknown_and_a_first_refusal_is_one(speak):
    answers = [BUSY, None, BUSY, BUSY, BUSY, BUSY]

    async def story(client):
        with pytest.raises(HallRefused):
            await client.take_ticket("A", patience_s=0.5)
        with pytest.raises(HallAway) as away:
            await client.take_ticket("A", patience_s=0.5)
        assert away.value.is_fate_unknown

    speak(lambda request: answers.pop(0), story)


def test_when_patience_ends_the_fate_is_unknown_and_the_press_can_go_on(speak):
    answers = [None, None, (201, TICKET)]

    async def story(client):
        with pytest.raises(HallAway) as away:
            await client.take_ticket("A", patience_s=0.3)
        assert away.value.is_fate_unknown
        assert away.value.reason == "no-answer"
        assert (await client.take_ticket("A", key=away.value.key)).number == "A017"

    requests = speak(lambda request: answers.pop(0), story)
    assert len({each.headers["idempotency-key"] for each in requests}) == 1


def test_where_nobody_listens_nothing_can_have_happened(play, tiny_hall):
    async def story():
        async with tiny_hall() as gone:
            pass
        async with HallClient(gone.url, "kiosk-1") as client:
            with pytest.raises(HallAway) as away:
                await client.take_ticket("A", patience_s=0.3)
            assert (away.value.reason, away.value.is_fate_unknown) == ("unreachable", False)

    play(story())


def test_before_the_hall_is_known_a_press_waits_for_it(speak):
    async def story(client):
        url = client.url
        client.move_to("")
        with pytest.raises(HallAway, match="unknown-hall"):
            await client.get("/hall")
        asyncio.get_running_loop().call_later(0.05, client.move_to, url)
        assert (await client.take_ticket("A")).number == "A017"

    speak(lambda request: (201, TICKET), story)


def test_a_press_that_waits_where_the_hall_was_is_asked_at_once_where_it_is(play, until):
    """A machine that is paused or cut off only seems to listen; here it keeps whoever asks waiting for ever."""
    asked = []

    async def answer(request):
        asked.append((request.url.host, request.headers["Idempotency-Key"]))
        if request.url.host == "old":
            await asyncio.Event().wait()
        return httpx.Response(201, json=TICKET)

    async def story():
        async with HallClient("http://old", "kiosk-1", transport=httpx.MockTransport(answer)) as client:
            presses = [asyncio.create_task(client.take_ticket("A", key=key)) for key in ("one", "two")]
            await until(lambda: len(asked) == 2)
            client.move_to("http://old")
            await asyncio.sleep(0.1)
            assert not any(each.done() for each in presses), "it was only heard again"
            client.move_to("http://new")
            assert [(await each).number for each in presses] == ["A017", "A017"]

    play(story())
    assert sorted(asked) == [("new", "one"), ("new", "two"), ("old", "one"), ("old", "two")]


def test_who_rests_before_asking_again_asks_as_soon_as_the_hall_is_heard(play, tiny_hall, until):
    async def story():
        answers = [(503, PROBLEM | {"status": 503}), (201, TICKET)]
        async with (
            tiny_hall(on_post=lambda request: answers.pop(0)) as hall,
            HallClient(hall.url, "kiosk-1") as client,
        ):
            press = asyncio.create_task(client.ask("/tickets", first_pause_s=3600, patience_s=7200))
            await until(lambda: len(hall.requests) == 1)
            while (
                not press.done()
            ):  # whether it rests already, or still reads what the hall said, is not seen from here
                client.move_to(hall.url)
                await asyncio.sleep(0.05)
            await press
            assert len({each.headers["idempotency-key"] for each in hall.requests}) == 1

    play(story())


def test_a_refusal_comes_with_the_halls_words_and_is_not_asked_again(speak):
    async def story(client):
        with pytest.raises(HallRefused) as refused:
            await client.take_ticket("A")
        problem = refused.value.problem
        assert (problem.name, problem.status, problem.title) == ("service-closed", 409, "业务未开放")
        assert problem.detail == "该业务 14:00 开始取号"

    assert len(speak(lambda request: (409, PROBLEM), story)) == 1


@pytest.mark.parametrize(
    "answer",
    [
        (200, b"<html>router login</html>"), (200, b""), (200, b"[]"), (200, b"\xff\xfe"), (200, b"[" * 60_000),
        (404, b"not here"), (404, {"detail": "Not Found"}), (500, b"Internal Server Error"), (302, b""),
        (201, {"id": "t1"}), (201, TICKET | {"state": "dancing"}), (409, {"type": 7}),
    ],
)  # fmt: skip
def test_what_is_no_halls_answer_is_never_taken_for_one(speak, answer):
    async def story(client):
        with pytest.raises(HallAway) as away:
            await client.take_ticket("A")
        assert away.value.reason == "garbled"
        assert away.value.is_fate_unknown

    assert len(speak(lambda request: answer, story)) == 1


@pytest.mark.parametrize("status", [502, 503, 504])
def test_not_now_is_asked_again(speak, status):
    answers = [(status, b"busy"), (201, TICKET)]

    async def story(client):
        await client.take_ticket("A")

    assert len(speak(lambda request: answers.pop(0), story)) == 2


def test_a_window_says_which_ticket_its_screen_showed(speak):
    reply = {
        "seq": 9,
        "ticket": None,
        "window": {"id": "w1", "state": "open", "clerk": "1001", "ticket": None},
    }

    async def story(client):
        await client.window("w1", "open", clerk="1001")
        await client.window("w1", "next", Seen(ticket=None))
        called = await client.window("w1", "finish", Seen(ticket="t1"), outcome="办结")
        assert (called.seq, called.ticket, called.window.state) == (9, None, "open")

    bodies = [(each.path, each.body.decode()) for each in speak(lambda request: (200, reply), story)]
    assert bodies == [
        ("/api/v1/windows/w1/open", '{"clerk":"1001"}'),
        ("/api/v1/windows/w1/next", '{"at":null}'),
        ("/api/v1/windows/w1/finish", '{"at":"t1","outcome":"办结"}'),
    ]


def test_a_printing_box_says_how_it_went(speak):
    async def story(client):
        assert (await client.paper("t1")).secret == "s3"
        await client.printed("t1", "kiosk-1/main", is_reprint=True)
        await client.print_failed("t1", "kiosk-1/main", "缺纸")
        await client.reprint("t1")
        await client.reprint("t1", "kiosk-2/main")
        await client.cancel("t1", "走了")
        await client.rate("t1", 1, 5)
        await client.report_health([Trouble(part="printer", reason="缺纸")])
        await client.report_health([], box="kiosk-2")

    requests = speak(lambda request: (200, TICKET), story)
    assert [(each.method, each.path.removeprefix("/api/v1"), each.body.decode()) for each in requests] == [
        ("GET", "/tickets/t1/paper", ""),
        ("POST", "/tickets/t1/printed", '{"printer":"kiosk-1/main","reprint":true}'),
        ("POST", "/tickets/t1/print-failed", '{"printer":"kiosk-1/main","reason":"缺纸"}'),
        ("POST", "/tickets/t1/reprint", "{}"),
        ("POST", "/tickets/t1/reprint", '{"printer":"kiosk-2/main"}'),
        ("POST", "/tickets/t1/cancel", '{"reason":"走了"}'),
        ("POST", "/tickets/t1/rating", '{"transaction":1,"grade":5,"reasons":[]}'),
        ("POST", "/boxes/kiosk-1/health", '{"troubles":[{"part":"printer","reason":"缺纸"}]}'),
        ("POST", "/boxes/kiosk-2/health", '{"troubles":[]}'),
    ]


def test_a_hall_that_does_not_answer_in_time_is_away():
    def never(request):
        raise httpx.ReadTimeout("", request=request)

    async def story():
        async with HallClient(
            "http://127.0.0.1:1", "kiosk-1", transport=httpx.MockTransport(never)
        ) as client:
            with pytest.raises(HallAway) as away:
                await client.post("/tickets", {})
            assert (away.value.reason, away.value.is_fate_unknown) == ("no-answer", True)
            with pytest.raises(HallAway) as away:
                await client.get("/hall")
            assert not away.value.is_fate_unknown, "reading changes nothing"

    asyncio.run(story())


def test_a_url_that_is_none_is_a_hall_that_cannot_be_reached(play):
    async def story():
        for url in ("http://", "nonsense", "http://[::1", "ftp://10.0.0.1", "http://127.0.0.1:99999"):
            async with HallClient(url, "kiosk-1") as client:
                with pytest.raises(HallAway, match="unreachable"):
                    await client.get("/hall")

    play(story())


def test_a_proxy_of_the_web_is_not_used_for_the_hall(speak, monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:1")

    async def story(client):
        assert (await client.take_ticket("A")).number == "A017"

    speak(lambda request: (201, TICKET), story)


@pytest.mark.parametrize(
    ("url", "root"),
    [
        ("", ""), ("http://10.0.0.5:8080", "http://10.0.0.5:8080/api/v1"), ("http://10.0.0.5:8080/", "http://10.0.0.5:8080/api/v1"),
        ("https://hall/queue/api/v1", "https://hall/queue/api/v1"), (" http://hall ", "http://hall/api/v1"),
    ],
)  # fmt: skip
def test_the_root_of_the_api(url, root):
    assert api_root(url) == root


def test_an_id_cannot_leave_its_place_in_a_path():
    assert id_path("tickets", "../windows/w1", "cancel") == "/tickets/%2E%2E%2Fwindows%2Fw1/cancel"
    assert id_path("windows", "一?x#y") == "/windows/%E4%B8%80%3Fx%23y"
