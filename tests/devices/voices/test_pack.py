"""Packs on disk: what ships, what a hall records, and what is said when a clip is missing or broken."""

import asyncio
import math
from array import array
from pathlib import Path

import pytest

from devices.voices.clip_files import clip_path
from devices.voices.made import VoiceSettings, engine_of
from devices.voices.opus import RATE, decoded, encoded
from devices.voices.pack import SHIPPED, clips_of, load
from devices.voices.pack_engine import PackEngine
from devices.voices.packing import pack
from devices.voices.recording import adopt, record
from devices.voices.sound import SPEECH_DB, Sound, loudness_db, write_wave
from devices.voices.voice import CannotSpeak, Sentence

SAID = Sentence(text="请 A 零一二 号，到 3 号窗口办理。", language="zh")
TEXTS = ("请A", "零一二号，", "到3号窗口办理。")


def tone(seconds: float, hertz: float = 440.0, peak: float = 0.3, rate: int = RATE) -> Sound:
    count = round(seconds * rate)
    return Sound(
        array("h", (round(32767 * peak * math.sin(2 * math.pi * hertz * i / rate)) for i in range(count))),
        rate,
    )


class Beep:
    """An engine that says everything as one second of tone at another rate."""

    rate = 22050
    style = "beep"

    def __init__(self) -> None:
        self.said: list[str] = []

    async def open(self) -> None: ...

    async def render(self, sentence: Sentence) -> Sound:
        self.said.append(sentence.text)
        if sentence.language == "tlh":
            raise CannotSpeak("no such voice")
        return tone(1.0, rate=self.rate)


@pytest.fixture
def shipped(tmp_path: Path) -> Path:
    """A pack of three tones: 0.3, 0.4 and 0.5 s."""
    rendered = tmp_path / "rendered"
    rendered.mkdir()
    for place, text in enumerate(TEXTS):
        clip_path(rendered, text).write_bytes(encoded(tone(0.3 + place / 10)))
    pack(rendered, tmp_path / "packs" / "zh")
    return tmp_path / "packs"


def rendered(engine: PackEngine, sentence: Sentence) -> Sound:
    return asyncio.run(engine.render(sentence))


def test_opus_gives_back_the_sound_in_a_tenth_of_its_size() -> None:
    sound = tone(1.0)
    content = encoded(sound)
    back = decoded(content)
    assert back.rate == RATE
    assert back.seconds == pytest.approx(1.0, abs=0.01)
    assert loudness_db(back) == pytest.approx(loudness_db(sound), abs=1)
    assert len(content) < len(sound.samples) * 2 / 5


def test_a_sentence_is_its_clips_and_the_pauses_between(shipped: Path, tmp_path: Path) -> None:
    beep = Beep()
    sound = rendered(PackEngine(fallback=beep, shipped=shipped), SAID)
    assert sound.rate == RATE
    assert sound.seconds == pytest.approx(0.3 + 0.1 + 0.4 + 0.2 + 0.5, abs=0.02)
    assert beep.said == []


def test_what_the_pack_cannot_say_the_other_engine_says(shipped: Path, tmp_path: Path) -> None:
    beep = Beep()
    engine = PackEngine(fallback=beep, shipped=shipped)
    sound = rendered(engine, Sentence(text="请到咨询台。", language="zh"))
    assert (sound.rate, round(sound.seconds, 2), beep.said) == (RATE, 1.0, ["请到咨询台。"])
    with pytest.raises(CannotSpeak, match="no such voice"):
        rendered(engine, Sentence(text="nuqneH", language="tlh"))


