"""What a press becomes on its way to a hall, and what the hall's answers become."""

import asyncio
import json

import httpx
import pytest

from caller.linked import LinkedHall
from caller.ports import Answer, Ask, AskRefused, HallSilent
from link.client import HallClient

TICKET = {"id": "t1", "number": "A012", "service": "move", "issued_at": "2026-03-12T02:24:00Z"}


def asked(answer: httpx.Response | Exception, ask: Ask) -> tuple[Answer, list[httpx.Request]]:
    """Ask a hall that gives one answer; also what it was asked."""
    heard: list[httpx.Request] = []

    def hall(request: httpx.Request) -> httpx.Response:
        heard.append(request)
        if isinstance(answer, Exception):
            raise answer
        return answer

    async def go() -> Answer:
        async with HallClient("http://hall", "w3", transport=httpx.MockTransport(hall)) as client:
            return await LinkedHall(client, "3").ask(ask)

    return asyncio.run(go()), heard


def test_a_press_carries_its_key_its_fields_and_the_ticket_that_was_seen() -> None:
    press = Ask(verb="transfer", at="t1", key="press-1", fields={"service": "wed"})
    answer, heard = asked(httpx.Response(200, json={"seq": 7, "ticket": None}), press)
    assert answer == Answer(seq=7, ticket=None)
    assert heard[0].url.path.endswith("/windows/3/transfer")
    assert json.loads(heard[0].content) == {"at": "t1", "service": "wed"}
    assert heard[0].headers["Idempotency-Key"] == "press-1"


def test_a_screen_without_a_ticket_says_so() -> None:
    answer, heard = asked(
        httpx.Response(200, json={"seq": 8, "ticket": TICKET}), Ask(verb="next", at=None, key="k")
    )
    assert answer == Answer(seq=8, ticket="t1")
    assert json.loads(heard[0].content) == {"at": None}


def test_a_refusal_keeps_its_name_and_its_words() -> None:
    problem = {"type": "urn:jiaohao:problem:not-built", "status": 501, "detail": "这个版本还没有这个功能"}
    with pytest.raises(AskRefused) as refused:
        asked(httpx.Response(501, json=problem), Ask(verb="walk", at=None, key="k"))
    assert refused.value.detail == "这个版本还没有这个功能"
    assert refused.value.type.endswith("not-built")


@pytest.mark.parametrize("answer", [httpx.Response(503), httpx.ConnectError("no"), httpx.ReadTimeout("no")])
def test_no_answer_is_silence_and_is_asked_once(answer: httpx.Response | Exception) -> None:
    with pytest.raises(HallSilent):
        asked(answer, Ask(verb="next", at=None, key="k"))
