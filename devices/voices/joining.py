"""Which clips make a sentence, and how long the pause is after each."""

from collections.abc import Container
from typing import Final

from devices.voices.clip_files import clip_text

_PAUSES_S: Final = {"，": 0.2, ",": 0.3, "。": 0.4, ".": 0.4}
_LETTER_PAUSE_S: Final = 0.3
_LETTER_IN_MANDARIN_PAUSE_S: Final = 0.1
"""With 0.3 s a Mandarin number is taken for one that begins anew, and digits are added or lost (docs/voice.md)."""

_PAUSE_S: Final = 0.03
"""Between groups of one phrase: heard as one word by a recogniser where 0.1 s is heard as two."""

LONGEST: Final = 60
"""Characters of a clip's text; what is longer is not looked for."""


def cover(text: str, clips: Container[str]) -> tuple[str, ...] | None:
    """The fewest clips that say `text` from its first sign to its last; None where there are none.

    Of two ways with as many clips that one is taken whose first clips are longer.
    """
    plain = clip_text(text)
    best: list[tuple[str, ...] | None] = [None] * len(plain) + [()]
    for start in range(len(plain) - 1, -1, -1):
        for end in range(min(len(plain), start + LONGEST), start, -1):
            piece, rest = plain[start:end], best[_after(plain, end)]
            if rest is None or not _is_whole(plain, end) or piece not in clips:
                continue
            known = best[start]
            if known is None or len(rest) + 1 < len(known):
                best[start] = (piece, *rest)
    return best[0] or None


def pause_s(clip: str) -> float:
    """The silence after a clip that another one follows."""
    if clip[-1:].isascii() and clip[-1:].isupper():
        return _LETTER_PAUSE_S if clip.isascii() else _LETTER_IN_MANDARIN_PAUSE_S
    return _PAUSES_S.get(clip[-1:], _PAUSE_S)


def _is_whole(plain: str, end: int) -> bool:
    """Whether no English word is cut in two at `end`."""
    return not plain.isascii() or end == len(plain) or plain[end] == " "


def _after(plain: str, end: int) -> int:
    return end + 1 if plain[end : end + 1] == " " else end
