"""A clip in the sentence where people hear it, and how much of that sentence was understood."""

import re
from difflib import SequenceMatcher
from typing import Final

from devices.voices.hearing.reading import digits_right, reading

ALL: Final = 1.0

_NUMBER: Final = {"zh": "三五八号，", "en": "three five eight,"}
_WINDOW: Final = {"zh": "到6号窗口办理。", "en": "window six, please."}
_START: Final = {"zh": "请", "en": "Ticket"}
"""Clips that are easily understood, to stand beside the one that is tried."""


def sentence_of(clip: str, language: str) -> tuple[str, ...]:
    """The clips of a call with this one in its place; a clip that is none of a call's parts stands alone."""
    if language not in _START:
        return (clip,)
    start, number, window = _START[language], _NUMBER[language], _WINDOW[language]
    if clip.startswith(start):
        return (clip, number, window)
    if clip.endswith(number[-2:] if language == "zh" else ","):
        return (start, clip, window)
    if re.match(r"(到|window ).*[。.]$", clip) and reading(f"{number}{clip}", language).window is not None:
        return (start, number, clip)
    return (clip,)


def understood(clips: tuple[str, ...], heard: str, language: str) -> float:
    """The share of the sentence's digits and window that was heard, 0 to 1; where it has none, of its syllables."""
    said = ("" if language == "zh" else " ").join(clips)
    wanted, got = reading(said, language), reading(heard, language)
    right, of = digits_right(wanted.digits, got.digits), len(wanted.digits)
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
