"""A real hall says how its calls are said and how its boards look; its boxes do so, after a reload and after a restart."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

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

SPEECH = """
[speech]
repeat = 1
[[speech.word]]
letters = "A"
say = "综合"
[[speech.template]]
zones = ["left"]
call = "{number} 请到 {window}。"
"""
RIGHT = 'spoken = ["en"]\n'
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


Hall = Any
Announced = Callable[[Path, int], Awaitable[list[dict[str, Any]]]]


def queues(hall: Hall) -> list[str]:
    """What `/metrics` says of the loudspeakers."""
    text = hall.get("/metrics").text
    return [line for line in text.splitlines() if line.startswith("jiaohao_speech_waiting{")]


def settings(hall: Hall, folder: Path, box: str) -> DisplaySettings:
    speaking = speaking_settings(load_box_text(BOX + box, "box.toml"), "", folder / "out")
    return DisplaySettings(box="voices", url=hall.url, data=folder / "data", speaking=speaking)


async def until(is_so: Callable[[], object]) -> None:
    for _ in range(BOUND_S * 10):
        if await asyncio.to_thread(is_so):
            return
        await asyncio.sleep(0.1)
    raise AssertionError("it did not come to that")


def test_each_zone_is_called_in_the_halls_words_after_a_reload_in_its_new_ones_and_after_a_restart_too(
    two_rooms: Callable[..., Hall], announced: Announced, tmp_path: Path
) -> None:
    hall = two_rooms(SPEECH, RIGHT)

    async def texts_said(speaker: str, count: int) -> list[str]:
        return [line["text"] for line in await announced(tmp_path / "out" / speaker, count)]

    async def first_story() -> None:
        async with DisplayBox(settings(hall, tmp_path, SPEAKERS)) as box:
            await box.link.wait_live(BOUND_S)
            for window in ("1", "2"):
                await asyncio.to_thread(hall.opens, window)
                await asyncio.to_thread(hall.call, window)
            assert await texts_said("left", 1) == ["综合 零零一 请到 1。"]
            assert await texts_said("right", 1) == ["Ticket A zero zero two, window two, please."]
            hall.write(hall.text.replace("请到 {window}。", "去 {window} 号。"))
            await asyncio.to_thread(hall.post, "/hall/reload")
            await asyncio.to_thread(hall.post, "/windows/1/start")
            await asyncio.to_thread(hall.call, "1")
            assert (await texts_said("left", 2))[1] == "综合 零零三 去 1 号。"

    async def second_story() -> None:
        async with DisplayBox(settings(hall, tmp_path, SPEAKERS)) as box:
            await box.link.wait_live(BOUND_S)
            await asyncio.to_thread(hall.post, "/windows/1/start")
            await asyncio.to_thread(hall.call, "1")
            assert (await texts_said("left", 3))[2] == "综合 零零四 去 1 号。"

    with hall.open():
        asyncio.run(first_story())
    with hall.open():  # killed, and the ledger read again
        asyncio.run(second_story())


def test_a_box_that_has_its_own_languages_and_words_is_not_overruled(
    two_rooms: Callable[..., Hall], announced: Announced, tmp_path: Path
) -> None:
    hall = two_rooms(SPEECH, RIGHT)
    own = (
        '[voice]\nengine = "none"\nzones = ["left"]\nlanguages = ["en"]\n'
        '[[voice.word]]\nletters = "A"\nlanguage = "en"\nsay = "General"\n'
    )

    async def story() -> None:
        async with DisplayBox(settings(hall, tmp_path, own)) as box:
            await box.link.wait_live(BOUND_S)
            await asyncio.to_thread(hall.opens, "1")
            await asyncio.to_thread(hall.call, "1")
            [line] = await announced(tmp_path / "out", 1)
            assert line["text"] == "Ticket General zero zero one, window one, please."

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


def test_what_waits_to_be_said_is_seen_in_metrics_and_health_while_it_waits(
    two_rooms: Callable[..., Hall], tmp_path: Path
) -> None:
    hall = two_rooms("[policy]\ndouble_press_s = 0.0\n" + SPEECH, RIGHT)
    place = '{box="voices",speaker="",zone="left"}'

    async def story() -> None:
        voice = SlowVoice()
        box_text = '[voice]\nengine = "none"\nzones = ["left"]\n'
        async with DisplayBox(settings(hall, tmp_path, box_text), voice=voice) as box:
            await box.link.wait_live(BOUND_S)
            await until(lambda: queues(hall) == [f"jiaohao_speech_waiting{place} 0.0"])
            await asyncio.to_thread(hall.opens, "1")
            await asyncio.to_thread(hall.call, "1")
            await until(lambda: box.link.state.windows["1"].ticket)
            await asyncio.to_thread(hall.post, "/hall/broadcast", text="请把车移走", zones=["left"])
            await until(lambda: queues(hall) == [f"jiaohao_speech_waiting{place} 1.0"])
            [told] = (await asyncio.to_thread(hall.get, "/api/v1/health")).json()["voices"]
            assert (told["box"], told["zones"], told["waiting"]) == ("voices", ["left"], 1)
            assert told["oldest_s"] >= 0
            voice.goes_on.set()
            await until(lambda: queues(hall) == [f"jiaohao_speech_waiting{place} 0.0"])

    with hall.open():
        asyncio.run(story())
