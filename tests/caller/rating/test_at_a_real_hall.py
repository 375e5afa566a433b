"""Ratings at a real hall: by the evaluator of a keypad box, by the screen's own link; each transaction once, in the ledger."""

import asyncio
import json
import os
import re
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from PySide6.QtGui import QImage

from caller.rating.linked import LinkedRatings
from caller.rating.rating import Rating
from devices.keypads.emulator import EmulatedBus
from link.client import HallClient, HallRefused

ROOT = Path(__file__).parents[3]
WAIT_S = 90.0


class House:
    """Processes started as people start them, ended with the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: list[subprocess.Popen[bytes]] = []
        text = (ROOT / "config" / "examples" / "township.toml").read_text("utf-8")
        (folder / "hall.toml").write_text(text, "utf-8")
        self.windows = re.findall(r'\[\[window\]\]\s+id = "([^"]+)"', text)
        self.start("hall", "--config", "hall.toml", "--data", "data", "--bind", "127.0.0.1:0", "--insecure-loopback",
                   "--clock", "2026-03-12T10:00:00+08:00", "--no-mdns")  # fmt: skip
        self.url = str(self.eventually(lambda: (re.findall(r"READY (\S+)", self.said("hall")) or [""])[0]))

    def start(self, part: str, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{part}.out").open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "jiaohao", part, *words],
                cwd=self.folder,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
            )
        self.running.append(process)
        return process

    def said(self, part: str) -> str:
        return (self.folder / f"{part}.out").read_text("utf-8", "replace")

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        with httpx.Client(
            base_url=f"{self.url}/api/v1", trust_env=False, headers={"Jiaohao-Box": "kiosk-1"}, timeout=60
        ) as http:
            answer = http.get(path) if body is None else http.post(path, json=body)
            return answer.raise_for_status().json()

    def serve(self, window: str) -> str:
        """Somebody without a ticket is served to the end."""
        ticket = self.ask(f"/windows/{window}/walk", {})["ticket"]["id"]
        self.ask(f"/windows/{window}/finish", {})
        return str(ticket)

    def service_of(self, window: str) -> str:
        """Something that a window does."""
        return str(next(each["services"][0] for each in self.ask("/hall")["windows"] if each["id"] == window))

    def ratings(self) -> list[dict[str, Any]]:
        """As they stand in the ledger."""
        file = next((self.folder / "data").glob("*.db"))
        with sqlite3.connect(f"file:{file}?mode=ro", uri=True) as ledger:
            rows = ledger.execute("SELECT text FROM fact WHERE kind = 'ticket_rated' ORDER BY seq").fetchall()
        return [json.loads(row[0]) for row in rows]

    def eventually(self, ask: Callable[[], Any]) -> Any:
        until = time.monotonic() + WAIT_S
        while time.monotonic() < until:
            if found := ask():
                return found
            time.sleep(0.05)
        raise AssertionError({path.stem: path.read_text("utf-8") for path in self.folder.glob("*.out")})

    def end(self) -> None:
        for process in reversed(self.running):
            process.terminate()
        for process in self.running:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.end()


@pytest.mark.timeout(300)
def test_the_evaluator_at_a_keypad_rates_the_right_transaction_once(house: House) -> None:
    left, right = house.windows[:2]

    async def day() -> None:
        bus = EmulatedBus(range(1, 3), again_s=5.0)  # on a busy machine the box may read it late
        bus.open()
        pads = "".join(
            f'[[keypad]]\nname = "p{at}"\nwindow = "{window}"\nport = "serial"\ndevice = "{bus.port}"\naddress = {at}\n'
            for at, window in ((1, left), (2, right))
        )
        (house.folder / "box.toml").write_text(
            f'[box]\nid = "pads"\ndata_dir = "{house.folder}/box"\n[link]\nurl = "{house.url}"\n{pads}',
            "utf-8",
        )
        house.start("keypad", "run", "--box", "box.toml")
        try:
            await _rate(bus)
        finally:
            bus.close()

    async def _rate(bus: EmulatedBus) -> None:
        await asyncio.to_thread(house.eventually, lambda: bus.pads[1].read_out == "000000")
        for at, window in ((1, left), (2, right)):
            await asyncio.to_thread(house.ask, f"/windows/{window}/open", {"clerk": f"100{at}"})
        first = await asyncio.to_thread(house.serve, left)
        second = await asyncio.to_thread(house.serve, right)
        # Who takes a ticket now is seen after the services that have ended: then the box knows what can be rated.
        await asyncio.to_thread(house.ask, "/tickets", {"service": house.service_of(right)})
        await asyncio.to_thread(house.eventually, lambda: bus.pads[2].read_out.startswith("001"))
        assert await bus.evaluate(2, 3)
        await asyncio.to_thread(house.eventually, lambda: len(house.ratings()) == 1)
        assert await bus.evaluate(2, 0)
        assert await bus.evaluate(1, 0)
        await asyncio.to_thread(house.eventually, lambda: len(house.ratings()) == 2)
        await asyncio.sleep(0.5)
        stored = [(each["ticket"], each["grade"], each["window"], each["clerk"]) for each in house.ratings()]
        assert stored == [(second, 2, right, "1002"), (first, 5, left, "1001")]

    asyncio.run(day())


@pytest.mark.timeout(300)
def test_what_the_screen_sends_is_understood_and_counts_once(house: House) -> None:
    window = house.windows[0]
    house.ask(f"/windows/{window}/open", {"clerk": "1001"})
    ticket = house.serve(window)
    said = Rating(
        ticket=ticket, transaction=1, grade=2, key="press-1", reasons=("wait", "manner"), comment="等太久"
    )

    async def day() -> str:
        async with HallClient(house.url, "rating-1") as client:
            hall = LinkedRatings(client)
            card = await hall.card(window)
            await hall.rate(said)
            await hall.rate(said)
            with pytest.raises(HallRefused) as refused:
                await hall.rate(Rating(ticket=ticket, transaction=1, grade=5, key="press-2"))
            assert refused.value.problem.name == "already-rated"
            return card.clerk

    assert asyncio.run(day()) == "1001"
    stored = house.ratings()
    assert [(each["grade"], each["reasons"], each["by"]) for each in stored] == [
        (2, ["wait", "manner"], "screen")
    ]
    assert "等太久" not in json.dumps(stored, ensure_ascii=False)


@pytest.mark.timeout(300)
def test_the_screen_follows_a_window_and_asks_when_a_service_ends(house: House) -> None:
    window = house.windows[0]
    (house.folder / "box.toml").write_text(f'[box]\ndata_dir = "{house.folder}/box"\n', "utf-8")
    screen = house.start(
        "rating",
        "--box",
        "box.toml",
        "--hall-url",
        house.url,
        "--window",
        window,
        "--size",
        "1024x600",
        "--shots",
        "shots",
    )
    pictures = house.folder / "shots"
    house.eventually(lambda: list(pictures.glob("*-closed.png")))
    house.ask(f"/windows/{window}/open", {"clerk": "1001"})
    house.eventually(lambda: list(pictures.glob("*-idle.png")))
    house.serve(window)
    house.eventually(
        lambda: [each for each in pictures.glob("*-ask.png") if QImage(str(each)).width() == 1024]
    )
    screen.send_signal(signal.SIGTERM)
    assert screen.wait(60) == 0
    for word in ("Traceback", "qml:"):
        assert word not in house.said("rating")
