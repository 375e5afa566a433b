"""Which characters on a board no installed font can draw: a rare name shown as an empty box is told to the staff."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Final

from PySide6.QtGui import QFont, QGuiApplication, QTextLayout

from display.shown import Board

MOST_NAMED: Final = 12
"""So many missing characters are named; more say nothing more."""

PRETENDERS: Final = ("CSUR", "Last Resort", "LastResort")
"""Fonts that draw a box with a number, or some invented script's letter, where a hall's private character was meant."""


class Glyphs:
    """Looks at each text once."""

    def __init__(self) -> None:
        self.missing: tuple[str, ...] = ()
        self._known: dict[str, bool] = {}

    def look_at(self, board: Board) -> bool:
        """Whether characters are missing that were not known to be."""
        letters = {letter for text in _texts(board) for letter in text if letter > "ÿ"}
        new = sorted(letters - self._known.keys())
        self._known |= {letter: has_glyph(letter) for letter in new}
        found = [letter for letter in new if not self._known[letter]]
        self.missing = (*self.missing, *found)[:MOST_NAMED]
        return bool(found)


def has_glyph(letter: str, font: QFont | None = None) -> bool:
    """Whether the font or any of its fallbacks has the character; a fallback draws what the font itself lacks."""
    layout = QTextLayout(letter, font or QGuiApplication.font())
    layout.beginLayout()
    layout.createLine()
    layout.endLayout()
    runs = layout.glyphRuns()
    glyphs = [index for run in runs for index in run.glyphIndexes()]
    fonts = " ".join(run.rawFont().familyName() for run in runs)
    return bool(glyphs) and 0 not in glyphs and not any(name in fonts for name in PRETENDERS)


def _texts(value: object) -> Iterator[str]:
    """All texts in a record, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _texts(each)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))
