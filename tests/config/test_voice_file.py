"""Stories of [voice] and [[speaker]]: what a technician writes about what is said, and what is told of mistakes."""

from pathlib import Path

import pytest

from config.box import load_box, load_box_text
from config.wrong import ConfigError

EXAMPLES = Path(__file__).parents[2] / "config" / "examples"
TWO = """
[[speaker]]
name = "left"
zones = ["left"]
device = "plughw:0,0"
volume = 0.8
[[speaker]]
name = "right"
zones = ["right"]
device = "plughw:1,0"
languages = ["zh", "en"]
quiet = ["daily 12:00-13:30"]
"""


def lines(text: str) -> list[str]:
    with pytest.raises(ConfigError) as caught:
        load_box_text(text, "box.toml")
    assert all("config." not in finding.text("zh") for finding in caught.value.all)
    return [finding.text("en") for finding in caught.value.all]


def test_one_box_may_have_several_speakers_and_each_its_own_ways() -> None:
    left, right = load_box_text(TWO, "box.toml").speaker
    assert (left.device, left.volume, left.languages, left.quiet) == ("plughw:0,0", 0.8, None, None)
    assert (right.languages, right.quiet) == (("zh", "en"), ("mon-sun 12:00-13:30",))


def test_a_dialect_is_a_language_with_a_sentence_of_its_own() -> None:
    written = '[[voice.template]]\nlanguage = "hakka"\ncall = "请 {number} 号到 {window} 号窗口。"\n'
    voice = load_box_text(f'[voice]\nlanguages = ["zh", "hakka"]\n{written}', "box.toml").voice
    assert voice.languages == ("zh", "hakka")
    assert voice.template[0].named == ""
    assert "hakka" in lines('[voice]\nlanguages = ["zh", "hakka"]\n')[0]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ('[voice]\nplayer = "file"\n', "folder"),
        ('[[voice.template]]\ncall = "请 {number} 号"\n', "both the number and the window"),
        ('[[voice.template]]\ncall = "请 {number} 号到 {window} {x}"\n', "both the number and the window"),
        ('[[voice.template]]\ncall = "请 {number} 号到 {window"\n', "both the number and the window"),
        ('[[voice.loudness]]\nhours = "noon"\nvolume = 0.5\n', "mon-fri 08:30-12:00"),
        ('[[voice.loudness]]\nhours = "daily 12:00-13:00"\nvolume = 2.0\n', "0"),
        ('[[voice.word]]\nletters = "abc"\nsay = "综合"\n', "abc"),
        ("[voice]\nlag_s = 1\n", "10"),
        ('[voice]\ndevice = "hw:1; reboot"\n', "sound device"),
        (TWO + '[[speaker]]\nname = "left"\nzones = []\ndevice = "x"\n', "left"),
        (TWO + '[[speaker]]\nname = "third"\nzones = []\ndevice = "plughw:1,0"\n', "right"),
        (TWO + '[[speaker]]\nname = "third"\nzones = []\nlanguages = ["hakka"]\ndevice = "x"\n', "hakka"),
    ],
)
def test_what_is_wrong_is_told_with_what_is_right(text: str, what: str) -> None:
    assert any(what in line for line in lines(text)), lines(text)


def test_the_example_of_a_box_with_two_sound_cards_is_good() -> None:
    box = load_box(EXAMPLES / "box-voice.toml", {})
    assert [speaker.device for speaker in box.speaker] == ["plughw:0,0", "plughw:1,0"]
