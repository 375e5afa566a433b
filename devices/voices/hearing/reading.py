"""What a recogniser's words say of a call: the digits of its number, its window, and what stood before the number."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Final

_DIGITS_ZH: Final[Mapping[str, str]] = MappingProxyType(
    {"〇": "0", "两": "2", "兩": "2", "幺": "1"}
    | {hanzi: str(digit) for digit, hanzi in enumerate("零一二三四五六七八九")}
)
_WORDS_EN: Final = "zero one two three four five six seven eight nine"
_DIGITS_EN: Final[Mapping[str, str]] = MappingProxyType(
    {word: str(digit) for digit, word in enumerate(_WORDS_EN.split())}
)

_COUNT: Final = "[0-9零〇一二两兩三四五六七八九十]"
_HAO: Final = "号后後厚好毫"
_END: Final = re.compile(rf"[号后後厚]|(?<={_COUNT})[好毫]")
"""Behind a number. That 号 was written as a sign that sounds alike says nothing of the digits before it."""

_WITHOUT_END: Final = re.compile(rf"^(.*)[-到刀道]({_COUNT}+)-?[{_HAO}]")
"""Where nothing was written for the number's 号 but a break, `851-68号窗口`, the window is what stands behind the last one."""


_SOUNDS: Final = "ling yi er san si wu liu qi ba jiu"
_SOUNDS_ZH: Final[Mapping[str, str]] = MappingProxyType(
    {"yao": "1"} | {sound: str(digit) for digit, sound in enumerate(_SOUNDS.split())}
)


@dataclass(frozen=True, slots=True)
class Reading:
    """`before`: what was heard before the window, with the number in it. `by_sound`: the digits, and Hanzi that sound
    like one (以 or 已 for 一, by pinyin without its tone): which sign a recogniser writes is its guess, not the voice's."""

    digits: str
    window: int | None
    before: str
    by_sound: str = ""


def reading(heard: str, language: str) -> Reading:
    """What was understood of a call. Nothing is guessed from what the call was to say."""
    return _english(heard) if language == "en" else _mandarin(heard)


def digits_right(said: str, heard: str) -> int:
    """How many of the said digits were heard, in their order.

    A letter that is taken for a digit stands before them, and is the letter's mistake.
    """
    last = heard[-len(said) :] if said else ""
    return sum(
        block.size for block in SequenceMatcher(None, said, last, autojunk=False).get_matching_blocks()
    )


def _mandarin(heard: str) -> Reading:
    spaced = re.sub(r"[\s,，.。、\-]+", "-", heard).replace("號", "号")
    # 十 and 时 sound the same: which of them is written says nothing of the voice.
    spaced = re.sub("[时時](?=号)", "十", spaced)
    plain = spaced.replace("-", "")
    before, after = [*_END.split(plain, maxsplit=1), ""][:2]
    # Behind 到, which is also written 刀 or 道.
    window = re.search(rf"{_COUNT}+(?=[{_HAO}])", after)
    if window is None and (whole := _WITHOUT_END.search(spaced)):
        return Reading(_digits(whole[1]), _counted(whole[2]), whole[1], _sounded(whole[1]))
    counted = _counted(window[0]) if window else None
    return Reading(_digits(before), counted, before, _sounded(before))


def _digits(heard: str) -> str:
    signs = (_DIGITS_ZH.get(sign, sign) for sign in heard)
    return "".join(sign for sign in signs if sign.isascii() and sign.isdigit())


def _sounded(heard: str) -> str:
    from pypinyin import lazy_pinyin

    signs = (_DIGITS_ZH.get(sign, sign) for sign in heard)
    return _digits("".join(_SOUNDS_ZH.get(lazy_pinyin(sign)[0], sign) for sign in signs))


def _english(heard: str) -> Reading:
    # "Window", which is also written "windows" or "windon".
    before, after = [*re.split(r"wind\w*", heard.lower(), maxsplit=1), ""][:2]
    digits = "".join(_DIGITS_EN.get(word, word) for word in re.findall(r"[a-z]+|[0-9]", before))
    window = re.search(r"[0-9]+|[a-z]+", after)
    said = _DIGITS_EN.get(window[0], window[0]) if window else ""
    letters = "".join(re.findall(r"(?<![a-z])[a-z](?![a-z])", before))
    plain = "".join(re.findall("[0-9]", digits))
    return Reading(plain, int(said) if said.isdigit() else None, letters, plain)


def _counted(heard: str) -> int | None:
    """A window as it was written down: `23`, `二十三`, `十`; `813` too, which is 八十三 by its sound: none is above 99."""
    plain = "".join(_DIGITS_ZH.get(sign, sign) for sign in heard)
    if re.fullmatch("[2-9]1[0-9]", plain):
        plain = plain[0] + plain[2]
    if plain.isdigit():
        return int(plain)
    found = re.fullmatch(r"(\d?)十(\d?)", plain)
    return 10 * int(found[1] or 1) + int(found[2] or 0) if found else None
