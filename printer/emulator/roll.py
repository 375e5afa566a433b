"""The emulated printer's paper: instructions in, one picture for each ticket out."""

from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Final

import segno
from PIL import Image, ImageChops, ImageDraw

from printer.blocks import Run
from printer.emulator.instructions import (
    Align,
    Characters,
    Columns,
    Embolden,
    Enlarge,
    FeedDots,
    FeedLines,
    Hanzi,
    Instruction,
    LineFeed,
    ProcessId,
    Raster,
    Reset,
    Reverse,
    Symbol,
    Unknown,
)
from printer.fonts import Fonts

CELL_WIDTH: Final = 12
CELL_HEIGHT: Final = 24
LINE_SPACING: Final = 30
WHITE: Final = 255
LONGEST: Final = 16000
"""Two metres of paper without a cut: what comes after is not drawn."""
CELLS: Final = 1000
"""Drawn characters kept: a day's tickets have some hundred, in two or three sizes."""


@dataclass(frozen=True)
class Ticket:
    """What came out between two cuts."""

    picture: Image.Image
    name: str
    texts: tuple[str, ...]
    codes: tuple[str, ...]
    unknown: tuple[bytes, ...]

    def save(self, folder: Path, spare_name: str) -> Path:
        """Writes the picture, named by the process ids it came with, else by `spare_name`; none is overwritten."""
        name = "".join(letter for letter in self.name if letter.isalnum() or letter in "-_") or spare_name
        path, copy = folder / f"{name}.png", 1
        while path.exists():
            copy += 1
            path = folder / f"{name}-{copy}.png"
        unfinished = path.with_suffix(".part")
        self.picture.save(unfinished, "PNG")
        return unfinished.replace(path)


@dataclass
class _Style:
    side: int = 0
    width: int = 1
    height: int = 1
    is_bold: bool = False
    is_reversed: bool = False
    is_hanzi: bool = False


@dataclass
class _Sheet:
    picture: Image.Image
    y: int = 0
    name: str = ""
    texts: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    unknown: list[bytes] = field(default_factory=list)


