"""Pairing over real HTTP and TLS: the box with the code comes in, and nobody else learns or becomes anything."""

import asyncio
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import httpx
import pytest

from hall.trust.certificate import Certificates
from link.pairing.asking import PairingFailed, PairingRefused, pair, prove
from link.pairing.code import Code
from link.pairing.exchange import BoxSide, HallSide, Offer
from link.pinned import unproven_context


def paired(code, url, **more):
    return asyncio.run(pair(code, url, "en", **more))


def refusal(code, url):
    with pytest.raises(PairingRefused) as caught:
        paired(code, url)
    return caught.value


def wrong(code):
    return Code(code.slot, f"{(int(code.secret) + 1) % 1_000_000:06}")


def test_a_box_with_the_code_is_given_the_authority_and_a_token_for_its_role(hall):
    grant = hall.grant("caller", "w1-pc", windows=["w1"], printers=["kiosk-1/ticket"])
    assert (grant.hall, grant.name, grant.role, grant.box) == (
        "hulu",
        "葫芦岛政务服务大厅",
        "caller",
        "w1-pc",
    )
    assert (grant.windows, grant.printers) == (("w1",), ("kiosk-1/ticket",))
    assert asyncio.run(prove(grant, hall.url))


def test_a_wrong_code_is_said_so_with_the_tries_that_are_left_and_five_burn_it(hall):
    code = hall.code()
    said = [refusal(wrong(code), hall.url) for _ in range(5)]
    assert "wrong" in said[0].sentence
    assert "4" in said[0].sentence
    assert said[4].problem.endswith("code-burnt")
    assert refusal(code, hall.url).problem.endswith("code-burnt")
    assert hall.ask("/tokens", method="GET")["tokens"] == []
    tried = [
        each for each in hall.ask("/audit", method="GET")["entries"] if each["action"] == "pairing-failed"
    ]
    assert [(each["about"], each["fields"]["address"]) for each in tried] == [("kiosk-1", "127.0.0.1")] * 5


def test_two_boxes_with_one_code(hall):
    code = hall.code()
    assert paired(code, hall.url).box == "kiosk-1"
    assert "good for one box" in refusal(code, hall.url).sentence


def test_a_code_that_nobody_made(hall):
    assert refusal(Code("00", "000000"), hall.url).problem.endswith("unknown-code")


def test_everything_that_was_said_said_again_gives_nothing(hall):
    code, box = hall.code(), None
    with httpx.Client(
        verify=unproven_context(), base_url=f"{hall.url}/api/v1/pairing", trust_env=False, timeout=30
    ) as line:
        box = BoxSide(code)
        begin = {"slot": code.slot, "message": box.message.hex()}
        begun = line.post("/begin", json=begin).json()
        offer = Offer(**{name: begun[name] for name in ("hall", "authority", "role", "box")})
        keys = box.keys(bytes.fromhex(begun["message"]), offer)
        confirm = {"exchange": begun["exchange"], "confirmation": keys.box_confirmation.hex()}
        assert line.post("/confirm", json=confirm).status_code == 200
        assert line.post("/confirm", json=confirm).json()["type"].endswith("code-used")
        assert line.post("/begin", json=begin).json()["type"].endswith("code-used")
    assert len(hall.ask("/tokens", method="GET")["tokens"]) == 1


def test_a_message_that_is_no_point_is_refused_and_costs_a_try(hall):
    code = hall.code()
    with httpx.Client(
        verify=unproven_context(), base_url=f"{hall.url}/api/v1/pairing", trust_env=False, timeout=30
    ) as line:
        for _ in range(5):
            nonsense = line.post("/begin", json={"slot": code.slot, "message": "00" * 33})
            assert nonsense.status_code == 422
    assert refusal(code, hall.url).problem.endswith("code-burnt")


@pytest.fixture
def between(tmp_path, hall):
    """Somebody between box and hall, who passes on what is said with `changed` of it: TLS with keys of their own."""
    keys = Certificates(tmp_path / "rogue", "hulu")
    keys.open()
    with Between(hall.url, keys.context) as rogue:
        yield rogue


