"""Real speech by espeak-ng through pyttsx3, measured."""

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from devices.voices.cache import KeptEngine, SentenceCache
from devices.voices.espeak import VOICES, EspeakEngine, spelled
from devices.voices.players import FilePlayer
from devices.voices.sound import SPEECH_DB, loudness_db, read_wave
from devices.voices.speaker import Speaker
from devices.voices.voice import CannotSpeak, Sentence

pytestmark = pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")

CHINESE = "请 A 零一二 号，到 3 号窗口办理。"
ENGLISH = "Ticket A zero one two, window three, please."


WITHIN_S = 60.0
"""A busy machine takes its time; how long a sentence lasts does not depend on that."""


def rendered_s(text: str, language: str) -> float:
    return asyncio.run(EspeakEngine(within_s=WITHIN_S).render(Sentence(text=text, language=language))).seconds


@pytest.mark.parametrize(("text", "language"), [(CHINESE, "zh"), (ENGLISH, "en")])
def test_a_sentence_takes_a_sentences_time(text: str, language: str) -> None:
    assert 2.5 < rendered_s(text, language) < 6.0


def test_hanzi_are_read_as_syllables_not_spelled_in_english() -> None:
    """espeak-ng marks where it gave up and spelled in English with `(en)`; the voice `sit/cmn` does."""
    command = ("espeak-ng", "-v", VOICES["zh"], "-q", "-x", CHINESE)
    phonemes = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    assert "(en)" not in phonemes
    assert len(phonemes.split()) == len("请A零一二号到三号窗口办理")


def test_one_can_be_said_yi_or_yao() -> None:
    assert rendered_s("A 零幺二", "zh") > 0.5


def test_a_lone_a_is_the_letter_in_english() -> None:
    assert spelled(Sentence(text="Ticket A zero", language="en")) == "Ticket eh zero"
    assert spelled(Sentence(text="请 A 零", language="zh")) == "请 A 零"


def test_a_language_without_a_voice_is_refused_in_words() -> None:
    with pytest.raises(CannotSpeak, match="no voice for the language tlh"):
        rendered_s("nuqneH", "tlh")


def test_a_voice_that_espeak_does_not_have_is_not_replaced_silently(tmp_path: Path) -> None:
    worker = Path(__file__).parents[2] / "devices/voices/espeak_worker.py"
    command = (sys.executable, "-P", str(worker), "xx/nobody", "150", str(tmp_path / "x.wav"))
    engine = EspeakEngine(worker=("sh", "-c", " ".join(command)), within_s=WITHIN_S)
    with pytest.raises(CannotSpeak, match="espeak-ng has no voice xx/nobody"):
        asyncio.run(engine.render(Sentence(text="hello", language="en")))


@pytest.mark.parametrize(("text", "language"), [(CHINESE, "zh"), (ENGLISH, "en")])
def test_an_announcement_is_loud_enough_and_not_clipped(tmp_path: Path, text: str, language: str) -> None:
    async def no_time(_seconds: float) -> None: ...

    async def story() -> None:
        speaker = Speaker(
            engine=EspeakEngine(within_s=WITHIN_S), player=FilePlayer(tmp_path / "out", pause=no_time)
        )
        await speaker.open()
        assert (await speaker.speak([Sentence(text=text, language=language)], name="7")).was_heard
        await speaker.close()

    asyncio.run(story())
    # espeak is slow: its chime is a sound of its own, the sentence the next.
    sound = read_wave(max((tmp_path / "out").iterdir(), key=lambda path: path.stat().st_size))
    assert loudness_db(sound) == pytest.approx(SPEECH_DB, abs=2.5)
    assert max(map(abs, sound.samples)) < 32767


def test_a_sentence_said_before_needs_no_engine(tmp_path: Path) -> None:
    async def no_time(_seconds: float) -> None: ...

    async def said_by(engine: EspeakEngine) -> bool:
        player = FilePlayer(tmp_path / "out", pause=no_time)
        speaker = Speaker(engine=KeptEngine(engine, SentenceCache(tmp_path / "cache")), player=player)
        await speaker.open()
        spoken = await speaker.speak([Sentence(text=ENGLISH, language="en")], name="7")
        await speaker.close()
        return spoken.was_heard

    assert asyncio.run(said_by(EspeakEngine(within_s=WITHIN_S)))
    assert asyncio.run(said_by(EspeakEngine(worker=("no-such-engine",))))
