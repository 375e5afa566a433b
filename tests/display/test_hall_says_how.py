"""A real hall says how its calls are said and how its boards look; its boxes do so, after a reload and after a restart."""

import asyncio
import contextlib
import json
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import httpx
import pytest

from config.box import load_box_text
from devices.voices.voice import PLAIN, Manner, Sentence, Spoken, VoiceHealth, all_wanted
from display.box import DisplayBox
from display.settings import DisplaySettings
from display.speaking_settings import speaking_settings

TEST_S = 300
BOUND_S = 200
"""Nothing here depends on how fast the machine is."""

pytestmark = pytest.mark.timeout(TEST_S)

HALL = """
[hall]
id = "hulu"
name = "葫芦镇政务服务中心"
[[zone]]
id = "left"
name = "左厅"
[[zone]]
id = "right"
name = "右厅"
spoken = ["en"]
[[series]]
id = "A"
[[service]]
id = "A1"
name = "低保"
series = "A"
[[service]]
id = "A2"
name = "婚姻登记"
series = "A"
[[window]]
id = "1"
zone = "left"
services = ["A1"]
[[window]]
id = "2"
zone = "right"
services = ["A2"]
[speech]
repeat = 1
[[speech.word]]
letters = "A"
say = "综合"
[[speech.template]]
zones = ["left"]
call = "{number} 请到 {window}。"
"""
BOX = '[box]\nid = "voices"\n'
SPEAKERS = """
[voice]
engine = "none"
[[speaker]]
name = "left"
zones = ["left"]
device = "one"
[[speaker]]
name = "right"
zones = ["right"]
device = "two"
"""


class RunningHall:
    """A hall as a process of its own, on a folder that stays."""

    def __init__(self, folder: Path, text: str) -> None:
        self._folder = folder
        self.write(text)

    def write(self, text: str) -> None:
        (self._folder / "hall.toml").write_text(text, encoding="utf-8")

    @contextlib.contextmanager
    def open(self) -> Iterator["RunningHall"]:
        command = (
            sys.executable, "-P", "-m", "jiaohao", "hall", "--config", str(self._folder / "hall.toml"),
            "--data", str(self._folder / "hall"), "--bind", "127.0.0.1:0", "--insecure-loopback", "--no-mdns",
            "--clock", "2026-03-12T10:24:00+08:00",
        )  # fmt: skip
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as hall:
            guard = threading.Timer(TEST_S, hall.kill)
            guard.start()
            try:
                assert hall.stdout is not None
                ready = next(line for line in hall.stdout if line.startswith("READY "))
                threading.Thread(target=hall.stdout.read, daemon=True).start()
                self.url = ready.removeprefix("READY ").strip()
                with httpx.Client(base_url=self.url, timeout=60) as self._http:
                    yield self
            finally:
                hall.kill()
                guard.cancel()

    def post(self, path: str, **body: object) -> Any:
        answer = self._http.post(f"/api/v1{path}", json=body)
        assert answer.status_code < 300, answer.text
        return answer.json()

    def get(self, path: str) -> httpx.Response:
        return self._http.get(path)

    def call(self, window: str, language: str = "zh") -> None:
        self.post("/tickets", service=f"A{window}", language=language)
        self.post(f"/windows/{window}/next")

    def queues(self) -> list[str]:
        """What `/metrics` says of the loudspeakers."""
        return [
            line
            for line in self.get("/metrics").text.splitlines()
            if line.startswith("jiaohao_speech_waiting{")
        ]


def settings(hall: RunningHall, folder: Path, box: str) -> DisplaySettings:
    speaking = speaking_settings(load_box_text(BOX + box, "box.toml"), "", folder / "out")
    return DisplaySettings(box="voices", url=hall.url, data=folder / "data", speaking=speaking)


async def texts_said(folder: Path, speaker: str, count: int) -> list[str]:
    path, lines = folder / "out" / speaker / "announced.jsonl", list[str]()
    for _ in range(BOUND_S * 50):
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        if len(lines) >= count:
            break
        await asyncio.sleep(0.02)
    return [json.loads(line)["text"] for line in lines]


async def until(is_so: Callable[[], object]) -> None:
    for _ in range(BOUND_S * 10):
        if await asyncio.to_thread(is_so):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it did not come to that")


