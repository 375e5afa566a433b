"""What comes out of ALSA, recorded from a sink without a sound card, against what was to be said."""

import asyncio
import shutil
import time
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from devices.voices.chime import opening
from devices.voices.espeak import EspeakEngine
from devices.voices.made import VoiceSettings, player_of
from devices.voices.opus import RATE
from devices.voices.pack_engine import PackEngine
from devices.voices.players import CommandPlayer
from devices.voices.sound import SPEECH_DB, Sound, at_volume, loudness_db
from devices.voices.speaker import BREATH_S, Speaker
from devices.voices.voice import PLAIN, Manner, Sentence, Spoken

FIRST = Sentence(text="请 A 零零三 号，到 3 号窗口办理。", language="zh")
SECOND = Sentence(text="请 B 零一二 号，到 12 号窗口办理。", language="zh")

pytestmark = pytest.mark.skipif(shutil.which("aplay") is None, reason="aplay (alsa-utils) is not installed")

Sink = Callable[[str], Sound]


KEEP = """name=$1
read -r me </proc/$$/stat
set -- $me
exec cat >"$name-$(printf %020d "${22}")-$(printf %010d $$).raw"
"""
"""Named by when its player began it (22 in proc(5)): a short sound may have ended before the shell gets to its first line."""


@pytest.fixture
def sink(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Sink:
    """ALSA devices `left`, `right` and the default, each of which writes what it is played to a new file."""
    (tmp_path / "keep.sh").write_text(KEEP, "utf-8")
    conf = tmp_path / "asound.conf"
    conf.write_text("".join(_device(name, tmp_path) for name in ("!default", "left", "right")), "utf-8")
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(conf))

    def heard(name: str) -> Sound:
        played = sorted(tmp_path.glob(f"{name}-*.raw"))
        return Sound(array("h", b"".join(path.read_bytes() for path in played)), RATE)

    return heard


def _device(name: str, folder: Path) -> str:
    writes = f"|exec sh {folder}/keep.sh {folder}/{name.strip('!')}"
    return f'pcm.{name} {{ type file\n slave.pcm {{ type null }}\n file "{writes}"\n format "raw" }}\n'


async def no_time(_seconds: float) -> None: ...


def engine() -> PackEngine:
    return PackEngine(fallback=EspeakEngine())


def speak(speaker: Speaker, *sentences: Sentence, manner: Manner = PLAIN) -> Spoken:
    async def story() -> Spoken:
        await speaker.open()
        try:
            return await speaker.speak(sentences, name="000012-A012", manner=manner)
        finally:
            await speaker.close()

    return asyncio.run(story())


def chunks(*sentences: Sentence) -> list[Sound]:
    """The chime with its pause, then the sentences: on a busy machine the first may come in a sound of its own."""
    return [opening("call", RATE), *(asyncio.run(engine().render(sentence)) for sentence in sentences)]


def assert_heard(sink: Sink, device: str, said: list[Sound]) -> None:
    """Each chunk sample for sample, in order; between them silence alone (ALSA fills its last period up).

    The player ends before the last of what it played has been written down.
    """
    trouble = "nothing was heard"
    for _ in range(600):
        trouble = difference(sink(device), said)
        if not trouble:
            return
        time.sleep(0.05)
    raise AssertionError(trouble)


def difference(heard: Sound, said: list[Sound]) -> str:
    content, place = heard.samples.tobytes(), 0
    for number, chunk in enumerate(said, 1):
        begin = content.find(chunk.samples.tobytes(), place)
        if begin < 0:
            return f"chunk {number} was not heard as it was to be said"
        if any(content[place:begin]):
            return f"something else was heard before chunk {number}"
        place = begin + 2 * len(chunk.samples)
    if any(content[place:]):
        return "something else was heard at the end"
    most = 2 * RATE * (sum(chunk.seconds for chunk in said) + BREATH_S * (len(said) + 2))
    return "" if len(content) < most else "there are long silences in it"


