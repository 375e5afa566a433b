"""Stories of a LAN that means no good: impostors, strangers, people in the middle, thieves, and somebody who knocks on
every door."""

import asyncio
import errno
import json
import select
import shutil
import socket
from pathlib import Path

import httpx
import pytest
from lan.parties import BoxOn, HallOn, Lines

from link.pairing.asking import PairingFailed, PairingRefused, pair
from link.pairing.code import read_code

pytestmark = pytest.mark.timeout(600)
IMPOSTOR = Path(__file__).parent / "lan/impostor.py"
PORT, MDNS = 8600, 5353
"""All that docs/security.md says is open."""


def stranger(hall, token="") -> httpx.Client:
    """Somebody who speaks TLS and believes anybody; with a token where there is one."""
    headers = {b"Accept-Language": b"en"} | ({b"Authorization": b"Bearer " + token.encode()} if token else {})
    return httpx.Client(
        base_url=f"{hall.url}/api/v1", headers=headers, verify=False, trust_env=False, timeout=60
    )


def test_a_rogue_hall_of_the_same_name_and_louder_gets_nobody(hall, new_host, new_box, tmp_path):
    kiosk = new_box("r1")
    kiosk.start(stale_s=3)
    kiosk.until("link", state="live")
    rogue = HallOn(new_host(), tmp_path / "rogue", hall.id)
    rogue.start()
    loud = rogue.host.python(IMPOSTOR, "shout", hall.id, rogue.host.address, log=tmp_path / "loud.log")
    Lines(loud).until(lambda line: line == "READY")
    assert kiosk.take(), "who has its hall does not even look up"
    mark = kiosk.mark
    hall.kill()
    refused = kiosk.until("link", start=mark, reason="unproven")
    assert rogue.host.address in refused["url"]
    late = new_box_that_starts_among_impostors(kiosk, tmp_path)
    assert "unproven" in {each["reason"] for each in late.said("link")}
    hall.start()
    for box in (kiosk, late):
        box.until("link", start=mark if box is kiosk else 0, state="live")
        assert all(each["url"].startswith(hall.url) for each in box.said("link") if each["state"] == "live")
    assert kiosk.take()
    shown = rogue.asked("GET", "/state?all=1")
    assert shown["tickets"] == [], "not one press reached the impostor"
    for process in (loud, rogue.process):
        process.kill()


def new_box_that_starts_among_impostors(kiosk, tmp_path):
    """A box with the same pairing, switched on while only the rogue is there."""
    late = BoxOn(kiosk.host, tmp_path / "r2", "r1")
    shutil.copy(kiosk.folder / "trusted-r1.json", late.folder)
    late.start(stale_s=3)
    late.until("link", reason="unproven")
    return late


def test_a_box_without_a_token_is_told_so_and_gets_nothing(hall, new_host):
    host = new_host()

    def knock():
        tried = {}
        for token in ("", "x" * 43, "../../etc/passwd", "é" * 20):
            with stranger(hall, token) as client:
                for method, path in (
                    ("GET", "/state"), ("GET", "/stream"), ("GET", "/tokens"), ("GET", "/views/board/z1"),
                    ("POST", "/tickets"), ("POST", "/windows/1/next"), ("POST", "/pairing/codes"),
                    ("POST", "/boxes/k1/renew"), ("POST", "/hall/reload"),
                ):  # fmt: skip
                    answer = client.request(method, path, json=None if method == "GET" else {})
                    tried[token, method, path] = answer.status_code
                    assert answer.json()["detail"]
        return tried

    tried = host.inside(knock)
    assert set(tried.values()) == {401}, {each: status for each, status in tried.items() if status != 401}


def test_a_plain_http_request_gets_no_answer_that_could_be_one(hall, new_host):
    def knock():
        with socket.create_connection((hall.host.address, PORT), timeout=60) as line:
            line.sendall(b"GET /api/v1/state HTTP/1.1\r\nHost: x\r\n\r\n")
            try:
                return line.recv(1000)
            except ConnectionResetError:
                return b""

    assert b"tickets" not in new_host().inside(knock)


def test_somebody_in_the_middle_of_a_pairing_gets_nothing_and_the_code_is_burnt(hall, new_host, tmp_path):
    middle, box = new_host(), BoxOn(new_host(), tmp_path / "m1", "m1")
    words = ("between", str(PORT), hall.url, "swap")
    Lines(middle.python(IMPOSTOR, *words, log=tmp_path / "m.log")).until(lambda line: line == "READY")
    code, url = hall.code("kiosk", "m1"), f"https://{middle.address}:{PORT}"
    status, said = box.pair(code, "--url", url)
    assert (status, "Traceback" in said) == (1, False)
    assert not (box.folder / "trusted-m1.json").exists()
    tried = [box.host.inside(lambda: tried_code(code, url)) for _ in range(4)]
    assert "code-burnt" in tried[-1]
    honest = box.host.inside(lambda: tried_code(code, hall.url))
    assert "code-burnt" in honest, "after five tries the code is no good to anybody, the honest box neither"
    assert hall.tokens("m1") == []
    assert box.host.inside(lambda: tried_code(hall.code("kiosk", "m1"), hall.url)) == ""


def tried_code(code, url):
    """What is said to a box that pairs with a code; nothing, where it is paired."""
    try:
        asyncio.run(pair(read_code(code), url, "en"))
    except (PairingRefused, PairingFailed) as wrong:
        return str(wrong)
    return ""


