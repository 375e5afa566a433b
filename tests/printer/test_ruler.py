"""The rulers on a trial ticket: what somebody with a real ruler would find, measured in dots."""

import asyncio
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from config.texts import texts
from printer.emulator import PrinterThread
from printer.emulator.roll import Ticket
from printer.escpos import encode
from printer.fonts import Fonts
from printer.models import Model, load_model
from printer.paper import TrialPaper
from printer.raster import draw_blocks
from printer.ruler import STROKE
from printer.settings import PrinterSettings
from printer.sheet import sheet_for
from printer.slip import laid_out
from printer.trial import print_trial, trial_paper, with_rulers

BLACK = 0
DOTS_PER_MM = 203 / 25.4


def trial(model: Model, language: str = "zh") -> TrialPaper:
    settings = PrinterSettings("trial", "generic-80", "network", "127.0.0.1", 9600)
    ticket = trial_paper(settings, language, is_large=False, now=datetime(2026, 3, 12, 10, 6))
    return with_rulers(ticket, model, texts(language))


def drawn(model: Model, fonts: Fonts, language: str = "zh") -> Image.Image:
    blocks = laid_out(trial(model, language), model.dots, model.dpi)
    return draw_blocks(blocks, sheet_for(model.dots, "normal"), fonts)


def eventually(came_out: Callable[[], tuple[Ticket, ...]]) -> tuple[Ticket, ...]:
    """The cut comes after the confirmation."""
    until = time.monotonic() + 30
    while not came_out() and time.monotonic() < until:
        time.sleep(0.01)
    return came_out()


def whole_rows(image: Image.Image, height: int = STROKE) -> list[int]:
    """Where lines of this height go from the first dot to the last."""
    width = image.width
    full = [image.crop((0, y, width, y + 1)).getcolors() == [(width, BLACK)] for y in range(image.height)] + [
        False
    ]
    starts = [y for y in range(image.height) if full[y] and (y == 0 or not full[y - 1])]
    return [y for y in starts if full.index(False, y) - y == height]


def marks_across(image: Image.Image, y: int) -> list[int]:
    """The left dots of all that is black in a row."""
    row = [image.getpixel((x, y)) == BLACK for x in range(image.width)]
    return [x for x, is_black in enumerate(row) if is_black and (x == 0 or not row[x - 1])]


def marks_down(image: Image.Image, x: int, rows: range) -> list[int]:
    column = [image.getpixel((x, y)) == BLACK for y in rows]
    return [rows[at] for at, is_black in enumerate(column) if is_black and (at == 0 or not column[at - 1])]


@pytest.mark.parametrize("name", ["generic-80", "generic-58"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_tick_stands_at_each_millimetre_from_the_first_dot_to_the_last(
    name: str, language: str, fonts: Fonts
) -> None:
    model = load_model(name)
    image = drawn(model, fonts, language)
    top, _ = whole_rows(image)
    ticks = [round(mm * DOTS_PER_MM) for mm in range(int(model.dots / DOTS_PER_MM) + 1)]
    ticks = [x for x in ticks if x + STROKE <= model.dots]
    edge = model.dots - STROKE
    expected = ticks if edge - ticks[-1] <= STROKE else [*ticks, edge]
    assert marks_across(image, top + STROKE + 4) == expected
    assert len(ticks) - 1 == (71 if model.dots == 576 else 47), "the 72nd and 48th millimetre end at the edge"
    tens = marks_across(image, top + round(3.5 * DOTS_PER_MM))
    assert set(tens) == set(ticks[::10]) | {edge}


@pytest.mark.parametrize("name", ["generic-80", "generic-58"])
def test_both_edges_are_lines_as_high_as_the_scale(name: str, fonts: Fonts) -> None:
    model = load_model(name)
    image = drawn(model, fonts)
    top, _ = whole_rows(image)
    for x in (0, STROKE - 1, model.dots - STROKE, model.dots - 1):
        assert {image.getpixel((x, y)) for y in range(top, top + round(5 * DOTS_PER_MM))} == {BLACK}


@pytest.mark.parametrize("name", ["generic-80", "generic-58"])
def test_the_scale_of_the_cut_ends_with_the_paper(name: str, fonts: Fonts) -> None:
    model = load_model(name)
    image = drawn(model, fonts)
    _, zero = whole_rows(image)
    assert zero + STROKE == image.height, "nothing stands between the line at 0 mm and the cut"
    column = marks_down(image, STROKE + 4, range(zero - round(20 * DOTS_PER_MM), image.height))
    assert column == [zero - round(mm * DOTS_PER_MM) for mm in range(20, -1, -1)]


@pytest.mark.parametrize(("name", "word"), [("generic-80", "切断"), ("generic-58", "撕纸口")])
def test_the_words_are_those_of_a_cutter_or_of_a_tear_bar(name: str, word: str) -> None:
    assert word in trial(load_model(name)).cut


def test_the_width_is_said_in_millimetres_and_dots() -> None:
    assert "72 毫米（576 点）" in trial(load_model("generic-80")).width
    assert "48 mm (384 dots)" in trial(load_model("generic-58"), "en").width


def test_a_printer_with_a_font_of_its_own_gets_the_rulers_as_pictures(fonts: Fonts) -> None:
    model = load_model("generic-80-gb18030")
    stream = encode(trial(model), model, fonts)
    whole_width = bytes((model.dots // 8, 0))
    assert stream.count(b"\x1dv0\x00" + whole_width) >= 2


def test_what_comes_out_of_the_printer_has_them(tmp_path: Path) -> None:
    with PrinterThread(tmp_path) as printer:
        settings = PrinterSettings("trial", "jiaohao-emulator", "network", f"127.0.0.1:{printer.port}", 9600)
        finding = asyncio.run(print_trial(settings, "zh", is_large=False, words=texts("zh")))
        assert finding.is_good
        (ticket,) = eventually(lambda: printer.tickets)
    (picture,) = tmp_path.glob("*.png")
    with Image.open(picture) as image:
        plain = image.convert("1")
    assert ticket.name == "A000"
    top, zero = whole_rows(plain)
    assert len(marks_across(plain, top + STROKE + 4)) == 73
    assert zero + STROKE == plain.height