class Between:
    def __init__(self, url, context):
        self.changed = lambda path, value: value
        self.heard = []
        rogue = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                rogue.heard.append(body)
                answer = httpx.post(
                    url + self.path, content=body, headers={"Content-Type": "application/json"},
                    verify=unproven_context(), trust_env=False, timeout=30,
                )  # fmt: skip
                value = rogue.changed(self.path, answer.json())
                said = json.dumps(value).encode()
                rogue.heard.append(said)
                self.send_response(answer.status_code if value == answer.json() else 200)
                self.send_header("Content-Length", str(len(said)))
                self.end_headers()
                self.wfile.write(said)

            def log_message(self, *said):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.socket = context.wrap_socket(self.server.socket, server_side=True)
        self.url = f"https://127.0.0.1:{self.server.server_address[1]}"

    def __enter__(self):
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()
        self.thread.join(30)


def test_who_only_listens_between_hears_no_token_and_the_box_still_trusts_the_right_hall(hall, between):
    grant = paired(hall.code(), between.url)
    assert asyncio.run(prove(grant, hall.url))
    assert not asyncio.run(prove(grant, between.url)), "the box believes the hall's authority alone"
    assert not any(grant.token.encode() in each for each in between.heard)


@pytest.mark.parametrize("name", ["authority", "hall", "box", "role"])
def test_who_changes_the_offer_between_breaks_it(hall, between, name):
    between.changed = lambda path, value: value | {name: "ab" * 32} if "begin" in path else value
    code = hall.code()
    assert refusal(code, between.url).problem.endswith("wrong-code")
    assert hall.ask("/tokens", method="GET")["tokens"] == []


def test_who_plays_the_hall_without_the_code_is_found_out_by_the_box(hall, between):
    """The rogue answers by itself, with a guess at the code; what the box says next proves nothing to anybody."""
    offer = Offer(hall="hulu", authority="ab" * 32, role="kiosk", box="kiosk-1")

    def played(path, value):
        if "begin" in path:
            asked = json.loads(between.heard[-1])
            side = HallSide(Code("00", "123456"), bytes.fromhex(asked["message"]), offer)
            between.side = side
            return {"exchange": "00" * 17, "message": side.message.hex()} | {
                name: getattr(offer, name) for name in ("hall", "authority", "role", "box")
            }
        keys = between.side.keys
        return {"confirmation": keys.hall_confirmation.hex(), "sealed": keys.seal(b"{}").hex()}

    between.changed = played
    with pytest.raises(PairingFailed) as caught:
        paired(hall.code(), between.url)
    assert caught.value.failure == "unproven"


def test_a_box_that_has_a_name_of_its_own_takes_no_others_code(hall):
    with pytest.raises(PairingFailed) as caught:
        paired(hall.code(box="kiosk-1"), hall.url, name="kiosk-2")
    assert (caught.value.failure, caught.value.about) == ("other-name", "kiosk-1")


def test_a_box_that_wants_another_hall_says_which_it_met(hall):
    with pytest.raises(PairingFailed) as caught:
        paired(hall.code(), hall.url, hall="east")
    assert (caught.value.failure, caught.value.about) == ("other-hall", "hulu")


def test_nobody_there(hall):
    with pytest.raises(PairingFailed) as caught:
        paired(Code("00", "000000"), "https://127.0.0.1:1")
    assert caught.value.failure == "unreachable"


def test_a_code_for_a_window_that_is_none_is_not_made(hall):
    from hall.asking import HallSaidNo

    with pytest.raises(HallSaidNo) as caught:
        hall.code("caller", "x", windows=["w9"])
    assert "w9" in caught.value.sentence


def test_a_stranger_makes_no_codes_and_lists_no_tokens(hall):
    with httpx.Client(
        verify=unproven_context(), base_url=f"{hall.url}/api/v1", trust_env=False, timeout=30
    ) as line:
        assert line.post("/pairing/codes", json={"role": "kiosk", "box": "x"}).status_code == 401
        assert line.get("/tokens").status_code == 401
        kiosk = {"Authorization": f"Bearer {hall.grant().token}"}
        assert (
            line.post("/pairing/codes", json={"role": "kiosk", "box": "x"}, headers=kiosk).status_code == 403
        )
        assert line.get("/tokens", headers=kiosk).status_code == 403
