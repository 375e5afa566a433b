"""Blocks as lines of the printer's own font: which text, how many times larger, where; pure."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final, Literal

from printer.blocks import (
    Band,
    Block,
    Code,
    Cut,
    CutScale,
    Line,
    Number,
    Paragraph,
    Rule,
    Run,
    Space,
    Title,
    WidthScale,
)
from printer.fit import Measure, cut_off, wrap
from printer.paper import Side

CELL_DOTS: Final = 12
"""Font A is 12 by 24 dots, a Hanzi 24 by 24: a Hanzi is two columns."""

LARGEST: Final = 8
"""GS ! makes text up to eight times larger."""


@dataclass(frozen=True)
class Piece:
    """Text in one size of the printer's own font."""

    text: str
    scale: int = 1
    is_bold: bool = False


@dataclass(frozen=True)
class TextLine:
    """One line of the printer's own font."""

    pieces: tuple[Piece, ...]
    align: Literal["left", "center"] = "left"
    is_reversed: bool = False


@dataclass(frozen=True)
class QrLine:
    """A QR code on a line of its own, module size in dots."""

    content: str
    module: int = 5


@dataclass(frozen=True)
class BlankLine:
    """An empty line."""


@dataclass(frozen=True)
class PictureLine:
    """What no font has: it is sent as a picture."""

    block: Block


Printed = TextLine | QrLine | BlankLine | PictureLine


def width_of(text: str, scale: int = 1) -> int:
    """How many columns a text takes."""
    return scale * sum(1 if character < "\u0080" else 2 for character in text)


def text_lines(blocks: tuple[Block, ...], columns: int) -> Iterator[Printed]:
    """The lines of a ticket on paper `columns` wide."""
    for block in blocks:
        match block:
            case Title():
                yield from _title(block.run, columns, is_centred=block.is_centred)
            case Paragraph():
                yield from _paragraph(block.run, columns)
            case Line():
                yield from _line(block, columns)
            case Number():
                yield from _number(block, columns)
            case Band():
                yield from _band(block, columns)
            case Rule():
                yield TextLine((Piece("-" * columns),))
            case Code():
                yield from _code(block, columns)
            case WidthScale() | CutScale():
                yield PictureLine(block)
            case Space() if block.height >= 2 * CELL_DOTS:
                yield BlankLine()
            case Space() | Cut():
                pass


def _scale(size: int) -> int:
    return 1 if size < 40 else 2 if size < 72 else 3


def _plain(text: str) -> str:
    """An en dash would take the room of a Hanzi: between figures a hyphen stands for it."""
    return text.replace("\u2013", "-")


def _measure(scale: int) -> Measure:
    return lambda text, _size: width_of(text, scale)


def _title(run: Run, columns: int, *, is_centred: bool) -> Iterator[TextLine]:
    text, scale = _plain(run.text), _scale(run.size)
    while scale > 1 and width_of(text, scale) > columns:
        scale -= 1
    lines = wrap(text, scale, columns, _measure(scale))
    if len(lines) > 2:
        lines = [lines[0], cut_off("".join(lines[1:]), scale, columns, _measure(scale))]
    for line in lines:
        yield TextLine((_piece(line, run, scale),), "center" if is_centred else "left")


def _paragraph(run: Run, columns: int) -> Iterator[TextLine]:
    scale = _scale(run.size)
    for line in wrap(_plain(run.text), scale, columns, _measure(scale)):
        yield TextLine((_piece(line, run, scale),))


def _line(block: Line, columns: int) -> Iterator[TextLine]:
    left, right = _pieces(block.left), _pieces(block.right)
    gap = columns - _width(left) - _width(right)
    if right and gap < 2:
        yield from (TextLine(_shrunk(side, columns)) for side in (left, right))
    else:
        filler = (Piece(" " * gap),) if right else ()
        yield TextLine(_shrunk((*left, *filler, *right), columns), "center" if block.is_centred else "left")


def _number(block: Number, columns: int) -> Iterator[TextLine]:
    scale = max(1, min(LARGEST, (columns - 2) // max(width_of(block.text), 1)))
    yield TextLine((Piece(block.text, scale, is_bold=True),), "center")
    if block.mark:
        yield TextLine((Piece(f"[{block.mark}]", 2, is_bold=True),), "center")


def _band(block: Band, columns: int) -> Iterator[TextLine]:
    """White on black, filled with blanks to both edges; the arrow is a character of GB 2312 here."""
    arrow = _ARROWS[block.side]
    for place, run in enumerate(_band_runs(block, columns - width_of(arrow, 2) - 2)):
        text = f"{arrow} {run.text}" if place == 0 and arrow else run.text
        for line in _title(replace(run, text=text), columns, is_centred=False):
            yield _reversed(line.pieces[0], columns)


def _band_runs(block: Band, columns: int) -> tuple[Run, ...]:
    joined = block.joined
    fits = joined is not None and width_of(_plain(joined.text), _scale(joined.size)) <= columns
    titles = (joined,) if joined is not None and fits else block.titles
    return (*titles, *((block.second,) if block.second else ()))


def _reversed(piece: Piece, columns: int) -> TextLine:
    blanks = (columns - width_of(piece.text, piece.scale)) // piece.scale
    return TextLine((replace(piece, text=piece.text + " " * blanks),), is_reversed=True)


_ARROWS: Final[dict[Side, str]] = {"left": "←", "right": "→", "ahead": "↑", "back": "↓", "none": ""}


def _code(block: Code, columns: int) -> Iterator[Printed]:
    yield QrLine(block.content)
    for run in block.beside:
        yield from _paragraph(run, columns)


def _pieces(runs: tuple[Run, ...]) -> tuple[Piece, ...]:
    return tuple(_piece(_plain(run.text), run, _scale(run.size)) for run in runs)


def _piece(text: str, run: Run, scale: int) -> Piece:
    return Piece(text, scale, run.weight == "bold")


def _width(pieces: tuple[Piece, ...]) -> int:
    return sum(width_of(piece.text, piece.scale) for piece in pieces)


def _shrunk(pieces: tuple[Piece, ...], columns: int) -> tuple[Piece, ...]:
    """All in the plain size where they are too wide together; the printer wraps what is still too wide."""
    return pieces if _width(pieces) <= columns else tuple(replace(piece, scale=1) for piece in pieces)
