"""From box.toml to the voices of a box."""

from pathlib import Path

from config.box import load_box_text
from devices.voices.made import VoiceSettings
from display.sounding import Sounding
from display.speaking_settings import SpeakingSettings, speaking_settings
from display.wording import Wording
from link.messages.definition import CallTemplate, LetterWord

BOX = '[box]\nid = "b1"\ndata_dir = "/data"\n'
TWO = (
    BOX
    + """
[voice]
languages = ["zh", "en"]
volume = 0.9
lag_s = 30
quiet = ["daily 12:00-13:00"]
[[voice.word]]
letters = "A"
say = "综合"
[[voice.template]]
zones = ["right"]
call = "{number} 到 {window}。"
[[speaker]]
name = "left"
zones = ["left"]
device = "plughw:0,0"
[[speaker]]
name = "right"
zones = ["right", "hall"]
device = "plughw:1,0"
languages = ["zh"]
volume = 0.5
repeat = 1
quiet = []
[[speaker]]
name = "off"
zones = ["cellar"]
device = "plughw:2,0"
player = "none"
"""
)


def made(text: str, zone: str = "", out: Path | None = None) -> tuple[SpeakingSettings, ...]:
    return speaking_settings(load_box_text(text, "box.toml"), zone, out)


def test_each_speaker_has_its_zones_its_device_and_what_it_does_not_say_is_the_boxs() -> None:
    left, right = made(TWO)
    assert (left.name, left.zones, left.voice.device, left.voice.volume) == (
        "left",
        ("left",),
        "plughw:0,0",
        0.9,
    )
    assert (right.name, right.zones, right.voice.device) == ("right", ("right", "hall"), "plughw:1,0")
    assert (left.wording.languages, right.wording.languages) == (("zh", "en"), ("zh",))
    assert (left.wording.times, right.wording.times, right.voice.volume) == (None, 1, 0.5)
    assert (len(left.loudness.quiet), right.loudness.quiet) == (1, ())
    assert {left.ceiling_s, right.ceiling_s} == {30}
    assert left.wording.words == (LetterWord(letters="A", language="zh", say="综合"),)
    assert left.wording.templates == (
        CallTemplate(language="zh", zones=("right",), call="{number} 到 {window}。"),
    )


def test_a_box_with_one_voice_needs_no_speaker(tmp_path: Path) -> None:
    (voice,) = made(BOX + "[voice]\nrepeat = 1\nyao = true\nvolume = 0.5\n", "left", tmp_path)
    assert voice == SpeakingSettings(
        zones=("left",),
        wording=Wording(times=1, is_yao=True),
        voice=VoiceSettings(
            player="file",
            folder=tmp_path,
            volume=0.5,
            languages=("zh",),
            cache=Path("/data/voice/sentences"),
            own=Path("/data/voice/clips"),
        ),
        announced=tmp_path / "announced.jsonl",
    )


def test_sounds_that_are_kept_lie_in_a_folder_a_speaker_and_none_is_silent(tmp_path: Path) -> None:
    folders = [voice.voice.folder for voice in made(TWO, out=tmp_path)]
    assert folders == [tmp_path / "left", tmp_path / "right", tmp_path / "off"]


def test_a_box_that_is_to_be_silent_has_no_voice() -> None:
    assert made(BOX + '[voice]\nplayer = "none"\n') == ()


def test_other_sound_is_low_as_long_as_any_speaker_speaks() -> None:
    sounding, told = Sounding(), list[bool]()
    sounding.on_change.add(told.append)
    left, right = sounding.of("left"), sounding.of("right")
    left(True)
    right(True)
    left(False)
    assert told == [True]
    right(False)
    assert told == [True, False]
