"""Blocks drawn as dots, black and white, the same on every printer that takes pictures."""

import math
from typing import Final

from PIL import Image, ImageDraw

from printer.arrow import draw_arrow
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
from printer.code import Squares, squares
from printer.fit import Measure, fit_size, fit_title, wrap
from printer.fonts import Fonts
from printer.ruler import cut_scale_dots, draw_cut_scale, draw_width_scale, width_scale_dots
from printer.sheet import Sheet

WHITE: Final = 255
BLACK: Final = 0
LONGEST: Final = 4800
"""60 cm of paper: no ticket is longer, whatever its notice says."""

_BASELINE: Final = 0.88
_LINE_HEIGHT: Final = 1.46
_RULE: Final = 3


def draw_blocks(blocks: tuple[Block, ...], sheet: Sheet, fonts: Fonts) -> Image.Image:
    """One black-and-white picture of all blocks, `sheet.dots` wide and as long as it has to be."""
    press = _Press(sheet, fonts)
    for block in blocks:
        press.put(block)
    return press.picture()


class _Press:
    """Puts one block under the other on a strip of paper; `_y` is where the next one begins."""

    def __init__(self, sheet: Sheet, fonts: Fonts) -> None:
        self._sheet = sheet
        self._fonts = fonts
        self._paper = Image.new("L", (sheet.dots, LONGEST), WHITE)
        self._pen = ImageDraw.Draw(self._paper)
        self._left = sheet.margin
        self._right = sheet.dots - sheet.margin
        self._y = 0

    def picture(self) -> Image.Image:
        height = max(1, min(self._y, LONGEST))
        grey = self._paper.crop((0, 0, self._sheet.dots, height))
        return grey.point(lambda level: WHITE if level > 127 else BLACK).convert("1")

    def put(self, block: Block) -> None:
        match block:
            case Space():
                self._y += block.height
            case Rule():
                self._rule()
            case Title():
                self._title(block)
            case Paragraph():
                self._paragraph(block.run)
            case Line():
                self._line(block)
            case Number():
                self._number(block)
            case Band():
                self._band(block)
            case Code():
                self._code(block)
            case WidthScale():
                draw_width_scale(self._pen, self._y, self._sheet.dots, block, self._fonts)
                self._y += width_scale_dots(block)
            case CutScale():
                self._cut_scale(block)
            case Cut():
                pass

    def _width(self) -> int:
        return self._right - self._left

    def _measure(self, run: Run) -> Measure:
        return lambda text, size: self._fonts.length(Run(text, size, run.weight))

    def _write(self, x: float, top: float, run: Run, ink: int = BLACK) -> None:
        self._fonts.draw(self._pen, x, top + _BASELINE * run.size, run, ink)

    def _rule(self) -> None:
        self._pen.rectangle((self._left, self._y, self._right - 1, self._y + _RULE - 1), fill=BLACK)
        self._y += _RULE

    def _title(self, block: Title) -> None:
        lines = self._fitted(block.run, self._width())
        for line in lines:
            slack = self._width() - self._fonts.length(line) if block.is_centred else 0
            self._write(self._left + max(slack, 0) / 2, self._y, line)
            self._y += line.size if line is lines[-1] else round(line.size * 1.2)

    def _paragraph(self, run: Run) -> None:
        lines = wrap(run.text, run.size, self._width(), self._measure(run))
        for place, text in enumerate(lines, start=1):
            self._write(self._left, self._y, Run(text, run.size, run.weight))
            self._y += run.size if place == len(lines) else round(run.size * _LINE_HEIGHT)

    def _line(self, block: Line) -> None:
        left, right = self._length(block.left), self._length(block.right)
        if right and left + right + self._sheet.step * 2 > self._width():
            self._runs(block.left, self._left)
            self._y += self._sheet.step
            self._runs(block.right, self._left)
            return
        if left > self._width():
            self._runs(block.left, self._left)
            return
        tallest = max(run.size for run in (*block.left, *block.right))
        slack = (self._width() - left) / 2 if block.is_centred else 0
        self._on_baseline(block.left, self._left + slack, tallest)
        self._on_baseline(block.right, self._right - right, tallest)
        self._y += tallest

    def _runs(self, runs: tuple[Run, ...], x: float) -> None:
        """A line by itself: all its runs made smaller alike where they are too wide together."""
        scale = min(1.0, self._width() / max(self._length(runs), 1))
        runs = tuple(Run(run.text, int(run.size * scale), run.weight) for run in runs)
        tallest = max(run.size for run in runs)
        self._on_baseline(runs, x, tallest)
        self._y += tallest

    def _length(self, runs: tuple[Run, ...]) -> float:
        return sum(self._fonts.length(run) for run in runs)

    def _on_baseline(self, runs: tuple[Run, ...], x: float, tallest: int) -> None:
        for run in runs:
            self._fonts.draw(self._pen, x, self._y + _BASELINE * tallest, run, BLACK)
            x += self._fonts.length(run)

    def _number(self, block: Number) -> None:
        """The number from its own ink, not its line box; the mark of a reprint stands upright behind it."""
        room = block.mark_size * 1.4 if block.mark else 0
        measure = self._measure(Run(block.text, block.size, "bold"))
        size = fit_size(block.text, block.size, self._width() - room, measure)
        run = Run(block.text, size, "bold")
        _, top, _, bottom = self._fonts.ink_box(run)
        x = self._left + (self._width() - room - self._fonts.length(run)) / 2
        self._fonts.draw(self._pen, x, self._y - top, run, BLACK)
        if block.mark:
            self._mark(block, x + self._fonts.length(run) + block.mark_size * 0.2, self._y - top)
        self._y += math.ceil(bottom - top)

    def _mark(self, block: Number, x: float, baseline: float) -> None:
        run = Run(block.mark, block.mark_size, "bold")
        if block.mark.isascii():
            self._turned(run, x, baseline)
            return
        for place, character in enumerate(reversed(block.mark)):
            lifted = baseline - 0.08 * run.size - place * run.size * 1.1
            self._fonts.draw(self._pen, x, lifted, Run(character, run.size, run.weight), BLACK)

    def _turned(self, run: Run, x: float, baseline: float) -> None:
        """Latin letters read upwards, as on the back of a book."""
        run = Run(run.text, round(run.size * 0.8), run.weight)
        strip = Image.new("L", (math.ceil(self._fonts.length(run)), math.ceil(run.size * 1.25)), WHITE)
        self._fonts.draw(ImageDraw.Draw(strip), 0, run.size, run, BLACK)
        upright = strip.rotate(90, expand=True, fillcolor=WHITE)
        self._paper.paste(upright, (round(x), round(baseline - upright.height)))

    def _band(self, block: Band) -> None:
        place = block.titles[0].size
        step = self._sheet.step
        arrow = round(place * 1.15) if block.side != "none" else 0
        aside = arrow + round(place * 0.6) if arrow else 0
        lines = self._band_lines(block, self._width() - aside)
        height = sum(line.size for line in lines) + step * 5 + self._gaps(lines, block)
        bottom = self._y + height
        self._pen.rectangle((0, self._y, self._sheet.dots - 1, bottom - 1), fill=BLACK)
        text_x = self._left if block.side == "right" else self._left + aside
        arrow_x = self._right - arrow - step // 2 if block.side == "right" else self._left + step // 2
        if arrow:
            draw_arrow(self._pen, block.side, (arrow_x, self._y + (height - arrow) / 2), arrow, WHITE)
        self._band_words(lines, block, text_x)
        self._y = bottom

    def _band_words(self, lines: list[Run], block: Band, x: float) -> None:
        y: float = self._y + self._sheet.step * 5 / 2 - 0.02 * lines[0].size
        for line in lines:
            self._write(x, y, line, WHITE)
            y += line.size + self._gap(line, block)

    def _band_lines(self, block: Band, width: float) -> list[Run]:
        titles = self._title_lines(block, width)
        return [*titles, *(self._fitted(block.second, width) if block.second else ())]

    def _title_lines(self, block: Band, width: float) -> list[Run]:
        if block.joined is not None:
            joined = self._fitted(block.joined, width)
            if len(joined) == 1:
                return joined
        return [line for title in block.titles for line in self._squeezed(title, width)]

    def _fitted(self, run: Run, width: float) -> list[Run]:
        fitted = fit_title(run.text, run.size, width, self._measure(run), self._sheet.smallest)
        return [Run(text, fitted.size, run.weight) for text in fitted.lines]

    def _squeezed(self, run: Run, width: float) -> list[Run]:
        """A line of a place: rather a third smaller than broken, for `12 号` and `窗口` belong together."""
        size = fit_size(run.text, run.size, width, self._measure(run))
        if size * 3 >= run.size * 2:
            return [Run(run.text, size, run.weight)]
        return self._fitted(run, width)

    def _gaps(self, lines: list[Run], block: Band) -> int:
        return sum(self._gap(line, block) for line in lines[:-1])

    def _gap(self, line: Run, block: Band) -> int:
        return self._sheet.step if block.second else round(line.size * 0.28)

    def _code(self, block: Code) -> None:
        code = squares(block.content, block.width)
        top = self._y + max(code.quiet - self._sheet.step * 2 - 4, 0)
        self._squares(code, self._left, top)
        self._beside(block, self._left + code.width + max(code.quiet, self._sheet.step * 3), top, code.width)
        self._y = top + code.width + max(code.quiet - self._sheet.step * 2 - 4, 0)

    def _squares(self, code: Squares, left: int, top: int) -> None:
        for y, row in enumerate(code.rows):
            for x, is_black in enumerate(row):
                if is_black:
                    at = (left + x * code.module, top + y * code.module)
                    self._pen.rectangle((*at, at[0] + code.module - 1, at[1] + code.module - 1), fill=BLACK)

    def _cut_scale(self, block: CutScale) -> None:
        x = draw_cut_scale(self._pen, self._y, self._sheet.dots, block, self._fonts)
        run, y = block.words, self._y + self._sheet.step
        for line in wrap(run.text, run.size, self._right - x, self._measure(run)):
            self._write(x, y, Run(line, run.size, run.weight))
            y += round(run.size * _LINE_HEIGHT)
        self._y += cut_scale_dots(block)

    def _beside(self, block: Code, x: int, top: int, height: int) -> None:
        """The words beside the code, in the middle of its height; what finds no room is left out."""
        lines: list[Run] = []
        for run in block.beside:
            size = max(
                fit_size(run.text, run.size, self._right - x, self._measure(run)), self._sheet.smallest
            )
            lines += [
                Run(text, size, run.weight)
                for text in wrap(run.text, size, self._right - x, self._measure(run))
            ]
        while lines and sum(round(line.size * _LINE_HEIGHT) for line in lines) > height:
            lines.pop()
        y = top + (height - sum(round(line.size * _LINE_HEIGHT) for line in lines)) / 2
        for line in lines:
            self._write(x, y + line.size * (_LINE_HEIGHT - 1) / 2, line)
            y += round(line.size * _LINE_HEIGHT)
