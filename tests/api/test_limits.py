"""A flood at the door: the one who floods is told to wait, everybody else is served."""

import httpx
import pytest

from hall.access.limits import Limits, Rate
from hall.api.door import Door
from hall.trust.passes import Pass
from link.messages.problems import Refused

TOKENS = {name: Pass(role="kiosk", box=name, token=f"id-{name}") for name in ("kiosk-1", "kiosk-2")}


@pytest.fixture
def hall(make_hall):
    """A hall with little patience, which comes back so slowly that no pause between two questions brings it."""
    limits = Limits(by_token=Rate(per_s=0.01, burst=10), by_address=Rate(per_s=0.01, burst=5))
    live = make_hall(pass_of=TOKENS.get, limits=limits)
    live.open()
    return live


def ask(hall, token="", path="/state"):
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    return hall.client.get(path, headers=headers)


def test_a_kiosk_gone_mad_is_told_when_to_come_back_and_the_others_notice_nothing(hall):
    said = [ask(hall, "kiosk-1").status_code for _ in range(30)]
    assert said[:10] == [200] * 10
    assert 429 in said
    waiting = ask(hall, "kiosk-1")
    assert waiting.status_code == 429
    assert waiting.json()["type"].endswith(":too-many-requests")
    assert int(waiting.headers["Retry-After"]) >= 1
    assert ask(hall, "kiosk-2").status_code == 200


@pytest.mark.parametrize("token", ["", "made-up"])
def test_a_stranger_who_floods_does_not_shut_the_boxes_at_that_address_out(hall, token):
    said = [ask(hall, token, "/health").status_code for _ in range(20)]
    assert said[0] == (401 if token else 200)
    assert said[-1] == 429
    assert ask(hall, "kiosk-2").status_code == 200


def test_the_phones_behind_the_halls_own_proxy_do_not_share_one_strangers_patience():
    door = Door(TOKENS.get, names=lambda: frozenset({"hall.example.cn"}))
    asked = [(b"host", b"hall.example.cn"), (b"authorization", b"Ticket c2VjcmV0LW9mLWEtdGlja2")]

    def admitted(address):
        return _admitted(lambda: door.entry(asked, address, "GET", 0.0))

    strangers, phones = Limits().by_address.burst, Limits().by_token.burst
    assert (admitted("10.0.0.7"), admitted("127.0.0.1")) == (strangers, phones)


def _admitted(ask_once):
    """How many at once, before the door says to wait."""
    for count in range(5000):
        try:
            ask_once()
        except Refused:
            return count
    raise AssertionError("the door never said to wait")


def test_a_body_is_not_even_read_from_who_asks_too_often(hall):
    for _ in range(20):
        ask(hall, "", "/health")
    with pytest.raises(httpx.HTTPError):
        reply = hall.client.post(
            "/tickets", content=b"x" * (1 << 20), headers={"Content-Type": "application/json"}
        )
        reply.raise_for_status()
    assert hall.client.post("/tickets", json={"service": "cards"}).status_code == 429
