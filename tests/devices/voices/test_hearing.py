"""Clips heard in their sentences: what is tried, what counts as understood, and which take is kept."""

import math
from array import array
from collections.abc import Callable
from pathlib import Path

import pytest

from devices.voices.clip_files import clip_path
from devices.voices.hearing.listening import Listening
from devices.voices.hearing.record import remarks
from devices.voices.hearing.sixteen import at_16_khz
from devices.voices.hearing.takes import TAKES
from devices.voices.hearing.trial import sentences_of, understood
from devices.voices.opus import RATE, decoded
from devices.voices.render.clip_list import Wanted
from devices.voices.render.rendering import render_missing
from devices.voices.sound import Sound

CLIP = Wanted(text="五三五号，", phonemes="a")
RIGHT, WRONG = "535", "入山奴"
WINDOWS = ("6", "83")


class Voice:
    """A model whose sound is half a second long at its usual speed."""

    def __init__(self) -> None:
        self.asked: list[tuple[float, int]] = []

    def render(
        self, phonemes: str, *, speed: float, longer: int = 0, before: str = "", after: str = ""
    ) -> Sound:
        self.asked.append((speed, longer))
        count = round(RATE / 2 / speed)
        return Sound(
            array("h", (round(9000 * math.sin(math.tau * 220 * i / RATE)) for i in range(count))), RATE
        )


def heard_twice(number: str) -> str:
    """A number in the two calls in which it is tried."""
    return " | ".join(f"请{number}号,到{window}号窗口办理" for window in WINDOWS)