def test_each_zone_is_called_in_the_halls_words_after_a_reload_in_its_new_ones_and_after_a_restart_too(
    tmp_path: Path,
) -> None:
    hall = RunningHall(tmp_path, HALL)

    async def first_story() -> None:
        async with DisplayBox(settings(hall, tmp_path, SPEAKERS)) as box:
            await box.link.wait_live(BOUND_S)
            for window in ("1", "2"):
                await asyncio.to_thread(hall.post, f"/windows/{window}/open", clerk=f"100{window}")
                await asyncio.to_thread(hall.call, window)
            assert await texts_said(tmp_path, "left", 1) == ["综合 零零一 请到 1。"]
            assert await texts_said(tmp_path, "right", 1) == ["Ticket A zero zero two, window two, please."]
            hall.write(HALL.replace("请到 {window}。", "去 {window} 号。"))
            await asyncio.to_thread(hall.post, "/hall/reload")
            await asyncio.to_thread(hall.post, "/windows/1/start")
            await asyncio.to_thread(hall.call, "1")
            assert (await texts_said(tmp_path, "left", 2))[1] == "综合 零零三 去 1 号。"

    async def second_story() -> None:
        async with DisplayBox(settings(hall, tmp_path, SPEAKERS)) as box:
            await box.link.wait_live(BOUND_S)
            await asyncio.to_thread(hall.post, "/windows/1/start")
            await asyncio.to_thread(hall.call, "1")
            assert (await texts_said(tmp_path, "left", 3))[2] == "综合 零零四 去 1 号。"

    with hall.open():
        asyncio.run(first_story())
    with hall.open():  # killed, and the ledger read again
        asyncio.run(second_story())


def test_a_box_that_has_its_own_languages_and_words_is_not_overruled(tmp_path: Path) -> None:
    hall = RunningHall(tmp_path, HALL)
    own = (
        '[voice]\nengine = "none"\nzones = ["left"]\nlanguages = ["en"]\n'
        '[[voice.word]]\nletters = "A"\nlanguage = "en"\nsay = "General"\n'
    )

    async def story() -> None:
        async with DisplayBox(settings(hall, tmp_path, own)) as box:
            await box.link.wait_live(BOUND_S)
            await asyncio.to_thread(hall.post, "/windows/1/open", clerk="1001")
            await asyncio.to_thread(hall.call, "1")
            assert await texts_said(tmp_path, "", 1) == ["Ticket General zero zero one, window one, please."]

    with hall.open():
        asyncio.run(story())


class SlowVoice:
    """Speaks until it is let go on."""

    health = VoiceHealth(state="ready")

    def __init__(self) -> None:
        self.goes_on = asyncio.Event()

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def check(self) -> VoiceHealth:
        return self.health

    async def speak(
        self,
        sentences: Sequence[Sentence],
        *,
        name: str,
        manner: Manner = PLAIN,
        is_wanted: Callable[[int], bool] = all_wanted,
    ) -> Spoken:
        await self.goes_on.wait()
        return Spoken(seconds=0.0, was_heard=True, said=(0,))


def test_what_waits_to_be_said_is_seen_in_metrics_and_health_while_it_waits(tmp_path: Path) -> None:
    hall = RunningHall(tmp_path, HALL.replace("[speech]", "[policy]\ndouble_press_s = 0.0\n[speech]"))
    place = '{box="voices",speaker="",zone="left"}'

    async def story() -> None:
        voice = SlowVoice()
        box_text = '[voice]\nengine = "none"\nzones = ["left"]\n'
        async with DisplayBox(settings(hall, tmp_path, box_text), voice=voice) as box:
            await box.link.wait_live(BOUND_S)
            await until(lambda: hall.queues() == [f"jiaohao_speech_waiting{place} 0.0"])
            await asyncio.to_thread(hall.post, "/windows/1/open", clerk="1001")
            await asyncio.to_thread(hall.call, "1")
            await until(lambda: box.link.state.windows["1"].ticket)
            await asyncio.to_thread(hall.post, "/hall/broadcast", text="请把车移走", zones=["left"])
            await until(lambda: hall.queues() == [f"jiaohao_speech_waiting{place} 1.0"])
            [told] = (await asyncio.to_thread(hall.get, "/api/v1/health")).json()["voices"]
            assert (told["box"], told["zones"], told["waiting"]) == ("voices", ["left"], 1)
            assert told["oldest_s"] >= 0
            voice.goes_on.set()
            await until(lambda: hall.queues() == [f"jiaohao_speech_waiting{place} 0.0"])

    with hall.open():
        asyncio.run(story())
