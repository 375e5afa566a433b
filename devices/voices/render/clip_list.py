"""Which clips a pack needs, in the order in which they make it complete: groups first, whole numbers after, then what
a hall may set (counted numbers, windows with a letter, yāo); and among which words each of them is spoken."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from types import MappingProxyType
from typing import Final

from devices.voices.clip_files import clip_text
from devices.voices.render.phonemes import LETTERS, english, mandarin

DIGITS_ZH: Final = "零一二三四五六七八九"
_COUNTED_EN: Final = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
)
_TENS_EN: Final = "twenty thirty forty fifty sixty seventy eighty ninety"
ONES_EN: Final = tuple(_COUNTED_EN.split())
TENS_EN: Final = tuple(_TENS_EN.split())

_SPEED_ZH: Final = 0.8
_NUMBER_SPEED_ZH: Final = 0.7
"""A hall is loud, and digits are short: two that are alike are heard as one at 0.8 (docs/voice.md)."""

WINDOWS: Final = range(1, 100)
NUMBERS: Final = range(1000)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One clip to render: the text that it stands for in a sentence, how it is pronounced, and how fast (1: normal).

    `before`, `after`: phonemes that are spoken with it and cut away, so that it sounds as it does in a sentence.
    """

    text: str
    phonemes: str
    speed: float = 1.0
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Planned:
    """One clip of a language's list. `spoken`: what is pronounced; a capital letter is its English name. `before`,
    `after`: the words around it."""

    text: str
    spoken: str
    speed: float = 1.0
    before: str = ""
    after: str = ""


def wanted(language: str, *, is_usual: bool = False) -> Iterator[Wanted]:
    """Every clip of the language's pack, or the usual ones alone. ValueError for a language that has no list."""
    said_as = english if language == "en" else mandarin
    for clip in usual(language) if is_usual else planned(language):
        yield _pronounced(clip, said_as)


def wanted_texts(language: str) -> Iterator[str]:
    """What every clip of the language's pack says. ValueError for a language that has no list."""
    return (clip_text(clip.text) for clip in planned(language))


def planned(language: str) -> Iterator[Planned]:
    """The list of a language, before anything is pronounced. ValueError for a language that has none."""
    return chain(usual(language), _MORE[language]())


def usual(language: str) -> Iterator[Planned]:
    """The part of the list without which a hall that sets nothing would not be understood. ValueError as above."""
    if language not in _USUAL:
        raise ValueError(f"no list of clips for the language {language}")
    return _USUAL[language]()


def wanted_words(lines: str, language: str) -> Iterator[Wanted]:
    """A hall's own clips, one a line: `TEXT`, `TEXT = AS IT IS SAID` or `TEXT = /PHONEMES/`; `#` begins a remark.

    ValueError for a text that cannot be pronounced.
    """
    said_as = english if language == "en" else mandarin
    for line in lines.splitlines():
        text, _, spoken = (part.strip() for part in line.partition("#")[0].partition("="))
        if not text:
            continue
        clip = _mandarin(text, spoken) if language == "zh" else Planned(text=text, spoken=spoken or text)
        yield _pronounced(clip, said_as)


def _pronounced(clip: Planned, said_as: Callable[[str], str]) -> Wanted:
    is_written = len(clip.spoken) > 1 and clip.spoken[0] == clip.spoken[-1] == "/"
    before, after = (said_as(words) if words else "" for words in (clip.before, clip.after))
    return Wanted(
        text=clip.text,
        phonemes=clip.spoken[1:-1] if is_written else said_as(clip.spoken),
        speed=clip.speed,
        before=before,
        after=after,
    )


def _zh() -> Iterator[Planned]:
    for letter in LETTERS:
        yield _mandarin(f"请{letter}")
    yield _mandarin("请")
    yield from (_mandarin(digit) for digit in DIGITS_ZH)
    yield from (_number(digit) for digit in DIGITS_ZH)
    yield from (_number(digits_zh(f"{number:02}")) for number in range(100))
    for window in WINDOWS:
        yield _mandarin(f"到{window}号窗口办理。", f"到{cardinal_zh(window)}号窗口办理。")
    yield from (_number(digits_zh(f"{number:03}")) for number in NUMBERS)


def _more_zh() -> Iterator[Planned]:
    yield _mandarin("练习，")
    yield from _counted_zh()
    yield from _lettered_windows_zh()
    yield from _yao()


def _counted_zh() -> Iterator[Planned]:
    """`十号，` to `九十九号，`, and what numbers above them need: `一百` before `零五号，`, `一十二号，`, `二十号，`."""
    yield from (_mandarin(f"{cardinal_zh(number)}号，") for number in range(10, 100))
    yield from (_mandarin(f"一{cardinal_zh(number)}号，") for number in range(10, 20))
    for digit in DIGITS_ZH[1:]:
        yield _mandarin(f"{digit}百")
        yield _mandarin(f"{digit}百号，")