class Ears:
    """A recogniser to which the call's length says as what it hears the number; it knows the windows by their turn."""

    def __init__(self, hears: Callable[[float], str]) -> None:
        self.hears = hears
        self.heard: list[float] = []

    def hear(self, sound: Sound, language: str) -> str:
        window = WINDOWS[len(self.heard) % 2]
        self.heard.append(sound.seconds)
        return f"请{self.hears(sound.seconds)}号,到{window}号窗口办理"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one clip and the four that stand beside it in its two calls."""
    beside = ("请B", "到6号窗口办理。", "请S", "到83号窗口办理。")
    clips = (CLIP, *(Wanted(text=text, phonemes="a") for text in beside))
    assert all(not trouble for _, trouble in render_missing(clips, tmp_path / "zh", Voice()))
    return tmp_path


def listening(folder: Path, ears: Ears, voice: Voice | None = None) -> Listening:
    return Listening(folder, "zh", ears, voice, shipped=folder / "nothing")


def test_a_clip_that_is_understood_is_left_as_it_is_and_not_heard_again(folder: Path) -> None:
    ears, voice = Ears(lambda _: RIGHT), Voice()
    (verdict,) = listening(folder, ears, voice).check([CLIP])
    assert (verdict.clip, verdict.is_understood, verdict.is_new) == ("五三五号，", True, False)
    assert voice.asked == []
    # Three clips of half a second, 0.1 s behind the letter and 0.2 s behind the comma.
    assert ears.heard == [pytest.approx(1.8, abs=0.03)] * 2
    deaf = Ears(lambda _: pytest.fail("it was heard already"))
    (again,) = listening(folder, deaf, voice).check([CLIP])
    assert again == verdict


def test_a_misunderstood_clip_is_spoken_again_until_it_is_understood(folder: Path) -> None:
    before = clip_path(folder / "zh", CLIP.text).read_bytes()
    ears, voice = Ears(lambda seconds: RIGHT if seconds < 1.78 else WRONG), Voice()
    (verdict,) = listening(folder, ears, voice).check([CLIP])
    assert (verdict.is_understood, verdict.is_new, verdict.heard) == (True, True, heard_twice(RIGHT))
    assert voice.asked == [(TAKES[0].speed, TAKES[0].longer), (TAKES[1].speed, TAKES[1].longer)]
    kept = clip_path(folder / "zh", CLIP.text).read_bytes()
    assert kept != before
    assert decoded(kept).seconds == pytest.approx(0.5 / TAKES[1].speed, abs=0.02)


def test_a_clip_that_is_understood_in_one_of_two_calls_is_not_yet(folder: Path) -> None:
    ears = Ears(lambda _: RIGHT if len(ears.heard) % 2 else WRONG)
    (verdict,) = listening(folder, ears).check([CLIP])
    assert not verdict.is_understood
    assert remarks(folder / "zh")["五三五号，"].share == pytest.approx((1.0 + 0.25) / 2, abs=0.01)


def test_where_no_take_is_better_the_clip_stays(folder: Path) -> None:
    before = clip_path(folder / "zh", CLIP.text).read_bytes()
    voice = Voice()
    (verdict,) = listening(folder, Ears(lambda _: WRONG), voice).check([CLIP])
    assert (verdict.is_understood, verdict.is_new, verdict.heard) == (False, False, heard_twice(WRONG))
    assert len(voice.asked) == len(TAKES)
    assert clip_path(folder / "zh", CLIP.text).read_bytes() == before


def test_without_a_voice_clips_are_heard_and_never_changed(folder: Path) -> None:
    (verdict,) = listening(folder, Ears(lambda _: WRONG)).check([CLIP])
    assert (verdict.is_understood, verdict.is_new) == (False, False)
    assert remarks(folder / "zh")["五三五号，"].heard == heard_twice(WRONG)


def test_another_take_of_a_clip_is_heard_anew(folder: Path) -> None:
    list(listening(folder, Ears(lambda _: WRONG)).check([CLIP]))
    clip_path(folder / "zh", CLIP.text).unlink()
    list(render_missing([CLIP], folder / "zh", Voice(), speed=1.2))
    (verdict,) = listening(folder, Ears(lambda _: RIGHT)).check([CLIP])
    assert verdict.is_understood


def test_a_clip_that_is_not_there_yet_is_passed_over(folder: Path) -> None:
    missing = Wanted(text="六六六号，", phonemes="a")
    assert list(listening(folder, Ears(lambda _: RIGHT)).check([missing])) == []


def test_a_record_with_a_broken_line_is_read_all_the_same(folder: Path) -> None:
    list(listening(folder, Ears(lambda _: RIGHT)).check([CLIP]))
    with (folder / "zh" / "heard.tsv").open("a", encoding="utf-8") as file:
        file.write("六六六号，\tthe power went o")
    assert list(remarks(folder / "zh")) == ["五三五号，"]


@pytest.mark.parametrize(
    ("language", "clip", "calls"),
    [
        ("zh", "零一二号，", [("请B", "零一二号，", "到6号窗口办理。"), ("请S", "零一二号，", "到83号窗口办理。")]),
        ("zh", "到23号窗口办理。", [("请B", "三五八号，", "到23号窗口办理。"), ("请S", "零四七号，", "到23号窗口办理。")]),
        ("zh", "请A", [("请A", "三五八号，", "到6号窗口办理。"), ("请A", "零四七号，", "到83号窗口办理。")]),
        ("zh", "到社保窗口办理。", [("到社保窗口办理。",)]),
        ("en", "zero one two,",
         [("Ticket B", "zero one two,", "window six, please."), ("Ticket S", "zero one two,", "window 83, please.")]),
        ("en", "window 2, please.",
         [("Ticket B", "three five eight,", "window 2, please."), ("Ticket S", "zero four seven,", "window 2, please.")]),
        ("hakka", "请", [("请",)]),
    ],
)  # fmt: skip
def test_a_clip_is_tried_where_people_hear_it(language: str, clip: str, calls: list[tuple[str, ...]]) -> None:
    assert sentences_of(clip, language) == tuple(calls)


@pytest.mark.parametrize(
    ("clips", "heard", "language", "share"),
    [
        (("请", "零一二号，", "到6号窗口办理。"), "請012號 到六號窗口辦理", "zh", 1.0),
        (("请", "零一二号，", "到6号窗口办理。"), "請012號 到九號窗口辦理", "zh", 0.75),
        (("请", "零一二号，", "到6号窗口办理。"), "请二号", "zh", 0.25),
        (("Ticket", "zero one two,", "window six, please."), "Ticket 0-1-2, window 6, please.", "en", 1.0),
        (("到社保窗口办理。",), "到社保窗口辦理", "zh", 1.0),
        (("到社保窗口办理。",), "倒设宝床口", "zh", 5 / 7),
        (("window tax, please.",), "Window tax, please!", "en", 1.0),
    ],
)
def test_what_counts_as_understood(clips: tuple[str, ...], heard: str, language: str, share: float) -> None:
    assert understood(clips, heard, language) == pytest.approx(share)


@pytest.mark.parametrize(("hertz", "strength"), [(300, 1.0), (4000, 1.0), (9000, 0.0), (11000, 0.0)])
def test_what_the_recogniser_cannot_take_does_not_come_back_as_a_whistle(hertz: int, strength: float) -> None:
    tone = Sound(
        array("h", (round(16384 * math.sin(math.tau * hertz * i / RATE)) for i in range(RATE))), RATE
    )
    heard = at_16_khz(tone)
    assert len(heard) == 16_000
    # Without the ends, where the tone begins and breaks off.
    assert abs(heard[200:-200]).max() == pytest.approx(strength / 2, abs=0.02)
