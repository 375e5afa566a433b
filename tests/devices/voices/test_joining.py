"""Which clips a sentence is made of."""

from array import array
from pathlib import Path

import pytest

from devices.voices.clip_files import clip_path, clip_text
from devices.voices.joining import cover, pause_s
from devices.voices.sound import Sound, faded, resampled

CLIPS = {
    "请A",
    "请",
    "零",
    "一",
    "一二号，",
    "零一二号，",
    "二三号，",
    "到3号窗口办理。",
    "Ticket A",
    "zero one two,",
    "one two,",
    "zero",
    "window three, please.",
    "window thirteen, please.",
}


def test_a_call_is_its_letter_its_whole_number_and_its_window() -> None:
    said = "请 A 零一二 号，到 3 号窗口办理。"
    assert cover(said, CLIPS) == ("请A", "零一二号，", "到3号窗口办理。")


def test_a_long_number_is_the_groups_that_there_are() -> None:
    assert cover("请 A 一零一二 号，到 3 号窗口办理。", CLIPS) == (
        "请A",
        "一",
        "零一二号，",
        "到3号窗口办理。",
    )


def test_a_number_without_a_whole_clip_is_put_together() -> None:
    assert cover("请 A 一二三 号，", CLIPS) == ("请A", "一", "二三号，")


def test_an_english_call_is_joined_at_its_words() -> None:
    said = "Ticket A zero one two, window three, please."
    assert cover(said, CLIPS) == ("Ticket A", "zero one two,", "window three, please.")


def test_no_english_word_is_cut_in_two() -> None:
    assert cover("zero ones", {"zero", "one", "s"}) is None


def test_a_sentence_that_lacks_one_clip_is_not_said_in_part() -> None:
    assert cover("请 A 零一二 号，到社保窗口办理。", CLIPS) is None
    assert cover("", CLIPS) is None


def test_full_width_letters_are_the_same_letters() -> None:
    assert clip_text("请Ａ０１") == "请A01"


@pytest.mark.parametrize("text", ["", "  ", "../x", "a/b", ".hidden", "字" * 80])
def test_a_text_that_cannot_name_a_file_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="cannot be named"):
        clip_path(Path("clips"), text)


def test_the_pause_is_longer_after_a_comma_or_a_letter_than_inside_a_number() -> None:
    assert pause_s("零一二号，") >= pause_s("请A") > pause_s("一") > 0


def test_resampled_sound_lasts_as_long() -> None:
    sound = Sound(array("h", [0, 100, 200, 300] * 5000), 22050)
    other = resampled(sound, 24000)
    assert other.rate == 24000
    assert other.seconds == pytest.approx(sound.seconds, abs=0.001)
    assert resampled(Sound(array("h"), 22050), 24000).seconds == 0


def test_a_clip_begins_and_ends_with_nothing() -> None:
    faded_in = faded(Sound(array("h", [1000] * 240), 24000), 0.002).samples
    assert faded_in[0] == faded_in[-1] == 0
    assert faded_in[100] == 1000
