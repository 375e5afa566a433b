"""Which clips a hall's own sentences are made of: what is to be rendered or recorded for its words, windows, dialects."""

import re
from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass
from string import Formatter
from typing import Final

from devices.voices.clip_files import clip_text
from devices.voices.joining import cover

PAUSES: Final = "，。,.；;！!"
_WIDTHS: Final = {"groups": (1, 2), "whole": (3,)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """What a hall says in one language. `digits`: its words for 0 to 9; `between` stands between them."""

    templates: tuple[str, ...]
    named: tuple[str, ...]
    starts: tuple[str, ...]
    """The letters of its numbers, or the words in their place."""
    windows: tuple[str, ...]
    digits: tuple[str, ...]
    between: str = ""


def needed(spoken: Spoken, *, are_whole: bool = True) -> Iterator[str]:
    """The texts of all clips, each once. With `are_whole` three digits are one clip, else single ones and pairs."""
    found: dict[str, None] = {}
    numbered = [window for window in spoken.windows if _has_digit(window)]
    names = [window for window in spoken.windows if not _has_digit(window)]
    for templates, windows in ((spoken.templates, numbered), (spoken.named, names)):
        if windows:
            for template in templates:
                found.update(dict.fromkeys(_of(template, spoken, windows, are_whole)))
    return iter(found)


def lacking(texts: Iterator[str], clips: Container[str]) -> Iterator[str]:
    """Those that no clips say yet."""
    return (text for text in texts if cover(text, clips) is None)


def _of(template: str, spoken: Spoken, windows: Sequence[str], are_whole: bool) -> Iterator[str]:
    for before, name, after in _parts(template):
        if name == "window":
            yield from (clip_text(f"{before}{window}{after}") for window in windows)
        else:
            yield from (clip_text(f"{before}{start}") for start in spoken.starts)
            yield from _numbers(spoken, after, are_whole)


def _numbers(spoken: Spoken, after: str, are_whole: bool) -> Iterator[str]:
    if not are_whole:
        yield from spoken.digits
    for width in _WIDTHS["whole" if are_whole else "groups"]:
        for number in range(10**width):
            digits = (spoken.digits[int(digit)] for digit in f"{number:0{width}}")
            yield clip_text(spoken.between.join(digits) + after)


def _parts(template: str) -> Iterator[tuple[str, str, str]]:
    """Each field with what is said in one breath before and after it: a text between two fields is cut at its pause."""
    before = ""
    pieces = [*Formatter().parse(template)]
    for place, (literal, name, _, _) in enumerate(pieces):
        before = literal if not place else before
        if name is None:
            continue
        following = pieces[place + 1] if place + 1 < len(pieces) else ("", None, "", "")
        if following[1] is None:
            yield before, name, following[0]
            return
        after, rest = _cut(following[0])
        yield before, name, after
        before = rest


def _cut(text: str) -> tuple[str, str]:
    pause = re.search(f"[{re.escape(PAUSES)}]", text)
    return (text[: pause.end()], text[pause.end() :]) if pause else ("", text)


def _has_digit(window: str) -> bool:
    return any(sign.isdigit() for sign in window)
