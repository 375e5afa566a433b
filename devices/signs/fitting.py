"""Fitting words to a sign: the longest wording that fits, else pages; widths as dot-matrix fonts have them."""

import unicodedata
from collections.abc import Sequence

from devices.signs.face import PAGE_S, Colour, Face, Page, Panel


def width_of(text: str) -> int:
    """How many half-width columns a text takes: Hanzi and full-width signs two, letters and digits one."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def fitted(
    wordings: Sequence[str], colour: Colour, panel: Panel, *, blinks: int = 0, is_dim: bool = False
) -> Face:
    """The first of some wordings, longest first, that fits on one line; where none does, the last one as pages.

    A sign without Hanzi passes over every wording that has some: taken out, they would leave another number behind.
    """
    if not panel.has_hanzi:
        wordings = [each for each in wordings if each.isascii()]
    text = next(
        (each for each in wordings if width_of(each) <= panel.columns), wordings[-1] if wordings else ""
    )
    parts = pages_of(text, panel.columns)
    seconds = PAGE_S if len(parts) > 1 else 0.0
    shown = panel.nearest(colour)
    pages = tuple(Page(text=part, colour=shown, seconds=seconds) for part in parts)
    return Face(pages=pages, blinks=blinks, is_dim=is_dim)


def pages_of(text: str, columns: int) -> list[str]:
    """A text cut into pages that fit; a run of letters and digits (a number) is not torn where it fits on one page."""
    parts, line = [], ""
    for run in _runs(text):
        if width_of(line + run) <= columns:
            line += run
            continue
        if line:
            parts.append(line)
        line = ""
        for sign in run:
            if width_of(line + sign) > columns:
                parts.append(line)
                line = ""
            line += sign
    return [*parts, line] if line or not parts else parts


def _runs(text: str) -> list[str]:
    """Hanzi one by one, letters and digits together."""
    runs: list[str] = []
    for sign in text:
        if runs and width_of(sign) == 1 and width_of(runs[-1][-1]) == 1:
            runs[-1] += sign
        else:
            runs.append(sign)
    return runs