class Roll:
    """Draws on endless paper that is `dots` wide; `tear` gives what was drawn and begins anew."""

    def __init__(self, dots: int, fonts: Fonts) -> None:
        self._dots = dots
        self._fonts = fonts
        self._cell = lru_cache(maxsize=CELLS)(
            self._draw_cell
        )  # a page of text would stop the loop for seconds
        self._style = _Style()
        self._sheet = self._fresh()
        self._line: list[Image.Image] = []
        self._line_text = ""
        self._stored_code = b""
        self._module = 3

    @property
    def length(self) -> int:
        """Rows on the current ticket so far."""
        return self._sheet.y

    def tear(self, feed_dots: int = 0) -> Ticket:
        """Cuts."""
        self._end_line()
        self._advance(feed_dots)
        sheet, self._sheet = self._sheet, self._fresh()
        picture = sheet.picture.crop((0, 0, self._dots, max(1, min(sheet.y, LONGEST))))
        name = sheet.name.strip()
        return Ticket(picture, name, tuple(sheet.texts), tuple(sheet.codes), tuple(sheet.unknown))

    def put(self, instruction: Instruction) -> None:
        """Carries out one instruction that leaves a trace on paper or changes how the next ones look."""
        match instruction:
            case Characters(encoded):
                self._write(encoded)
            case LineFeed():
                self._feed_line()
            case FeedLines(lines):
                self._end_line()
                self._advance(lines * LINE_SPACING)
            case FeedDots(dots):
                self._end_line()
                self._advance(dots)
            case Raster():
                self._raster(instruction)
            case Columns():
                self._columns(instruction)
            case Symbol(49):
                self._symbol(instruction)
            case ProcessId(identity):
                self._sheet.name += identity.decode("ascii", "replace")
            case Unknown(encoded):
                self._sheet.unknown.append(encoded)
            case _:
                self._restyle(instruction)

    def _restyle(self, instruction: Instruction) -> None:
        style = self._style
        match instruction:
            case Reset():
                self._style = _Style()
                self._line, self._line_text = [], ""
            case Align(side):
                style.side = side
            case Enlarge(width, height):
                style.width, style.height = width, height
            case Embolden(is_on):
                style.is_bold = is_on
            case Reverse(is_on):
                style.is_reversed = is_on
            case Hanzi(is_on):
                style.is_hanzi = is_on
            case _:
                pass

    def _fresh(self) -> _Sheet:
        return _Sheet(Image.new("1", (self._dots, LONGEST), 1))

    def _write(self, encoded: bytes) -> None:
        """Outside Hanzi mode every byte above 7F is a sign of the code page, here a question mark."""
        charset = "gb18030" if self._style.is_hanzi else "ascii"
        text = encoded.decode(charset, "replace").replace("\ufffd", "?")
        for character in text:
            style = self._style
            cell = self._cell(character, style.is_bold, style.is_reversed, style.width, style.height)
            if sum(one.width for one in self._line) + cell.width > self._dots:
                self._feed_line()
            self._line.append(cell)
            self._line_text += character

    def _draw_cell(
        self, character: str, is_bold: bool, is_reversed: bool, width: int, height: int
    ) -> Image.Image:
        columns = 1 if character < "\u0080" else 2
        cell = Image.new("L", (CELL_WIDTH * columns, CELL_HEIGHT), WHITE)
        run = Run(character, 22, "bold" if is_bold else "regular")
        x = (cell.width - self._fonts.length(run)) / 2
        self._fonts.draw(ImageDraw.Draw(cell), x, 20, run, 0)
        black = cell.point(lambda level: WHITE if level > 127 else 0).convert("1")
        if is_reversed:
            black = ImageChops.invert(black)
        return black.resize((cell.width * width, cell.height * height), Image.Resampling.NEAREST)

    def _feed_line(self) -> None:
        if self._line:
            self._end_line()
        else:
            self._advance(LINE_SPACING)

    def _end_line(self) -> None:
        if not self._line:
            return
        tallest = max(cell.height for cell in self._line)
        x = self._start(sum(cell.width for cell in self._line))
        for cell in self._line:
            self._sheet.picture.paste(cell, (x, self._sheet.y + tallest - cell.height))
            x += cell.width
        self._sheet.texts.append(self._line_text)
        self._line, self._line_text = [], ""
        self._advance(max(tallest, LINE_SPACING))

    def _start(self, width: int) -> int:
        return (0, (self._dots - width) // 2, self._dots - width)[min(self._style.side, 2)]

    def _advance(self, dots: int) -> None:
        self._sheet.y = min(self._sheet.y + dots, LONGEST)

    def _raster(self, raster: Raster) -> None:
        self._end_line()
        if not raster.row_bytes or not raster.rows:
            return
        bits = Image.frombytes("1", (raster.row_bytes * 8, raster.rows), raster.bits)
        size = (bits.width * raster.x_scale, bits.height * raster.y_scale)
        self._paste(ImageChops.invert(bits).resize(size, Image.Resampling.NEAREST))

    def _columns(self, columns: Columns) -> None:
        """A column is drawn as a row, then the whole is turned."""
        if columns.columns:
            size = (columns.column_bytes * 8, columns.columns)
            rows = ImageChops.invert(Image.frombytes("1", size, columns.bits))
            self._line.append(rows.transpose(Image.Transpose.TRANSPOSE))

    def _symbol(self, symbol: Symbol) -> None:
        """GS ( k with cn 49: function 67 module size, 80 store, 81 print."""
        if symbol.function == 67 and symbol.parameters:
            self._module = max(1, min(symbol.parameters[0], 16))
        elif symbol.function == 80:
            self._stored_code = symbol.parameters[1:]
        elif symbol.function == 81 and self._stored_code:
            self._end_line()
            self._draw_code(self._stored_code.decode("utf-8", "replace"))

    def _draw_code(self, content: str) -> None:
        code = segno.make_qr(content, error="m")
        side = len(code.matrix) + 8
        squares = Image.new("1", (side, side), 1)
        for y, row in enumerate(code.matrix):
            for x, module in enumerate(row):
                squares.putpixel((x + 4, y + 4), 0 if module else 1)
        size = (squares.width * self._module, squares.height * self._module)
        self._sheet.codes.append(content)
        self._paste(squares.resize(size, Image.Resampling.NEAREST))

    def _paste(self, picture: Image.Image) -> None:
        self._sheet.picture.paste(picture, (self._start(picture.width), self._sheet.y))
        self._advance(picture.height)
