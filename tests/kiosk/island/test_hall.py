"""The hall as a kiosk asks it that has numbers of its own: who gets which number when, and what is told later."""

import asyncio
from collections.abc import Callable
from pathlib import Path

import httpx
import pytest
from outage import HALL, MORNING, Box, Disk, PaperLender

from hall.rules.paper import PaperHall
from kiosk.island.hall import IslandHall
from kiosk.island.island import Island
from kiosk.island.keeping import Keeping, Live
from kiosk.ports import HallAway, KeptForLater, Wish
from link.client import HallClient
from link.passport import Passport

TICKET = {"id": "t1", "number": "A012", "service": "a", "issued_at": "2026-03-12T01:00:00.000Z", "seq": 9}
Answer = Callable[[httpx.Request], httpx.Response]


class Kiosk:
    """One that has heard its hall, and has numbers or not. `answer` is what the hall says from then on."""

    def __init__(self, answer: Answer, *, has_numbers: bool = True, is_away: bool = False) -> None:
        self.hall, self.box, self.requests = PaperHall(HALL, MORNING), Box(), list[httpx.Request]()
        self.answer = answer
        self.island = Island(Path("/nonexistent"), self.box.look, Disk())
        asyncio.run(self.island.open())
        live = Live("h", "l1", MORNING, self.hall.state)
        if has_numbers:
            asyncio.run(Keeping(self.island, PaperLender(self.hall), lambda: live).round())
        self.asked = IslandHall(
            Passport("k1"), "k1/ticket", lambda: "http://hall.test", island=self.island,
            state=lambda: self.hall.state, is_away=lambda: is_away, patience_s=0.05,
            make=lambda language: HallClient("", "k1", language, transport=httpx.MockTransport(self._say)),
        )  # fmt: skip

    def take(self, wish: Wish | None = None) -> str:
        taken = asyncio.run(self.asked.take_ticket("a", "normal", "zh", "key-1", wish or Wish()))
        return taken.number

    def _say(self, request: httpx.Request) -> httpx.Response:
        self.requests.append(request)
        return self.answer(request)


def nobody(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no route")


def silence(request: httpx.Request) -> httpx.Response:
    raise httpx.ReadTimeout("no answer")


def gives(request: httpx.Request) -> httpx.Response:
    return httpx.Response(201, json=TICKET)


def test_while_the_hall_answers_its_own_number_is_given_and_written_down():
    kiosk = Kiosk(gives)

    async def taken() -> str:
        number = (await kiosk.asked.take_ticket("a", "normal", "zh", "key-1")).number
        await kiosk.asked.close()
        return number

    assert asyncio.run(taken()) == "A012"
    assert kiosk.island.book.gave["t1"][1] is True


def test_a_hall_that_cannot_be_reached_leaves_nobody_without_a_number_and_nothing_in_doubt():
    kiosk = Kiosk(nobody)
    assert kiosk.take() == "A5000"
    assert not kiosk.island.book.doubted


def test_a_hall_that_falls_silent_may_have_given_one_too_and_that_one_is_given_back():
    kiosk = Kiosk(silence)
    assert kiosk.take() == "A5000"
    (doubted,) = kiosk.island.book.doubted.values()
    assert doubted.key == "key-1"
    kiosk.answer = gives
    kiosk.requests.clear()
    asyncio.run(kiosk.asked.take_back(doubted))
    assert [request.url.path for request in kiosk.requests] == [
        "/api/v1/tickets",
        "/api/v1/tickets/t1/cancel",
    ]
    assert kiosk.requests[0].headers["Idempotency-Key"] == "key-1"


def test_a_kiosk_that_knows_that_it_is_alone_asks_nobody():
    kiosk = Kiosk(gives, is_away=True)
    assert (kiosk.take(), kiosk.requests) == ("A5000", [])


def test_without_numbers_of_its_own_it_says_that_the_hall_is_away():
    with pytest.raises(HallAway):
        Kiosk(gives, has_numbers=False, is_away=True).take()


@pytest.mark.parametrize("wish", [Wish(further=("a",)), Wish(booking="7Q4K")])
def test_more_than_a_number_is_the_hall_s_to_give(wish):
    with pytest.raises(HallAway):
        Kiosk(gives, is_away=True).take(wish)


def test_what_cannot_be_told_now_is_kept_and_told_with_the_same_key():
    kiosk = Kiosk(nobody, is_away=True)
    with pytest.raises(KeptForLater):
        asyncio.run(kiosk.asked.print_failed("t1", "out_of_paper"))
    (untold,) = kiosk.island.book.untold.values()
    kiosk.answer = lambda request: httpx.Response(200, json={"seq": 1})
    asyncio.run(kiosk.asked.say(untold))
    (request,) = kiosk.requests
    assert request.url.path == "/api/v1/tickets/t1/print-failed"
    assert request.headers["Idempotency-Key"] == untold.key


def test_a_paper_of_a_number_given_alone_need_not_be_told_apart():
    kiosk = Kiosk(nobody, is_away=True)
    taken = asyncio.run(kiosk.asked.take_ticket("a", "normal", "zh", "key-1"))
    asyncio.run(kiosk.asked.printed(taken.id, False))
    assert not kiosk.island.book.untold
    with pytest.raises(KeptForLater):
        asyncio.run(kiosk.asked.printed(taken.id, True))
