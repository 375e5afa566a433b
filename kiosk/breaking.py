"""Where a caption that needs more than one line is broken: by meaning, into lines of about one length, as ui.md section 3 asks.
Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Final

Measure = Callable[[str], float]
"""The width of a piece of text, px."""

_CLOSING: Final = "，。、；：？！）》」』”’…,.;:?!)]}%"
"""What never begins a line."""

_OPENING: Final = "（《「『“‘([{"
"""What never ends one."""

_HANZI: Final = re.compile(r"[\u3400-\u9fff\uf900-\ufaff]")

MOST_LINES: Final = 14
RAGGED: Final = 10.0
"""What it costs that a line is shorter than another by the whole width; the price of a break in a word is 4."""

SENTENCE, CLAUSE, ITEM, WORDS, IN_TEXT, COUNTED = 0.0, 0.5, 1.0, 2.0, 4.0, 6.0
"""The prices of a break: after a sentence, a clause, an item of a list, between words, between two Hanzi, and between a
figure and what it counts."""


@dataclass(frozen=True)
class _Unit:
    """What stays together. `gap`: a space stands before it."""

    text: str
    has_gap: bool


def broken(text: str, width: float, measure: Measure) -> str:
    """The text in as few lines as `width` px allow, with `\\n` between them; as it is where one piece alone is wider."""
    return "\n".join(_one(each, width, measure) for each in text.split("\n"))


def _one(text: str, width: float, measure: Measure) -> str:
    units = _units(text)
    sizes = [measure(each.text) for each in units]
    gap = measure(" ")
    if not units or max(sizes) > width:
        return text
    for count in range(1, MOST_LINES + 1):
        ends = _ends(units, sizes, gap, width, count)
        if ends is not None:
            starts = (0, *ends[:-1])
            return "\n".join(_joined(units[start:end]) for start, end in zip(starts, ends, strict=True))
    return text


def _ends(
    units: list[_Unit], sizes: list[float], gap: float, width: float, count: int
) -> tuple[int, ...] | None:
    """Where each of `count` lines ends, at the least price; None where they do not hold it all."""

    @cache
    def length(start: int, end: int) -> float:
        return sum(sizes[start:end]) + gap * sum(each.has_gap for each in units[start + 1 : end])

    fair = length(0, len(units)) / count

    @cache
    def best(start: int, left: int) -> tuple[float, tuple[int, ...]] | None:
        if left == 1:
            fits = length(start, len(units)) <= width
            is_orphan = start > 0 and _weight(units[start:]) < 2
            return (_ragged(length(start, len(units))), (len(units),)) if fits and not is_orphan else None
        found: list[tuple[float, tuple[int, ...]]] = []
        for end in range(start + 1, len(units)):
            if length(start, end) > width:
                break
            rest = best(end, left - 1)
            if rest is not None:
                price = _ragged(length(start, end)) + _price(units[end - 1], units[end])
                found.append((price + rest[0], (end, *rest[1])))
        return min(found, default=None)

    def _ragged(line: float) -> float:
        return RAGGED * ((line - fair) / width) ** 2

    chosen = best(0, count)
    return None if chosen is None else chosen[1]


def _units(text: str) -> list[_Unit]:
    """Words, figures and single Hanzi, with their punctuation."""
    units: list[_Unit] = []
    for word in re.finditer(r"\S+", text):
        for at, piece in enumerate(_pieces(word.group())):
            units.append(_Unit(piece, has_gap=at == 0 and bool(units)))
    return units


def _pieces(word: str) -> list[str]:
    pieces: list[str] = []
    for sign in word:
        before = pieces[-1] if pieces else ""
        is_stuck = sign in _CLOSING or (before and before[-1] in _OPENING)
        is_word = bool(before) and not _HANZI.match(sign) and _is_latin(before[-1]) and _is_latin(sign)
        if before and (is_stuck or is_word):
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def _is_latin(sign: str) -> bool:
    """Whether it is part of a word or a figure: `8:30–12:00` is one."""
    return not _HANZI.match(sign) and sign not in "，。、；：？！）》」』”’（《「『“‘…"


def _price(before: _Unit, after: _Unit) -> float:
    last = before.text[-1]
    if last in "。？！；.?!;":
        return SENTENCE
    if last in "，：,:":
        return CLAUSE
    if last == "、":
        return ITEM
    if not after.has_gap:
        return IN_TEXT
    are_figures = before.text[-1].isdigit(), after.text[0].isdigit()
    is_hanzi = bool(_HANZI.match(after.text[0]) or _HANZI.match(last))
    return COUNTED if any(are_figures) and is_hanzi else WORDS


def _weight(units: list[_Unit]) -> int:
    """How much a line says: a Hanzi counts one, a word two, punctuation nothing."""
    return sum(
        sum(bool(_HANZI.match(sign)) for sign in each.text) or 2 * any(sign.isalnum() for sign in each.text)
        for each in units
    )


def _joined(units: list[_Unit]) -> str:
    text = "".join((" " if each.has_gap else "") + each.text for each in units)
    return text.removeprefix(" ")