def test_every_sample_that_was_to_be_said_is_heard_once_and_in_order(sink: Sink) -> None:
    spoken = speak(Speaker(engine=engine(), player=CommandPlayer([("aplay", "-q")])), FIRST, SECOND)
    assert (spoken.was_heard, spoken.said) == (True, (0, 1))
    said = chunks(FIRST, SECOND)
    assert_heard(sink, "default", said)
    assert spoken.seconds == pytest.approx(sum(chunk.seconds for chunk in said) + BREATH_S)


def test_at_half_the_volume_half_of_it_is_heard(sink: Sink) -> None:
    speaker = Speaker(engine=engine(), player=CommandPlayer([("aplay", "-q")]), volume=0.8)
    speak(speaker, FIRST, manner=Manner(volume=0.5))
    assert_heard(sink, "default", [at_volume(chunk, 0.4) for chunk in chunks(FIRST)])


def test_two_speakers_of_one_box_play_at_once_and_each_on_its_own_device(sink: Sink) -> None:
    async def story() -> None:
        speakers = [
            Speaker(engine=engine(), player=player_of(VoiceSettings(player="aplay", device=name)))
            for name in ("left", "right")
        ]
        for speaker in speakers:
            await speaker.open()
        await asyncio.gather(
            speakers[0].speak([FIRST], name="000001-A003"), speakers[1].speak([SECOND], name="000002-B012")
        )
        for speaker in speakers:
            await speaker.close()

    asyncio.run(story())
    assert_heard(sink, "left", chunks(FIRST))
    assert_heard(sink, "right", chunks(SECOND))
    assert not sink("default").samples


def test_a_sound_card_that_is_pulled_out_is_said_and_used_again_when_it_is_back(
    sink: Sink, tmp_path: Path
) -> None:
    conf = tmp_path / "asound.conf"
    plugged = conf.read_text("utf-8")

    async def story() -> None:
        speaker = Speaker(engine=engine(), player=CommandPlayer([("aplay", "-q")]), pause=no_time)
        await speaker.open()
        assert (await speaker.speak([FIRST], name="1")).was_heard
        conf.write_text("pcm.!default { type hw\n card 31 }\n", "utf-8")
        gone = await speaker.speak([FIRST], name="2")
        assert not gone.was_heard
        assert gone.reason
        assert speaker.health.state == "no_sound"
        conf.write_text(plugged, "utf-8")
        assert (await speaker.speak([SECOND], name="3")).was_heard
        assert speaker.health.state == "ready"
        await speaker.close()

    asyncio.run(story())
    assert_heard(sink, "default", [*chunks(FIRST), *chunks(SECOND)])


def test_a_sentence_that_is_no_longer_wanted_is_never_heard(sink: Sink) -> None:
    async def story() -> tuple[int, ...]:
        speaker = Speaker(engine=engine(), player=CommandPlayer([("aplay", "-q")]))
        await speaker.open()
        spoken = await speaker.speak([FIRST, FIRST, SECOND], name="1", is_wanted=lambda place: place == 2)
        await speaker.close()
        return spoken.said

    assert asyncio.run(story()) == (0, 2)
    assert_heard(sink, "default", chunks(FIRST, SECOND))


@pytest.mark.skipif(shutil.which("espeak-ng") is None, reason="espeak-ng is not installed")
def test_free_words_of_the_staff_are_heard_too(sink: Sink) -> None:
    words = Sentence(text="请大家有序离开大厅", language="zh")
    speaker = Speaker(engine=engine(), player=CommandPlayer([("aplay", "-q")]))
    spoken = speak(speaker, words, manner=Manner(chime="urgent"))
    assert spoken.was_heard
    for _ in range(600):
        if sink("default").seconds >= spoken.seconds:
            break
        time.sleep(0.05)
    speech = sink("default").samples[len(opening("urgent", RATE).samples) :]
    assert loudness_db(Sound(speech, RATE)) == pytest.approx(SPEECH_DB, abs=4)
    assert spoken.seconds > opening("urgent", RATE).seconds + 1
