"""Which clips a pack needs, in the order in which they make it complete: groups first, whole numbers after."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from devices.voices.render.phonemes import LETTERS, english, mandarin

DIGITS_ZH: Final = "零一二三四五六七八九"
_COUNTED_EN: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS_EN: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES_EN: Final = tuple(_COUNTED_EN.split())
TENS_EN: Final = tuple(_TENS_EN.split())

_SPEED_ZH: Final = 0.85
_LETTER_SPEED_ZH: Final = 0.8
"""A hall is loud, and a letter short."""

WINDOWS: Final = range(1, 100)
NUMBERS: Final = range(1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One clip to render: the text that it stands for in a sentence, how it is pronounced, and how fast (1: normal)."""

    text: str
    phonemes: str
    speed: float = 1.0


def wanted(language: str) -> Iterator[Wanted]:
    """Every clip of the language's pack. ValueError for a language that has no list."""
    lists = {"zh": _zh, "en": _en}
    if language not in lists:
        raise ValueError(f"no list of clips for the language {language}")
    return lists[language]()


def wanted_words(lines: str, language: str) -> Iterator[Wanted]:
    """A hall's own clips, one a line: `TEXT`, `TEXT = AS IT IS SAID` or `TEXT = /PHONEMES/`; `#` begins a remark.

    ValueError for a text that cannot be pronounced.
    """
    said_as = english if language == "en" else mandarin
    for line in lines.splitlines():
        text, _, spoken = (part.strip() for part in line.partition("#")[0].partition("="))
        if not text:
            continue
        phonemes = (
            spoken[1:-1] if len(spoken) > 1 and spoken[0] == spoken[-1] == "/" else said_as(spoken or text)
        )
        yield Wanted(text=text, phonemes=phonemes, speed=1.0 if language == "en" else _SPEED_ZH)


def _zh() -> Iterator[Wanted]:
    for letter in LETTERS:
        # The comma lengthens the letter: without it a recogniser does not hear it at all (docs/voice.md).
        yield replace(_mandarin(f"请{letter}", f"请{letter}，"), speed=_LETTER_SPEED_ZH)
    yield _mandarin("请", "请")
    yield from (_mandarin(digit, digit) for digit in DIGITS_ZH)
    yield from (_mandarin(f"{digit}号，", f"{digit}号，") for digit in DIGITS_ZH)
    for number in range(100):
        yield _number_zh(f"{number:02}")
    for window in WINDOWS:
        spoken = f"到{_cardinal_zh(window)}号窗口办理。"
        yield _mandarin(f"到{window}号窗口办理。", spoken)
    for number in NUMBERS:
        yield _number_zh(f"{number:03}")


def _number_zh(digits: str) -> Wanted:
    text = "".join(DIGITS_ZH[int(digit)] for digit in digits) + "号，"
    return _mandarin(text, text)


def _cardinal_zh(number: int) -> str:
    """1 to 99 as one counts: 12 is 十二, 30 is 三十."""
    tens, ones = divmod(number, 10)
    before = "" if not tens else "十" if tens == 1 else f"{DIGITS_ZH[tens]}十"
    return before + (DIGITS_ZH[ones] if ones or not tens else "")


def _mandarin(text: str, spoken: str) -> Wanted:
    return Wanted(text=text, phonemes=mandarin(spoken), speed=_SPEED_ZH)


def _en() -> Iterator[Wanted]:
    for letter in LETTERS:
        yield _english(f"Ticket {letter}")
    yield _english("Ticket")
    yield from (_english(digit) for digit in ONES_EN[:10])
    yield from (_english(f"{digit},") for digit in ONES_EN[:10])
    for number in range(100):
        yield _english(f"{ONES_EN[number // 10]} {ONES_EN[number % 10]},")
    for window in WINDOWS:
        said = str(window) if window > 9 else ONES_EN[window]
        spoken = f"window {_cardinal_en(window)}, please."
        yield Wanted(text=f"window {said}, please.", phonemes=english(spoken))
    for number in NUMBERS:
        yield _english(" ".join(ONES_EN[int(digit)] for digit in f"{number:03}") + ",")


def _cardinal_en(number: int) -> str:
    if number < 20:
        return ONES_EN[number]
    tens, ones = divmod(number, 10)
    return f"{TENS_EN[tens - 2]} {ONES_EN[ones]}" if ones else TENS_EN[tens - 2]


def _english(text: str) -> Wanted:
    return Wanted(text=text, phonemes=english(text))
