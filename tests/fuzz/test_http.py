"""The hall's port is fed with garbage that nearly is HTTP, and with JSON that nearly is right: it goes on, answers in words
or hangs up, grows no memory to speak of, and never says or logs a traceback.

Some thousands in every test run; a hundred times as many by `make soak`.
"""

import asyncio
import json
import os
import random
import re
from collections import Counter
from pathlib import Path

import pytest
from odd.mutation import mutated, mutated_value
from proving.lives import BENCH_HALL, Nursery, free_port
from proving.wire import Line, request

AT_ONCE = 24
ANSWERED_WITHIN_S = 60.0
MOST_GROWTH_MB = 60
STATUS = re.compile(rb"HTTP/1\.1 (\d{3}) ")

BODIES = {
    "/tickets": {"service": "A", "priority": "normal", "language": "zh"},
    "/windows/1/open": {"clerk": "1001"},
    "/windows/1/next": {"at": None},
    "/windows/1/pause": {"reason": "午餐"},
    "/windows/1/transfer": {"service": "A"},
    "/windows/1/call": {"ticket": "A00001"},
    "/windows/1/park": {},
    "/windows/1/services": {"services": ["A"]},
    "/tickets/x/cancel": {"reason": ""},
    "/tickets/x/rating": {"transaction": 1, "grade": 5, "reasons": ["a"]},
    "/tickets/x/printed": {"printer": "k/main", "reprint": False},
    "/hall/broadcast": {"text": "请注意", "emergency": False},
    "/hall/notices": {"text": "今天", "zones": ["z1"]},
    "/boxes/k1/health": {"troubles": [{"part": "printer", "reason": "paper"}], "printers": ["main"]},
    "/boxes/k1/leases": {"series": "A", "count": 10},
    "/boxes/k1/hand-in": {"tickets": [{"number": "A1", "service": "A"}]},
    "/services/A/suspend": {"reason": "x"},
    "/pairing/begin": {"slot": "12", "message": "53" + "00" * 32},
    "/pairing/confirm": {"exchange": "12" + "0" * 32, "confirmation": "00" * 32},
    "/sessions": {"staff": "1001", "secret": "x"},
    "/people": {"hash": "00" * 32, "masked": "1*"},
    "/bookings": {"service": "A", "from": "2026-03-12T01:00:00Z"},
    "/tokens": {"role": "kiosk", "box": "k1"},
}
"""Every kind of body; where a path is another by now, it is one more wrong address."""

READS = (
    "/hall",
    "/state?all=1",
    "/views/board/z1",
    "/views/window/1",
    "/health",
    "/tickets/x",
    "/stream",
    "/views/kiosk",
)


def raw_requests(chance: random.Random, number: int) -> list[bytes]:
    clean = [
        request("POST", path, value, idempotency_key="k1", jiaohao_box="b") for path, value in BODIES.items()
    ]
    clean += [request("GET", path, last_event_id="abc.5", accept_language="zh-CN,en;q=0.5") for path in READS]
    chunked = b'POST /api/v1/tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"ser\r\n0\r\n\r\n'
    return [
        mutated(chance.choice([*clean, chunked, b"".join(chance.sample(clean, 3))]), chance)
        for _ in range(number)
    ]


def odd_bodies(chance: random.Random, number: int) -> list[bytes]:
    """Whole requests with a JSON body that is a little wrong."""
    requests = []
    for _ in range(number):
        path, value = chance.choice(list(BODIES.items()))
        text = json.dumps(mutated_value(value, chance), ensure_ascii=chance.random() < 0.5).encode(
            "utf-8", "surrogatepass"
        )
        if chance.random() < 0.1:
            text = text.replace(b"{", b'{"service":"B",', 1)  # a key twice
        if chance.random() < 0.03:
            text = b'{"service":' + chance.choice((b"[", b'{"a":')) * 9000
        head = f"POST /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {len(text)}"
        requests.append(head.encode() + b"\r\nConnection: close\r\n\r\n" + text)
    return requests


async def sent(port: int, request: bytes, patience_s: float, other: Line) -> bytes:
    """What comes back to one connection, until the hall hangs up or nothing more comes for a moment; the moment begins when
    it has answered another line that spoke later: however busy the machine is, it has read this one by then."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    received = b""
    try:
        writer.write(request)
        assert (await other.ask("GET", "/health", patience_s=ANSWERED_WITHIN_S)).status == 200
        while piece := await asyncio.wait_for(reader.read(1 << 16), patience_s):
            received += piece
    except (TimeoutError, ConnectionError):
        pass
    finally:
        writer.transport.abort()
    return received


async def bombard(port: int, requests: list[bytes], patience_s: float) -> Counter[int]:
    """How often each status came back; 0 where the hall only hung up or waits for the rest."""
    statuses: Counter[int] = Counter()
    waiting = iter(requests)

    async def one_after_another() -> None:
        async with Line(port) as other:
            for each in waiting:
                received = await sent(port, each, patience_s, other)
                assert b"Traceback" not in received, each
                answers = [int(status) for status in STATUS.findall(received)]
                assert not [status for status in answers if status == 500], (each[:2000], received[:500])
                statuses.update(answers or [0])

    await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))
    return statuses


async def fuzzed(folder: Path, number: int, seed: int) -> tuple[Counter[int], Counter[int], float]:
    """Statuses of raw bytes and of odd bodies, and by how many megabytes the hall grew in the second half."""
    chance, port, log = random.Random(seed), free_port(), folder / "hall.log"
    async with Nursery(log) as nursery:
        life = await nursery.bear(data=folder / "data", config=BENCH_HALL, port=port)
        await life.serves()
        raw, bodies, grown_mb = Counter[int](), Counter[int](), 0.0
        for _half in range(2):
            before_mb = resident_mb(life.pid)
            raw += await bombard(port, raw_requests(chance, number), 0.1)
            bodies += await bombard(port, odd_bodies(chance, number), ANSWERED_WITHIN_S)
            grown_mb = resident_mb(life.pid) - before_mb
            assert not life.status.done(), f"the hall ended: {log.read_text()[-2000:]}"
        async with Line(port) as line:
            health = await line.ask("GET", "/health", patience_s=ANSWERED_WITHIN_S)
            assert health.status == 200
        life.kill()
        await life.over()
    said = log.read_text("utf-8")
    assert "Traceback" not in said, said[-3000:]
    assert " ERROR " not in said and "ERROR:" not in said, said[-3000:]
    return raw, bodies, grown_mb


def resident_mb(pid: int) -> float:
    pages = Path(f"/proc/{pid}/statm").read_text("ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


@pytest.mark.timeout(300)
def test_a_hall_survives_garbage_and_nearly_right_requests(tmp_path):
    raw, bodies, grown_mb = asyncio.run(asyncio.wait_for(fuzzed(tmp_path, 400, seed=20260312), 280))
    assert raw[400] > 50, raw
    assert bodies[422] > 100, bodies
    assert 0 not in bodies, "every whole request has an answer"
    assert grown_mb < MOST_GROWTH_MB


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_hall_survives_a_long_rain_of_garbage(tmp_path):
    seed = random.randrange(2**32)
    raw, bodies, grown_mb = asyncio.run(fuzzed(tmp_path, 40_000, seed))
    assert 0 not in bodies, f"seed {seed}"
    assert grown_mb < MOST_GROWTH_MB, f"seed {seed}"
    print(f"seed {seed}: raw {dict(raw)}, bodies {dict(bodies)}, grown {grown_mb:.0f} MB")
