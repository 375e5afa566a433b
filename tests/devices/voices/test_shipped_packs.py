"""The packs that come with Jiaohao: whole, equally loud, without clicks, and of a sensible size."""

from functools import cache

import pytest

from devices.voices.joining import cover
from devices.voices.pack import SHIPPED, Clip, clips_of, load
from devices.voices.render.clip_list import wanted_texts
from devices.voices.sound import SPEECH_DB, Sound, loudness_db

LANGUAGES = ("zh", "en")
A_CLICK = 30
"""A jump of one sample, of 32,767, that nobody hears where a clip begins or ends."""


@cache
def clips(language: str) -> dict[str, Clip]:
    return dict(clips_of(language, None))


def some(language: str) -> dict[str, Sound]:
    """Every ninth clip, decoded."""
    return {text: load(clips(language)[text]) for text in sorted(clips(language))[::9]}


@pytest.mark.parametrize(("language", "count"), [("zh", 1782), ("en", 1579)])
def test_every_clip_of_the_list_is_there_whatever_a_hall_sets(language: str, count: int) -> None:
    needed = set(wanted_texts(language))
    assert len(needed) == count
    assert needed <= clips(language).keys()


@pytest.mark.parametrize("language", LANGUAGES)
def test_clips_are_equally_loud(language: str) -> None:
    loud = {text: loudness_db(sound) for text, sound in some(language).items()}
    off = {text: round(db, 1) for text, db in loud.items() if abs(db - SPEECH_DB) > 2.5}
    assert len(off) <= len(loud) // 16, off  # `six` has peaks that allow no more
    assert max(loud.values()) - min(loud.values()) < 7, off


@pytest.mark.parametrize("language", LANGUAGES)
def test_clips_begin_and_end_without_a_click_and_none_is_cut_off(language: str) -> None:
    for text, sound in some(language).items():
        assert abs(sound.samples[0]) < A_CLICK, text
        assert abs(sound.samples[-1]) < A_CLICK, text
        assert max(map(abs, sound.samples)) <= 32767, text
        assert 0.1 < sound.seconds < 3.5, (text, sound.seconds)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("zh", "请 Z 九九九 号，到 99 号窗口办理。"),
        ("zh", "请 B 一二三四 号，到 21 号窗口办理。"),
        ("zh", "练习，请 A 一百零五 号，到 3 号窗口办理。"),
        ("zh", "请 A 三百一十二 号，到 3 号窗口办理。"),
        ("zh", "请 A 四十 号，到 3 号窗口办理。"),
        ("zh", "请 A 幺零幺 号，到 3 号窗口办理。"),
        ("zh", "请 A 九幺二幺 号，到 3 号窗口办理。"),
        ("zh", "请 A 零零一 号，到 B3 号窗口办理。"),
        ("en", "Ticket Z nine nine nine, window 99, please."),
        ("en", "Practice, Ticket A one hundred and five, window three, please."),
        ("en", "Ticket A twelve, window B three, please."),
        ("en", "Ticket B one two three four, window three, please."),
    ],
)
def test_a_call_is_said_without_the_spare_voice(language: str, said: str) -> None:
    assert cover(said, clips(language))


def test_the_packs_are_a_few_megabytes() -> None:
    for language in LANGUAGES:
        size = sum(archive.stat().st_size for archive in (SHIPPED / language).glob("*.zip"))
        assert size < 10 * 1024 * 1024, language
