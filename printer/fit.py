"""How text finds its size and its lines: pure, whatever measures it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

Measure = Callable[[str, int], float]
"""The width of a text at a size, in the unit of the paper (dots, or columns where the size is ignored)."""

SHRINK: Final = 0.86
NEVER_FIRST: Final = frozenset("，。、；：？！）》”’」』】…,.;:?!)]}%")
NEVER_LAST: Final = frozenset("（《“‘「『【([{")
LEAST_ON_LAST_LINE: Final = 2


@dataclass(frozen=True)
class Fitted:
    """Lines that fit, and the size at which they do."""

    lines: tuple[str, ...]
    size: int


def fit_title(text: str, size: int, width: float, measure: Measure, smallest: int = 1) -> Fitted:
    """One line; else shrunk to 0.86; else two lines; else cut with `…`. Never under `smallest`."""
    if measure(text, size) <= width:
        return Fitted((text,), size)
    small = max(round(size * SHRINK), min(smallest, size))
    if measure(text, small) <= width:
        return Fitted((text,), small)
    lines = wrap(text, small, width, measure)
    if len(lines) <= 2:
        return Fitted(tuple(lines), small)
    return Fitted((lines[0], cut_off("".join(_joined(lines[1:])), small, width, measure)), small)


def fit_size(text: str, size: int, width: float, measure: Measure) -> int:
    """About the largest size up to `size` at which the text is no wider than `width`: the width decides.

    Smaller sizes come in steps, because every size that is ever used keeps some megabytes of a font in memory.
    """
    wide = measure(text, size)
    if wide <= width:
        return size
    size = _stepped(int(size * width / wide))
    while size > 1 and measure(text, size) > width:
        size = _stepped(size - 1)
    return max(size, 1)


def _stepped(size: int) -> int:
    """Down to a step of about a twentieth."""
    step = 8 if size >= 120 else 4 if size >= 60 else 2 if size >= 20 else 1
    return size - size % step


def wrap(text: str, size: int, width: float, measure: Measure) -> list[str]:
    """Lines no wider than `width`: none starts with `，。、）`, the last has two characters at least."""
    lines: list[str] = []
    for paragraph in text.split("\n"):
        lines += _wrap_one(paragraph.strip(), size, width, measure)
    return lines


def cut_off(text: str, size: int, width: float, measure: Measure) -> str:
    """As much of the text as fits before a `…`."""
    if measure(text, size) <= width:
        return text
    while text and measure(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip() + "…"


def _wrap_one(text: str, size: int, width: float, measure: Measure) -> list[str]:
    lines: list[list[str]] = [[]]
    for piece in _pieces(text, size, width, measure):
        if lines[-1] and measure("".join([*lines[-1], piece]).rstrip(), size) > width:
            lines.append([])
        if lines[-1] or not piece.isspace():
            lines[-1].append(piece)
    if len(lines) == 2:
        lines = _by_meaning(lines[0] + lines[1], size, width, measure) or lines
    _keep_company(lines)
    return ["".join(line).strip() for line in lines if line]


def _by_meaning(pieces: list[str], size: int, width: float, measure: Measure) -> list[list[str]] | None:
    """Two lines that break after a comma or a stop, the last one that leaves both lines fitting."""
    for end in range(len(pieces) - 1, 0, -1):
        halves = [pieces[:end], pieces[end:]]
        ends_a_phrase = pieces[end - 1][-1] in "，。；！？"
        if ends_a_phrase and all(measure("".join(half).strip(), size) <= width for half in halves):
            return halves
    return None


def _pieces(text: str, size: int, width: float, measure: Measure) -> list[str]:
    """What may not be broken: a Latin word, a Hanzi with the punctuation that clings to it."""
    pieces: list[str] = []
    for piece in re.findall(r"[!-~\u2013]+|\s+|.", text):
        clings = pieces and (piece[0] in NEVER_FIRST or pieces[-1][-1] in NEVER_LAST)
        if clings and not pieces[-1].isspace():
            pieces[-1] += piece
        else:
            pieces.append(piece)
    return [part for piece in pieces for part in _chopped(piece, size, width, measure)]


def _chopped(piece: str, size: int, width: float, measure: Measure) -> list[str]:
    """A word that is wider than the paper is broken anywhere."""
    parts: list[str] = []
    while len(piece) > 1 and measure(piece, size) > width:
        end = len(piece) - 1
        while end > 1 and measure(piece[:end], size) > width:
            end -= 1
        parts.append(piece[:end])
        piece = piece[end:]
    return [*parts, piece]


def _keep_company(lines: list[list[str]]) -> None:
    """No orphan: a lone last Hanzi fetches the one before it."""
    if len(lines) < 2 or len(lines[-2]) < 3:
        return
    last = "".join(lines[-1]).strip()
    if sum(1 for character in last if character not in NEVER_FIRST) < LEAST_ON_LAST_LINE:
        lines[-1].insert(0, lines[-2].pop())


def _joined(lines: list[str]) -> list[str]:
    """Lines put back together, with the space that the break between two Latin words had swallowed."""
    joined = lines[:1]
    for line in lines[1:]:
        needs_space = bool(joined) and joined[-1][-1:].isascii() and line[:1].isascii()
        joined.append(f" {line}" if needs_space else line)
    return joined
