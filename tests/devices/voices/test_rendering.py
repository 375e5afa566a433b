"""Clips rendered ahead: which ones, how they are pronounced, and going on after an interruption."""

import math
from array import array
from itertools import islice
from pathlib import Path

import pytest

from devices.voices.clip_files import clip_path
from devices.voices.joining import cover
from devices.voices.opus import RATE, decoded
from devices.voices.render.clip_list import Wanted, planned, wanted, wanted_words
from devices.voices.render.phonemes import english
from devices.voices.render.rendering import render_missing
from devices.voices.sound import SPEECH_DB, Sound, loudness_db

CLIPS = (Wanted(text="Ticket A", phonemes="a", speed=0.5), Wanted(text="zero,", phonemes="?"))


class Hum:
    """A model that hums for half a second, with silence around it, and does not know the phoneme `?`."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, float]] = []

    def render(
        self, phonemes: str, *, speed: float, longer: int = 0, before: str = "", after: str = ""
    ) -> Sound:
        if phonemes == "?":
            raise ValueError("no such phonemes: ?")
        self.asked.append((phonemes, speed))
        hum = (round(3000 * math.sin(2 * math.pi * 220 * i / RATE)) for i in range(RATE // 2))
        silence = array("h", bytes(RATE))
        return Sound(silence + array("h", hum) + silence, RATE)


def test_a_clip_is_trimmed_levelled_and_named_by_its_words(tmp_path: Path) -> None:
    model = Hum()
    told = [(clip.text, trouble) for clip, trouble in render_missing(CLIPS, tmp_path, model, speed=2.0)]
    assert told == [("Ticket A", ""), ("zero,", "no such phonemes: ?")]
    assert model.asked == [("a", 1.0)]
    clip = decoded(clip_path(tmp_path, "Ticket A").read_bytes())
    assert clip.seconds == pytest.approx(0.5, abs=0.01)
    assert loudness_db(clip) == pytest.approx(SPEECH_DB, abs=1)
    assert [path.name for path in tmp_path.iterdir()] == ["Ticket A.opus"]


def test_every_mandarin_clip_is_spoken_where_it_stands_in_a_call() -> None:
    said = {clip.text: (clip.before, clip.spoken, clip.after) for clip in planned("zh")}
    assert said["请A"] == ("", "请A，", "零一二号，")
    assert said["五三五号，"] == ("请A，", "五 三 五 号，", "到六号。"), "digit by digit"
    assert said["四十号，"][1] == "四十号，", "a counted number is one word"
    assert said["五"] == ("请A，", "五，", "零五号，")
    assert said["到12号窗口办理。"] == ("六零三号，", "到十二号窗口办理。", "")
    assert said["到C"] == ("六零三号，", "到C，", "三号窗口办理。")
    assert said["12号窗口办理。"] == ("到A，", "十二号窗口办理。", "")
    assert said["练习，"] == ("", "练习，", "请A，")
    for before, spoken, after in said.values():
        assert spoken.endswith(("，", "。")), "a comma is where it can be cut"
        assert before[-1:] in ("", "，")
        assert before or after
    assert not any(clip.before or clip.after for clip in planned("en"))


def test_a_clip_is_cut_out_where_the_comma_and_the_blank_are_most_quiet() -> None:
    numpy = pytest.importorskip("numpy", reason="the extra voice-render is not installed")
    from devices.voices.render.cutting import FRAME, cut

    frames = [2, 1, 3, 1, 1, 4, 1, 1, 2, 1]
    """A pad, `a`, a comma, a blank, `bc`, a comma, a blank, `d`, a pad."""
    wave = numpy.concatenate([numpy.full(count * FRAME, 0.5, numpy.float32) for count in frames])
    first, second = 5 * FRAME, 13 * FRAME
    wave[first - 200 : first + 200] = 0.0
    wave[second - 200 : second + 200] = 0.0
    part = cut(wave, frames, before=2, length=3)
    assert abs(len(part) - (second - first)) <= 240
    assert len(cut(wave, frames, before=2, length=5)) == pytest.approx(len(wave) - first, abs=240)
    assert len(cut(wave, frames, before=0, length=8)) == len(wave), "nothing is spoken with it"


def test_what_is_there_is_not_rendered_again(tmp_path: Path) -> None:
    list(render_missing(CLIPS[:1], tmp_path, Hum()))
    again = Hum()
    assert list(render_missing(CLIPS[:1], tmp_path, again)) == []
    assert again.asked == []


def test_every_english_call_is_covered_by_the_list() -> None:
    texts = {clip.text for clip in wanted("en")}
    for number in ("zero zero zero", "one two three", "nine nine nine", "four zero one two"):
        for window in ("three", "13", "99"):
            assert cover(f"Ticket Z {number}, window {window}, please.", texts)


def test_windows_are_counted_not_spelled() -> None:
    said = {clip.text: clip.phonemes for clip in wanted("en")}
    assert said["window 13, please."] == english("window thirteen, please.")
    assert said["window 42, please."] == english("window forty two, please.")


def test_a_hall_writes_its_own_words_with_or_without_how_they_are_said() -> None:
    lines = "# ours\nTicket A = ticket one\n\nwindow Tax, = /tˈæks,/  # by phonemes\nzero\n"
    assert [(clip.text, clip.phonemes) for clip in wanted_words(lines, "en")] == [
        ("Ticket A", english("ticket one")),
        ("window Tax,", "tˈæks,"),
        ("zero", "zˈɪɹO"),
    ]


def test_an_english_word_without_a_pronunciation_is_named() -> None:
    with pytest.raises(ValueError, match="no pronunciation for tax"):
        english("window tax")


def test_a_language_without_a_list_is_refused() -> None:
    with pytest.raises(ValueError, match="no list of clips for the language tlh"):
        list(islice(wanted("tlh"), 1))
