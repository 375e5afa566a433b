"""A clip in calls where people hear it, and how much of such a call was understood."""

import re
from difflib import SequenceMatcher
from typing import Final

from devices.voices.hearing.reading import digits_right, reading

ALL: Final = 1.0

_CALLS: Final = {
    "zh": (("请B", "三五八号，", "到6号窗口办理。"), ("请S", "零四七号，", "到83号窗口办理。")),
    "en": (
        ("Ticket B", "three five eight,", "window six, please."),
        ("Ticket S", "zero four seven,", "window 83, please."),
    ),
}
"""What stands beside the clip that is tried. One call alone says little: what is heard hangs on its neighbours too."""

_START: Final = {"zh": "请", "en": "Ticket"}


def sentences_of(clip: str, language: str) -> tuple[tuple[str, ...], ...]:
    """The clips of calls with this one in its place; a clip that is none of a call's parts stands alone, once."""
    calls = _CALLS.get(language, ())
    place = _place(clip, language) if calls else None
    if place is None:
        return ((clip,),)
    return tuple((*call[:place], clip, *call[place + 1 :]) for call in calls)


def _place(clip: str, language: str) -> int | None:
    """Whether a clip begins a call, is its number or its window: 0 to 2."""
    if clip.startswith(_START[language]):
        return 0
    if clip.endswith("号，" if language == "zh" else ","):
        return 1
    number = _CALLS[language][0][1]
    if re.match(r"(到|window ).*[。.]$", clip) and reading(f"{number}{clip}", language).window is not None:
        return 2
    return None


def understood(clips: tuple[str, ...], heard: str, language: str) -> float:
    """The share of the sentence's digits and window that was heard, 0 to 1; where it has none, of its syllables."""
    said = ("" if language == "zh" else " ").join(clips)
    wanted, got = reading(said, language), reading(heard, language)
    right, of = digits_right(wanted.digits, got.by_sound), len(wanted.digits)
    if wanted.window is not None:
        right, of = right + (wanted.window == got.window), of + 1
    return right / of if of else _alike(_sounds(said, language), _sounds(heard, language))


def _alike(said: list[str], heard: list[str]) -> float:
    same = SequenceMatcher(None, said, heard, autojunk=False).get_matching_blocks()
    return sum(block.size for block in same) / len(said) if said else 0.0


def _sounds(text: str, language: str) -> list[str]:
    """Words, or Hanzi by their sound: which Hanzi was written down says nothing of the voice."""
    words = re.findall(r"\w+", text.lower())
    if language == "en":
        return words
    from pypinyin import lazy_pinyin

    return lazy_pinyin("".join(words))
