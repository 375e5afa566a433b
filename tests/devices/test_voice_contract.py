"""What every voice promises, whatever renders its words and whatever plays them."""

import asyncio
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from devices.voices.espeak import EspeakEngine
from devices.voices.players import CommandPlayer, FilePlayer
from devices.voices.speaker import Speaker
from devices.voices.voice import Sentence, Voice, VoiceState

CALL = Sentence(text="请 A 零一二 号，到 3 号窗口办理。", language="zh")

needs_espeak = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")


async def no_time(_seconds: float) -> None:
    """Playing into a folder takes no time in a test."""


def patient() -> EspeakEngine:
    """An engine that a busy machine may keep waiting."""
    return EspeakEngine(within_s=60.0)


def into_a_folder(folder: Path) -> Voice:
    return Speaker(engine=patient(), player=FilePlayer(folder / "out", pause=no_time))


def through_a_program(_folder: Path) -> Voice:
    return Speaker(engine=patient(), player=CommandPlayer([("sh", "-c", "test -s $0")]))


def the_chime_alone(folder: Path) -> Voice:
    return Speaker(engine=None, player=FilePlayer(folder / "out", pause=no_time))


def without_a_sound_card(_folder: Path) -> Voice:
    player = CommandPlayer([("sh", "-c", "echo no card >&2; exit 1")])
    return Speaker(engine=patient(), player=player, pause=no_time)


def without_any_player(_folder: Path) -> Voice:
    return Speaker(engine=patient(), player=CommandPlayer([("no-such-player",)]), pause=no_time)


def without_an_engine(folder: Path) -> Voice:
    engine = EspeakEngine(worker=("no-such-engine",))
    return Speaker(engine=engine, player=FilePlayer(folder / "out", pause=no_time))


def with_an_engine_that_hangs(folder: Path) -> Voice:
    engine = EspeakEngine(worker=(sys.executable, "-c", "input(); import time; time.sleep(60)"), within_s=0.2)
    return Speaker(engine=engine, player=FilePlayer(folder / "out", pause=no_time))


Build = Callable[[Path], Voice]
VOICES: dict[Build, VoiceState] = {
    into_a_folder: "ready",
    through_a_program: "ready",
    the_chime_alone: "ready",
    without_a_sound_card: "no_sound",
    without_any_player: "no_sound",
    without_an_engine: "no_voice",
    with_an_engine_that_hangs: "no_voice",
}


@pytest.fixture(params=VOICES, ids=lambda build: build.__name__)
def build(request: pytest.FixtureRequest) -> Build:
    if shutil.which("espeak-ng") is None:
        pytest.skip("espeak-ng is not installed")
    built: Build = request.param
    return built


def test_it_speaks_or_says_why_it_was_not_heard(build: Build, tmp_path: Path) -> None:
    async def story() -> None:
        voice = build(tmp_path)
        assert voice.health.state == "closed"
        await voice.open()
        spoken = await voice.speak([CALL], name="12")
        assert spoken.seconds > 0.5
        assert voice.health.state == VOICES[build]
        assert spoken.was_heard == (voice.health.state == "ready")
        assert bool(spoken.reason) != spoken.was_heard
        assert bool(voice.health.reason) != spoken.was_heard
        await voice.close()
        await voice.close()
        assert voice.health.state == "closed"

    asyncio.run(story())


def test_closed_it_says_so_and_raises_nothing(build: Build, tmp_path: Path) -> None:
    async def story() -> None:
        spoken = await build(tmp_path).speak([], name="1")
        assert not spoken.was_heard

    asyncio.run(story())


def test_it_can_be_stopped_in_mid_sentence(build: Build, tmp_path: Path) -> None:
    async def story() -> None:
        voice = build(tmp_path)
        await voice.open()
        speaking = asyncio.create_task(voice.speak([CALL], name="12"))
        await asyncio.sleep(0)
        speaking.cancel()
        await asyncio.wait([speaking], timeout=30)
        assert speaking.done()
        await voice.close()

    asyncio.run(story())


def test_without_a_sound_card_the_trouble_is_known_before_the_first_call(tmp_path: Path) -> None:
    async def story() -> None:
        voice = without_a_sound_card(tmp_path)
        await voice.open()
        assert (voice.health.state, voice.health.reason) == ("no_sound", "no card")
        await voice.close()

    asyncio.run(story())


@needs_espeak
def test_unheard_the_queue_still_takes_the_time_of_the_sentence() -> None:
    waited: list[float] = []

    async def note(seconds: float) -> None:
        waited.append(seconds)

    async def story() -> None:
        clock = asyncio.get_running_loop().time
        voice = Speaker(engine=patient(), player=CommandPlayer([("false",)]), pause=note)
        await voice.open()
        begun_at = clock()
        spoken = await voice.speak([CALL, CALL], name="12")
        took_s = clock() - begun_at  # what the player's failing took is not waited for once more
        assert spoken.seconds - took_s <= sum(waited) <= spoken.seconds
        await voice.close()

    asyncio.run(story())


@needs_espeak
def test_a_sound_card_that_comes_back_is_used_and_said(tmp_path: Path) -> None:
    plugged = tmp_path / "card"

    async def story() -> None:
        player = CommandPlayer([("sh", "-c", f"test -e {plugged}")])
        voice = Speaker(engine=None, player=player, pause=no_time)
        await voice.open()
        assert voice.health.state == "no_sound"
        plugged.touch()
        assert (await voice.check()).state == "ready"
        await voice.close()

    asyncio.run(story())