def _lettered_windows_zh() -> Iterator[Planned]:
    for letter in LETTERS:
        yield _mandarin(f"到{letter}")
    for window in WINDOWS:
        yield _mandarin(f"{window}号窗口办理。", f"{cardinal_zh(window)}号窗口办理。")


def _yao() -> Iterator[Planned]:
    """Every number with a 1 in it once more, the 1 as 幺; groups first."""
    yield _mandarin("幺")
    yield _number("幺")
    for width in (2, 3):
        for number in range(10**width):
            digits = f"{number:0{width}}"
            if "1" in digits:
                yield _number(digits_zh(digits).replace("一", "幺"))


def digits_zh(digits: str) -> str:
    """`012` as `零一二`."""
    return "".join(DIGITS_ZH[int(digit)] for digit in digits)


def cardinal_zh(number: int) -> str:
    """1 to 99 as one counts: 12 is 十二, 30 is 三十."""
    tens, ones = divmod(number, 10)
    before = "" if not tens else "十" if tens == 1 else f"{DIGITS_ZH[tens]}十"
    return before + (DIGITS_ZH[ones] if ones or not tens else "")


def _number(digits: str) -> Planned:
    """Digit by digit: unspaced, they are joined like the syllables of a word."""
    return replace(_mandarin(f"{digits}号，", f"{' '.join(digits)} 号，"), speed=_NUMBER_SPEED_ZH)


def _mandarin(text: str, spoken: str = "") -> Planned:
    """Spoken where it stands in a call. What the call goes on with begins after a comma, where it is cut."""
    before, after = _around(text)
    said = spoken or text
    is_open = after and not said.endswith(("，", "。", "/"))
    return Planned(
        text=text, spoken=f"{said}，" if is_open else said, speed=_SPEED_ZH, before=before, after=after
    )


def _around(text: str) -> tuple[str, str]:
    """The words before and after a clip of a Mandarin call."""
    is_last = text.endswith("。")
    if text.startswith("请"):
        return "", "" if is_last else "零一二号，"
    if text.startswith("到"):
        return "六零三号，", "" if is_last else "三号窗口办理。"
    if is_last:
        return "到A，", ""
    if text.endswith("号，"):
        return "请A，", "到六号。"
    return ("", "请A，") if text.endswith("，") else ("请A，", "零五号，")


def _en() -> Iterator[Planned]:
    yield from (_english(f"Ticket {letter}") for letter in LETTERS)
    yield _english("Ticket")
    yield from (_english(digit) for digit in ONES_EN[:10])
    yield from (_english(f"{digit},") for digit in ONES_EN[:10])
    yield from (_english(f"{ONES_EN[number // 10]} {ONES_EN[number % 10]},") for number in range(100))
    for window in WINDOWS:
        yield _english(f"window {_window_en(window)}, please.", f"window {cardinal_en(window)}, please.")
    for number in NUMBERS:
        yield _english(" ".join(ONES_EN[int(digit)] for digit in f"{number:03}") + ",")


def _more_en() -> Iterator[Planned]:
    yield _english("Practice,")
    yield from _counted_en()
    yield from (_english(f"window {letter}") for letter in LETTERS)
    for window in WINDOWS:
        yield _english(f"{_window_en(window)}, please.", f"{cardinal_en(window)}, please.")


def _counted_en() -> Iterator[Planned]:
    """`ten,` to `ninety nine,`, and what numbers above them need: `one hundred` before `and five,`."""
    yield from (_english(f"{cardinal_en(number)},") for number in range(10, 100))
    for digit in ONES_EN[1:10]:
        yield _english(f"{digit} hundred")
        yield _english(f"{digit} hundred,")
    yield from (_english(f"and {cardinal_en(number)},") for number in range(1, 100))


def _window_en(window: int) -> str:
    """As a sentence writes it: a single digit as a word."""
    return str(window) if window > 9 else ONES_EN[window]


def cardinal_en(number: int) -> str:
    """0 to 99 as one counts: `twelve`, `ninety nine`."""
    if number < 20:
        return ONES_EN[number]
    tens, ones = divmod(number, 10)
    return f"{TENS_EN[tens - 2]} {ONES_EN[ones]}" if ones else TENS_EN[tens - 2]


def _english(text: str, spoken: str = "") -> Planned:
    return Planned(text=text, spoken=spoken or text)


_Lists = Mapping[str, Callable[[], Iterator[Planned]]]
_USUAL: Final[_Lists] = MappingProxyType({"zh": _zh, "en": _en})
_MORE: Final[_Lists] = MappingProxyType({"zh": _more_zh, "en": _more_en})