def test_a_recording_takes_the_place_of_a_clip_at_once(shipped: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    take = tmp_path / "take.wav"
    write_wave(take, Sound(array("h", bytes(RATE)) + tone(0.9, peak=0.05).samples, RATE))
    engine = PackEngine(fallback=Beep(), own=own, shipped=shipped)
    assert rendered(engine, SAID).seconds == pytest.approx(0.3 + 0.1 + 0.4 + 0.2 + 0.5, abs=0.02)
    kept = adopt(take, "请 A", own / "zh")
    assert kept.name == "请A.wav"
    assert rendered(engine, SAID).seconds == pytest.approx(0.9 + 0.1 + 0.4 + 0.2 + 0.5, abs=0.02)
    assert loudness_db(load(clips_of("zh", own, shipped)["请A"])) == pytest.approx(SPEECH_DB, abs=0.5)


def test_a_second_recording_of_the_same_words_is_heard_from_the_next_call(
    shipped: Path, tmp_path: Path
) -> None:
    """Recorded anew, or written over where it lies, which leaves the folder's own time as it was."""
    own, take = tmp_path / "own", tmp_path / "take.wav"
    engine = PackEngine(fallback=Beep(), own=own, shipped=shipped)
    for seconds in (0.9, 0.6):
        write_wave(take, tone(seconds))
        kept = adopt(take, "请A", own / "zh")
        assert rendered(engine, SAID).seconds == pytest.approx(seconds + 0.1 + 0.4 + 0.2 + 0.5, abs=0.02)
    folder = kept.parent.stat().st_mtime_ns
    write_wave(take, tone(1.2))
    kept.write_bytes(take.read_bytes())
    assert kept.parent.stat().st_mtime_ns == folder
    assert rendered(engine, SAID).seconds == pytest.approx(1.2 + 0.1 + 0.4 + 0.2 + 0.5, abs=0.02)


def test_a_new_recording_is_heard_and_no_older_kind_of_it(tmp_path: Path) -> None:
    folder = tmp_path / "zh"
    folder.mkdir()
    clip_path(folder, "请A").write_bytes(encoded(tone(0.3)))
    take = tmp_path / "take.wav"
    write_wave(take, tone(0.6))
    adopt(take, "请A", folder)
    assert [path.name for path in folder.iterdir()] == ["请A.wav"]


def test_silence_and_scrap_are_no_recording(tmp_path: Path) -> None:
    quiet, scrap = tmp_path / "quiet.wav", tmp_path / "scrap.wav"
    write_wave(quiet, Sound(array("h", bytes(48000)), RATE))
    scrap.write_bytes(b"RIFF but no more")
    with pytest.raises(ValueError, match=r"quiet\.wav holds no speech"):
        adopt(quiet, "请A", tmp_path / "zh")
    with pytest.raises(ValueError, match="not a sound"):
        adopt(scrap, "请A", tmp_path / "zh")
    assert not (tmp_path / "zh").exists()


def test_a_microphone_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="audio open error"):
        record("请A", tmp_path, seconds=1, command=("sh", "-c", "echo audio open error >&2; exit 1"))


def test_a_broken_archive_is_no_pack_and_a_broken_clip_is_said_otherwise(
    shipped: Path, tmp_path: Path
) -> None:
    beep = Beep()
    (shipped / "zh" / "2.zip").write_bytes(b"PK cut off")
    assert set(clips_of("zh", None, shipped)) == set(TEXTS)
    own = tmp_path / "own"
    (own / "zh").mkdir(parents=True)
    (own / "zh" / "请A.wav").write_bytes(b"cut off")
    rendered(PackEngine(fallback=beep, own=own, shipped=shipped), SAID)
    assert beep.said == [SAID.text]


def test_archives_stay_small_and_are_the_same_each_time(tmp_path: Path) -> None:
    folder = tmp_path / "clips"
    folder.mkdir()
    for place in range(5):
        (folder / f"{place}.opus").write_bytes(bytes(800_000))
    archives = pack(folder, tmp_path / "a")
    assert [archive.name for archive in archives] == ["1.zip", "2.zip", "3.zip"]
    assert all(archive.stat().st_size < 2 * 1024 * 1024 for archive in archives)
    (tmp_path / "b").mkdir()
    (tmp_path / "b" / "9.zip").write_bytes(b"of an earlier pack")
    again = pack(folder, tmp_path / "b")
    assert sorted((tmp_path / "b").iterdir()) == again
    assert [path.read_bytes() for path in archives] == [path.read_bytes() for path in again]


def test_a_hall_speaks_by_the_pack_unless_it_wants_otherwise() -> None:
    assert isinstance(engine_of(VoiceSettings()), PackEngine)
    assert not isinstance(engine_of(VoiceSettings(engine="espeak")), PackEngine)
    assert engine_of(VoiceSettings(engine="none")) is None


def test_no_file_that_ships_is_above_two_mebibytes() -> None:
    assert all(path.stat().st_size <= 2 * 1024 * 1024 for path in SHIPPED.rglob("*.zip"))
