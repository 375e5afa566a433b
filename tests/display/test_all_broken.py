"""A box on which nearly everything is wrong at a real hall: each fault reaches the staff in words, and calls are shown on."""

import asyncio
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

TEST_S = 300
BOUND_S = 200
"""Nothing here depends on how fast the machine is."""

pytestmark = pytest.mark.timeout(TEST_S)

NOBODYS_LETTER = "\U000f1234"
HALL = f"""
[hall]
id = "hulu"
name = "葫芦镇政务服务中心"
notices = ["请{NOBODYS_LETTER}先生到导办台"]
[[zone]]
id = "left"
name = "左厅"
layout = "media-letf"
[[series]]
id = "A"
[[service]]
id = "A1"
name = "低保"
series = "A"
[[window]]
id = "1"
services = ["A1"]
"""
BOX = """
[box]
id = "tv-1"
data_dir = "{data}"
[screen]
fullscreen = false
motion = false
[voice]
engine = "none"
player = "aplay"
device = "plughw:99,0"
zones = ["left"]
[[board]]
[[board]]
layout = "media-left"
playlist = "{media}"
left = 1920
"""
JIAOHAO = (sys.executable, "-P", "-m", "jiaohao")


class Hall:
    def __init__(self, url: str) -> None:
        self.url = url
        self._http = httpx.Client(base_url=f"{url}/api/v1", timeout=60)

    def post(self, path: str, **body: object) -> None:
        answer = self._http.post(path, json=body)
        assert answer.status_code < 300, answer.text

    def call(self) -> None:
        self.post("/tickets", service="A1")
        self.post("/windows/1/next")

    def faults(self) -> dict[str, str]:
        """What staff are told of this box, by part."""
        faults = self._http.get("/health").json()["faults"]
        return {
            each["about"].partition("/")[2]: each["reason"]
            for each in faults
            if each["about"].startswith("tv-1/")
        }


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    (tmp_path / "hall.toml").write_text(HALL, encoding="utf-8")
    command = (
        *JIAOHAO, "hall", "--config", str(tmp_path / "hall.toml"), "--data", str(tmp_path / "hall"),
        "--bind", "127.0.0.1:0", "--insecure-loopback", "--no-mdns", "--clock", "2026-03-12T10:24:00+08:00",
    )  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as process:
        try:
            assert process.stdout is not None
            ready = next(line for line in process.stdout if line.startswith("READY "))
            threading.Thread(target=process.stdout.read, daemon=True).start()
            made = Hall(ready.removeprefix("READY ").strip())
            made.post("/windows/1/open", clerk="1001")
            yield made
        finally:
            process.kill()


async def until(is_so: Callable[[], object]) -> None:
    """Return when it is so, or after a long while: what is asserted next says what is missing."""
    for _ in range(BOUND_S * 5):
        if is_so():
            return
        await asyncio.sleep(0.2)


def announced(tmp_path: Path) -> list[dict[str, Any]]:
    path = tmp_path / "data" / "voice" / "announced.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()] if path.exists() else []


def test_no_film_no_letter_no_sound_no_layout_and_every_call_is_shown_all_the_same(
    hall: Hall, tmp_path: Path
) -> None:
    media, shots = tmp_path / "media", tmp_path / "shots"
    media.mkdir()
    (media / "playlist.toml").write_text('[[item]]\nfile = "policy.mp4"\n', encoding="utf-8")
    (tmp_path / "box.toml").write_text(BOX.format(data=tmp_path / "data", media=media), encoding="utf-8")
    command = (
        *JIAOHAO, "display", "--box", str(tmp_path / "box.toml"), "--hall-url", hall.url, "--shots", str(shots),
    )  # fmt: skip
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment) as process:
        guard = threading.Timer(TEST_S, process.kill)
        guard.start()
        asyncio.run(until(lambda: {"media", "font", "layout"} <= hall.faults().keys()))
        hall.call()
        asyncio.run(until(lambda: len(announced(tmp_path)) == 1 and "sound" in hall.faults()))
        hall.post("/windows/1/start")
        hall.call()
        asyncio.run(until(lambda: len(announced(tmp_path)) == 2))
        pictures = {"tv-1-calling.png", "tv-1-2-calling.png"}
        asyncio.run(until(lambda: pictures <= {file.name for file in shots.glob("*.png")}))
        told, is_running = hall.faults(), process.poll() is None
        process.send_signal(signal.SIGTERM)
        said = process.communicate(timeout=BOUND_S)[1]
        guard.cancel()
    assert is_running, said
    assert "policy.mp4" in told["media"]
    assert NOBODYS_LETTER in told["font"]
    assert "landscape" in told["layout"]
    assert "media-left" in told["layout"], "which one may have been meant"
    assert told["sound"].startswith("播报没有声音")
    assert [(line["number"], line["heard"]) for line in announced(tmp_path)] == [
        ("A001", False),
        ("A002", False),
    ]
    assert pictures <= {file.name for file in shots.glob("*.png")}
    assert process.returncode == 0, said
    assert "Traceback" not in said
