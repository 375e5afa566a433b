"""The figures of one or more trials as a picture (SVG 1.1), each trial a column, all on one scale."""

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from config.texts import Texts
from hall.simulation.figures import Figures, Row
from hall.simulation.names import named
from link.messages.definition import Definition

COLUMN: Final = 460
MARGIN: Final = 40
TOP: Final = 96
ROW: Final = 30
HOURS_HIGH: Final = 200

INK, QUIET, LINE, MEDIAN, P95, BUSY = "#1B2733", "#5B6773", "#D9DEE3", "#0B5CAD", "#BBD5F0", "#2E7D5B"

FONTS: Final = "'Noto Sans CJK SC','Noto Sans SC','WenQuanYi Micro Hei',sans-serif"


def picture(definition: Definition, trials: Sequence[tuple[str, Figures]], t: Texts) -> str:
    """An SVG document. `trials` are the name and the figures of each setting that was tried."""
    longest_s = max([60.0, *(row.p95_s for _, found in trials for row in _all_rows(found))])
    high = (
        TOP
        + HOURS_HIGH
        + 90
        + ROW * (max(len(found.classes) for _, found in trials) + len(definition.windows))
        + 130
    )
    width = MARGIN + (COLUMN + MARGIN) * len(trials)
    body = [
        _text(MARGIN, 44, t.say("simulate.picture.title", hall=named(definition, t)), 22, INK, is_bold=True)
    ]
    for place, (name, found) in enumerate(trials):
        left = MARGIN + place * (COLUMN + MARGIN)
        body.append(_text(left, 76, name, 16, QUIET))
        body.extend(_column(definition, found, left, longest_s, t))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {high}" width="{width}" height="{high}" '
        f'font-family="{FONTS}"><rect width="{width}" height="{high}" fill="#FFFFFF"/>'
        + "".join(body)
        + "</svg>\n"
    )


def _all_rows(found: Figures) -> list[Row]:
    return [*found.classes.values(), *found.hours.values()]


def _column(definition: Definition, found: Figures, left: int, longest_s: float, t: Texts) -> Iterator[str]:
    y = TOP + 24
    yield _text(left, y, t.say("simulate.picture.hours"), 14, INK, is_bold=True)
    yield from _hours(found, left, y + 16, longest_s)
    y += HOURS_HIGH + 76
    yield _text(left, y, t.say("simulate.picture.classes"), 14, INK, is_bold=True)
    names = {each.id: named(each, t) for each in definition.priorities}
    for key, row in sorted(found.classes.items(), key=lambda each: -each[1].count):
        y += ROW
        yield from _bar(left, y, names.get(key, key), row, longest_s)
    y += 52
    yield _text(left, y, t.say("simulate.picture.windows"), 14, INK, is_bold=True)
    for window in definition.windows:
        y += ROW
        yield from _busy(left, y, window.label, found.busy.get(window.id, 0.0))
    yield from _legend(left, y + 44, t)


def _hours(found: Figures, left: int, top: int, longest_s: float) -> Iterator[str]:
    """A bar for each hour: as high as 19 of 20 waited, the dark part as high as half of them did."""
    base = top + HOURS_HIGH
    for minutes in _scale(longest_s):
        y = base - HOURS_HIGH * minutes * 60 / longest_s
        yield f'<line x1="{left + 30}" x2="{left + COLUMN}" y1="{y:.1f}" y2="{y:.1f}" stroke="{LINE}"/>'
        yield _text(left + 24, y + 4, f"{minutes:g}", 11, QUIET, anchor="end")
    hours = sorted(found.hours)
    step = (COLUMN - 40) / max(len(hours), 1)
    for place, hour in enumerate(hours):
        row, x, wide = found.hours[hour], left + 36 + place * step, min(step * 0.7, 40)
        for seconds, colour in ((row.p95_s, P95), (row.median_s, MEDIAN)):
            tall = HOURS_HIGH * min(seconds, longest_s) / longest_s
            yield _rect(x, base - tall, wide, tall, colour)
        yield _text(x + wide / 2, base + 18, f"{hour}", 11, QUIET, anchor="middle")


def _bar(left: int, y: int, name: str, row: Row, longest_s: float) -> Iterator[str]:
    wide = COLUMN - 190
    yield _text(left, y, name, 13, INK)
    for seconds, colour in ((row.p95_s, P95), (row.median_s, MEDIAN)):
        yield _rect(left + 90, y - 13, wide * min(seconds, longest_s) / longest_s, 16, colour)
    words = f"{row.median_s / 60:.0f} / {row.p95_s / 60:.0f}"
    yield _text(left + COLUMN, y, words, 12, QUIET, anchor="end")


def _busy(left: int, y: int, label: str, share: float) -> Iterator[str]:
    wide = COLUMN - 190
    yield _text(left, y, label, 13, INK)
    yield _rect(left + 90, y - 13, wide, 16, "#EEF1F4")
    yield _rect(left + 90, y - 13, wide * min(share, 1.0), 16, BUSY)
    yield _text(left + COLUMN, y, f"{share:.0%}", 12, QUIET, anchor="end")


def _legend(left: int, y: int, t: Texts) -> Iterator[str]:
    yield _rect(left, y - 11, 14, 14, MEDIAN)
    yield _text(left + 20, y, t.say("simulate.picture.median"), 12, QUIET)
    yield _rect(left + 150, y - 11, 14, 14, P95)
    yield _text(left + 170, y, t.say("simulate.picture.p95"), 12, QUIET)


def _scale(longest_s: float) -> Iterator[float]:
    """Round minutes for the lines, four or five of them."""
    step = next(each for each in (1, 2, 5, 10, 15, 30, 60, 120, 240, 10**6) if longest_s / 60 / each <= 5)
    minutes = 0
    while minutes * 60 <= longest_s:
        yield minutes
        minutes += step


def _rect(x: float, y: float, wide: float, high: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(wide, 0):.1f}" height="{max(high, 0):.1f}" rx="2" fill="{colour}"/>'


def _text(
    x: float, y: float, words: str, size: int, colour: str, *, is_bold: bool = False, anchor: str = "start"
) -> str:
    weight = "bold" if is_bold else "normal"
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" fill="{colour}" font-weight="{weight}" '
        f'text-anchor="{anchor}">{escape(words)}</text>'
    )