def test_somebody_who_only_listens_in_the_middle_learns_nothing_and_replays_nothing(hall, new_host, tmp_path):
    middle, box = new_host(), BoxOn(new_host(), tmp_path / "m2", "m2")
    words = ("between", str(PORT), hall.url, "relay")
    heard = Lines(middle.python(IMPOSTOR, *words, log=tmp_path / "m.log"))
    heard.until(lambda line: line == "READY")
    code = hall.code("kiosk", "m2")
    status, _ = box.pair(code, "--url", f"https://{middle.address}:{PORT}")
    assert status == 1, "the box was given its hall's authority, and the one in the middle is not it"
    passed = [json.loads(line) for line in heard.all_so_far() if line.startswith("{")]
    assert [each["path"] for each in passed][:2] == ["/api/v1/pairing/begin", "/api/v1/pairing/confirm"]

    def replay():
        with stranger(hall) as client:
            return [
                client.post(each["path"].removeprefix("/api/v1"), json=each["sent"]) for each in passed[:2]
            ]

    replayed = middle.inside(replay)
    assert [each.status_code for each in replayed] == [409, 409] or all(each.is_error for each in replayed)
    assert len(hall.tokens("m2")) == 1


def test_guessing_at_a_code_ends_after_five_tries(hall, new_host):
    code = hall.code("kiosk", "g1")
    guesses = [f"{code[:2]}{(int(code[2:4] + code[5:]) + number) % 10**6:06}" for number in range(1, 8)]
    said = new_host().inside(lambda: [tried_code(guess, hall.url) for guess in guesses])
    assert all("wrong-code" in each for each in said[:4])
    assert all("code-burnt" in each for each in said[4:])
    assert "code-burnt" in new_host().inside(lambda: tried_code(code, hall.url)), (
        "nor does the right one help now"
    )
    assert hall.tokens("g1") == []


def test_a_stolen_token_is_seen_at_work_and_shut_out_at_once(hall, new_box, new_host, tmp_path):
    kiosk = new_box("s1")
    kiosk.start(stale_s=3)
    kiosk.until("link", state="live")
    thief = BoxOn(new_host(), tmp_path / "thief", "s1")
    shutil.copy(kiosk.folder / "trusted-s1.json", thief.folder)
    thief.start(stale_s=3)
    thief.until("link", state="live")
    assert thief.take(), "a token is a token: who has the file is the box, until somebody says no"
    (listed,) = hall.tokens("s1")
    assert listed["used_at"]
    hall.asked("POST", f"/tokens/{listed['id']}/revoke", {})
    for each in (thief, kiosk):
        each.until("link", reason="token-refused")
    (listed,) = hall.tokens("s1")
    assert listed["revoked_at"]
    kiosk.trust(hall.grant("kiosk", "s1"))
    thief.tell(take="A", patience_s=1)
    thief.until("not-taken")


def test_a_thousand_lines_on_which_nobody_speaks_shut_out_nobody_else(hall, new_host):
    token, crowd = hall.grant("kiosk", "c1").token, new_host()

    def hold():
        return [socket.create_connection((hall.host.address, PORT), timeout=60) for _ in range(1000)]

    def ask():
        with stranger(hall, token) as client:
            return [client.get("/hall").status_code for _ in range(5)]

    held = crowd.inside(hold)
    assert new_host().inside(ask) == [200] * 5
    assert sum(is_held(line) for line in held) <= 128
    for line in held:
        line.close()


def is_held(line: socket.socket) -> bool:
    """Whether the other side has not hung up."""
    line.settimeout(0.0)
    try:
        return line.recv(1) != b""
    except BlockingIOError:
        return True
    except OSError:
        return False


def test_a_replayed_command_is_answered_and_not_carried_out_again(hall, new_host):
    token = hall.grant("kiosk", "p1").token

    def press():
        with stranger(hall, token) as client:
            key = {"Idempotency-Key": "one-press"}
            return [client.post("/tickets", json={"service": "A"}, headers=key).json() for _ in range(3)]

    replies = new_host().inside(press)
    assert len({each["number"] for each in replies}) == 1
    shown = hall.asked("GET", "/state?all=1")
    assert [each["number"] for each in shown["tickets"]].count(replies[0]["number"]) == 1


def test_a_scan_of_every_port_finds_the_documented_ones_alone(hall, new_host):
    assert new_host().inside(lambda: open_ports(hall.host.address)) == [PORT]
    assert hall.host.inside(lambda: ports("tcp", "0A")) == {PORT}, "on its own machine neither"
    assert hall.host.inside(lambda: ports("udp", "07")) == {MDNS}


def open_ports(address: str) -> list[int]:
    """Every TCP port at which a connection is taken."""
    found = []
    for first in range(1, 1 << 16, 512):
        waiting = select.poll()
        lines = {}
        for port in range(first, min(first + 512, 1 << 16)):
            line = socket.socket()
            line.setblocking(False)
            status = line.connect_ex((address, port))
            if status == errno.EINPROGRESS:
                waiting.register(line, select.POLLOUT)
                lines[line.fileno()] = (line, port)
            else:
                found += [port] if status == 0 else []
                line.close()
        while lines:
            for number, _ in waiting.poll(5000) or [(each, 0) for each in lines]:
                line, port = lines.pop(number)
                found += [port] if line.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR) == 0 else []
                waiting.unregister(number)
                line.close()
    return found


def ports(kind: str, state: str) -> set[int]:
    """The local ports of this machine in a state (0A: listening; 07: open); proc_net_tcp of the kernel's documentation."""
    tables = (Path(f"/proc/thread-self/net/{name}").read_text("ascii") for name in (kind, f"{kind}6"))
    rows = [line.split() for table in tables for line in table.splitlines()[1:]]
    return {int(row[1].rpartition(":")[2], 16) for row in rows if row[3] == state}
