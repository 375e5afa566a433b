"""A real hall is killed again and again under load: what was acknowledged is there, once, with the number that was said.

A few cuts in every test run; a hundred by `make soak`, whose report is kept in docs/proofs/.
"""

import asyncio
import json
import os
import platform
import random
import signal
import socket
import subprocess
import sys
import uuid
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

PROJECT = Path(__file__).parents[2]
CLERKS = 4
KIOSKS = 6
SOAK_CUTS = 100


@dataclass
class Marks:
    """What the clients were told: replies by key, and every number that anybody ever read."""

    tickets: dict[str, dict[str, Any]] = field(default_factory=dict)
    repeated: int = 0
    contradicted: list[str] = field(default_factory=list)
    calls: dict[int, str] = field(default_factory=dict)
    called_twice: list[str] = field(default_factory=list)
    unanswered: int = 0

    def take(self, key: str, reply: dict[str, Any]) -> None:
        before = self.tickets.setdefault(key, reply)
        if (before["id"], before["number"]) != (reply["id"], reply["number"]):
            self.contradicted.append(key)

    def call(self, reply: dict[str, Any]) -> None:
        ticket = reply["ticket"]
        if ticket is not None and ticket["state"] == "called":
            known = self.calls.setdefault(reply["seq"], ticket["number"])
            if known != ticket["number"]:
                self.called_twice.append(f"{reply['seq']}: {known} and {ticket['number']}")


class Hall:
    """The real program on one data directory and one port, cut off and started again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def api(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v1"

    def start(self) -> None:
        with (self.folder / "hall.log").open("ab") as log:
            self.process = subprocess.Popen(
                [
                    sys.executable, "-P", "-m", "jiaohao", "hall", "--no-mdns", "--insecure-loopback",
                    "--config", str(PROJECT / "config/examples/bench.toml"),
                    "--data", str(self.folder / "data"), "--bind", f"127.0.0.1:{self.port}",
                ],
                stdout=log, stderr=log, cwd=self.folder,
            )  # fmt: skip

    def cut(self) -> None:
        assert self.process is not None
        assert self.process.poll() is None, (
            "the hall ended by itself: " + (self.folder / "hall.log").read_text()[-2000:]
        )
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


async def ask(
    client: httpx.AsyncClient, url: str, key: str, body: dict[str, Any], marks: Marks
) -> dict[str, Any] | None:
    """Ask until it is answered, always with the same key, as every box of ours does; None where it is refused."""
    while True:
        try:
            reply = await client.post(url, json=body, headers={"Idempotency-Key": key, "Jiaohao-Box": "soak"})
        except httpx.HTTPError:
            marks.unanswered += 1
            await asyncio.sleep(0.02)
            continue
        if reply.status_code == 503:
            await asyncio.sleep(0.05)
            continue
        return reply.json() if reply.status_code < 300 else None


async def kiosk(
    client: httpx.AsyncClient, api: str, marks: Marks, chance: random.Random, ended: asyncio.Event
) -> None:
    while not ended.is_set():
        key, body = uuid.uuid4().hex, {"service": "A"}
        reply = await ask(client, f"{api}/tickets", key, body, marks)
        assert reply is not None
        marks.take(key, reply)
        if chance.random() < 0.2:
            again = await ask(client, f"{api}/tickets", key, body, marks)
            assert again is not None
            marks.take(key, again)
            marks.repeated += 1


async def clerk(client: httpx.AsyncClient, api: str, window: int, marks: Marks, ended: asyncio.Event) -> None:
    place = f"{api}/windows/{window}"
    await ask(client, f"{place}/open", uuid.uuid4().hex, {"clerk": str(1000 + window)}, marks)
    while not ended.is_set():
        called = await ask(client, f"{place}/next", uuid.uuid4().hex, {}, marks)
        if called is not None:
            marks.call(called)
            await ask(client, f"{place}/start", uuid.uuid4().hex, {}, marks)
        await asyncio.sleep(0.01)


async def storm(hall: Hall, cuts: int, seed: int) -> Marks:
    """Kiosks and clerks at work while the power fails `cuts` times, 0.05 to 0.8 s after each time it serves again."""
    marks, chance, ended = Marks(), random.Random(seed), asyncio.Event()
    async with httpx.AsyncClient(timeout=5, limits=httpx.Limits(max_connections=32)) as client:
        work = [kiosk(client, hall.api, marks, chance, ended) for _ in range(KIOSKS)]
        work += [clerk(client, hall.api, window, marks, ended) for window in range(1, CLERKS + 1)]
        tasks = [asyncio.create_task(each) for each in work]
        for _ in range(cuts):
            await serves(client, hall)
            await asyncio.sleep(chance.uniform(0.05, 0.8))
            hall.cut()
            hall.start()
        await serves(client, hall)
        ended.set()
        await asyncio.wait_for(asyncio.gather(*tasks), 30)
    return marks


async def serves(client: httpx.AsyncClient, hall: Hall) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                if (await client.get(f"{hall.api}/health")).status_code == 200:
                    return
            except httpx.HTTPError:
                await asyncio.sleep(0.02)


def report(hall: Hall, marks: Marks, cuts: int) -> dict[str, Any]:
    """Hold what was said against what the ledger has."""
    state = httpx.get(f"{hall.api}/state", params={"all": 1}, timeout=30).json()
    kept = {ticket["id"]: ticket["number"] for ticket in state["tickets"]}
    told = {reply["id"]: reply["number"] for reply in marks.tickets.values()}
    lost = [number for ticket, number in told.items() if kept.get(ticket) != number]
    numbers = list(kept.values())
    called = list(marks.calls.values())
    return {
        "at": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores",
        "cuts": cuts,
        "tickets_acknowledged": len(told),
        "calls_acknowledged": len(called),
        "repeated_keys": marks.repeated,
        "requests_without_an_answer": marks.unanswered,
        "lost": len(lost),
        "doubled": len(numbers)
        - len(set(numbers))
        + len(called)
        - len(set(called))
        + len(marks.called_twice),
        "contradicted": len(marks.contradicted),
    }


def prove(tmp_path: Path, cuts: int, seed: int) -> dict[str, Any]:
    hall = Hall(tmp_path)
    hall.start()
    try:
        marks = asyncio.run(storm(hall, cuts, seed))
        return report(hall, marks, cuts)
    finally:
        hall.cut()


def is_proof(found: dict[str, Any]) -> bool:
    return found["lost"] == found["doubled"] == found["contradicted"] == 0


@pytest.mark.timeout(120)
def test_four_power_cuts_lose_and_double_nothing(tmp_path: Path) -> None:
    found = prove(tmp_path, cuts=4, seed=20260312)
    assert is_proof(found), found
    assert found["tickets_acknowledged"] > 50
    assert found["calls_acknowledged"] > 0


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_a_hundred_power_cuts_lose_and_double_nothing(tmp_path: Path) -> None:
    found = prove(tmp_path, cuts=SOAK_CUTS, seed=random.randrange(2**32))
    (PROJECT / "docs/proofs/power-cuts.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    assert is_proof(found), found
