"""Tickets as dots: what a ruler and a telephone see on the picture."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from printer.blocks import Line, Rule, Run
from printer.code import squares
from printer.fonts import Face, Fonts, FontsMissing, find_fonts
from printer.paper import Name, TicketPaper
from printer.raster import draw_blocks
from printer.sheet import sheet_for
from printer.ticket import lay_out

needs_zbar = pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg (zbar-tools) is not here")


def picture(paper: TicketPaper, dots: int, fonts: Fonts) -> Image.Image:
    return draw_blocks(lay_out(paper, dots), sheet_for(dots, paper.form), fonts)


def ink(image: Image.Image) -> tuple[int, int, int, int]:
    box = ImageOps.invert(image.convert("L")).getbbox()
    assert box is not None
    return box


def black_rows(image: Image.Image) -> list[int]:
    """Rows that are black from edge to edge: the band."""
    return [
        y
        for y in range(image.height)
        if image.crop((0, y, image.width, y + 1)).getcolors() == [(image.width, 0)]
    ]


def read_code(image: Image.Image, folder: Path) -> str:
    path = folder / "ticket.png"
    image.convert("L").save(path)
    read = subprocess.run(
        ["zbarimg", "--raw", "-q", "-Sdisable", "-Sqrcode.enable", str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return read.stdout.strip()


@pytest.mark.parametrize("dots", [384, 576])
@pytest.mark.parametrize("form", ["normal", "large"])
def test_a_ticket_is_as_wide_as_its_paper_and_black_and_white(
    paper: TicketPaper, fonts: Fonts, dots: int, form: str
) -> None:
    image = picture(replace(paper, form="large" if form == "large" else "normal"), dots, fonts)
    assert image.mode == "1"
    assert image.width == dots
    assert 500 < image.height < 1300
    assert len(black_rows(image)) > 10


@pytest.mark.parametrize("dots", [384, 576])
def test_no_ticket_is_blacker_than_a_quarter(paper: TicketPaper, fonts: Fonts, dots: int) -> None:
    image = picture(paper, dots, fonts)
    counts = {level: count for count, level in image.convert("L").getcolors() or []}
    assert counts[0] / (counts[0] + counts[255]) <= 0.25


@pytest.mark.parametrize("number", ["A01", "A012", "A0123", "AB0123", "WW8888"])
@pytest.mark.parametrize("dots", [384, 576])
def test_numbers_of_three_to_six_characters_stay_within_the_margins(
    paper: TicketPaper, fonts: Fonts, number: str, dots: int
) -> None:
    sheet = sheet_for(dots, "normal")
    for is_reprint in (False, True):
        bare = replace(paper, number=number, is_reprint=is_reprint)
        blocks = tuple(block for block in lay_out(bare, dots) if type(block).__name__ == "Number")
        left, _, right, bottom = ink(draw_blocks(blocks, sheet, fonts))
        assert left >= sheet.margin - 4
        assert right <= dots - sheet.margin + 4
        assert bottom > sheet.number * 0.35


def test_a_mark_of_a_reprint_stands_right_of_the_number(paper: TicketPaper, fonts: Fonts) -> None:
    plain, marked = (
        draw_blocks(
            tuple(b for b in lay_out(replace(paper, is_reprint=mark), 576) if type(b).__name__ == "Number"),
            sheet_for(576, "normal"),
            fonts,
        )
        for mark in (False, True)
    )
    assert ink(marked)[2] > ink(plain)[2]
    assert ink(marked)[0] <= ink(plain)[0]


@needs_zbar
@pytest.mark.parametrize("dots", [384, 576])
@pytest.mark.parametrize(
    "content", ["JH-7QK4M2XWZ9R5T8B3N6V1", "https://hall.example.gov.cn/t/7QK4M2XWZ9R5T8B3N6V1ABCDEF"]
)
def test_a_telephone_reads_the_code_back(
    paper: TicketPaper, fonts: Fonts, tmp_path: Path, dots: int, content: str
) -> None:
    assert read_code(picture(replace(paper, qr=content), dots, fonts), tmp_path) == content


@pytest.mark.parametrize("content", ["A", "7QK4M2XWZ9R5T8B3N6V1ABCDEF", "https://a.example/t/" + "x" * 60])
@pytest.mark.parametrize("width", [124, 176])
def test_a_code_has_modules_of_four_dots_at_least_and_four_modules_of_quiet(content: str, width: int) -> None:
    code = squares(content, width)
    assert code.module >= 4
    assert code.quiet == 4 * code.module


def test_very_long_names_wrap_and_still_fit(paper: TicketPaper, fonts: Fonts) -> None:
    long = replace(
        paper,
        hall="内蒙古自治区呼伦贝尔市鄂伦春自治旗政务服务中心",
        service=Name("国有建设用地使用权及房屋所有权首次登记（含预告登记转本登记）", "Registration " * 8),
        place=Name("不动产登记综合服务区域", "Real estate " * 6),
        windows=Name("101–124 号窗口", "windows 101–124"),
        kiosk="一楼大厅入口左侧第一台自助取号机",
        phone="0412-2223334 转 8888",
    )
    for dots in (384, 576):
        image, sheet = picture(long, dots, fonts), sheet_for(dots, "normal")
        band = black_rows(image)
        for part in ((0, 0, dots, band[0]), (0, band[-1] + 1, dots, image.height)):
            left, _, right, _ = ink(image.crop(part))
            assert left >= sheet.margin - 2
            assert right <= dots - sheet.margin + 2


def test_the_rule_leaves_the_margins_free(fonts: Fonts) -> None:
    rule = draw_blocks((Rule(),), sheet_for(576, "normal"), fonts)
    assert rule.size == (576, 3)
    assert ink(rule) == (24, 0, 552, 3)


def test_a_machine_with_the_small_font_alone_prints_bold_as_well(paper: TicketPaper, fonts: Fonts) -> None:
    small = Path("/usr/share/fonts/truetype/wqy/wqy-microhei.ttc")
    if not small.exists():
        pytest.skip("fonts-wqy-microhei is not here")
    alone = Fonts(Face(small), None)
    thin, thick = (
        draw_blocks((Line((Run("窗口", 40, weight),)),), sheet_for(576, "normal"), alone)
        for weight in ("regular", "bold")
    )
    assert thick.convert("L").histogram()[0] > thin.convert("L").histogram()[0] * 1.1


def test_a_machine_without_chinese_fonts_is_told_what_to_install(tmp_path: Path) -> None:
    with pytest.raises(FontsMissing, match="fonts-noto-cjk") as missing:
        find_fonts((tmp_path,))
    assert missing.value.folders == str(tmp_path)


def test_a_rare_hanzi_is_drawn_and_not_a_box(fonts: Fonts) -> None:
    sheet = sheet_for(576, "normal")
    rare = draw_blocks((Line((Run("𠮷", 40),)),), sheet, fonts).tobytes()
    box = draw_blocks((Line((Run("\U0010fffd", 40),)),), sheet, fonts).tobytes()
    if re.search("noto", str(fonts.regular_path).lower()) is None:
        pytest.skip("the small font has no rare Hanzi")
    assert rare != box
