"""How a slip and a trial are laid out, and which layout a paper has: pure."""

from collections.abc import Iterator
from typing import Final

from printer.blocks import (
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
from printer.clean import clean, clean_line
from printer.paper import Paper, SlipPaper, TicketPaper, TrialPaper
from printer.sheet import Sheet, sheet_for
from printer.ticket import SMALLEST_TAIL_MM, lay_out

MM_AN_INCH: Final = 25.4
CUT_SCALE_MM: Final = 20
"""More than lies between head and knife: a cut in the wrong place leaves its millimetres to be read."""


def laid_out(paper: Paper, dots: int, dpi: int = 203) -> tuple[Block, ...]:
    """The blocks of any paper for a printer `dots` wide."""
    if isinstance(paper, TicketPaper):
        return lay_out(paper, dots)
    if isinstance(paper, TrialPaper):
        ticket = lay_out(paper.ticket, dots)[:-1]
        return (*ticket, *_rulers(paper, sheet_for(dots, paper.form), dpi / MM_AN_INCH), Cut())
    return (*_slip(paper, sheet_for(dots, paper.form)), Space(SMALLEST_TAIL_MM * 8), Cut())


def _slip(paper: SlipPaper, sheet: Sheet) -> Iterator[Block]:
    yield Space(sheet.step * 3)
    yield Title(Run(clean_line(paper.hall), sheet.hall, "bold"), is_centred=True)
    yield from (Space(sheet.step * 2), Rule(), Space(sheet.step * 3))
    yield Title(Run(clean_line(paper.title.text), sheet.service, "bold"))
    if paper.title.second:
        yield from (Space(sheet.step), Title(Run(clean_line(paper.title.second), sheet.second, "bold")))
    yield Space(sheet.step * 3)
    yield Paragraph(Run(clean(f"{paper.label.text}  {paper.label.second}".strip()), sheet.foot))
    if paper.number:
        yield Number(clean_line(paper.number, 24), sheet.number // 2, "", sheet.mark)
    yield Space(sheet.step * 2)
    for label, text in paper.lines:
        yield from (Space(sheet.step * 2), Paragraph(Run(clean(label), sheet.foot)), Space(sheet.step))
        yield Title(Run(clean_line(text), sheet.ahead, "bold"))
    if paper.qr:
        beside = tuple(Run(line, sheet.text, "bold") for line in clean(paper.note).split("\n"))
        yield from _ruled(Code(clean_line(paper.qr), sheet.code, beside), sheet)
    elif paper.note:
        yield from _ruled(Paragraph(Run(clean(paper.note), sheet.text)), sheet)
    issued = Run(f"{paper.issued_at:%Y-%m-%d %H:%M}", sheet.foot, "bold")
    kiosk = (Run(clean_line(paper.kiosk), sheet.foot, "bold"),) if paper.kiosk else ()
    yield from _ruled(Line((issued,), kiosk), sheet)


def _rulers(paper: TrialPaper, sheet: Sheet, dots_per_mm: float) -> Iterator[Block]:
    """Nothing stands under the last one, so that its end is the cut's."""
    yield from _ruled(Paragraph(Run(clean(paper.width), sheet.foot)), sheet)
    yield from (Space(sheet.step * 3), WidthScale(dots_per_mm, sheet.smallest), Space(sheet.step * 3))
    yield CutScale(dots_per_mm, sheet.smallest, CUT_SCALE_MM, Run(clean(paper.cut), sheet.foot))


def _ruled(block: Block, sheet: Sheet) -> Iterator[Block]:
    yield from (Space(sheet.step * 2 + 4), Rule(), Space(sheet.step * 2 + 4), block)
