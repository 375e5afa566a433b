"""A booking's slip: what stands on it, how it looks on both papers, and that a scanner reads its code."""

import shutil
import subprocess
from dataclasses import replace
from datetime import datetime

import pytest

from printer.blocks import Code, Cut, Number, Paragraph, Title
from printer.escpos import encode
from printer.fonts import find_fonts
from printer.models import load_model
from printer.paper import Name, SlipPaper, TicketPaper
from printer.raster import draw_blocks
from printer.sheet import sheet_for
from printer.slip import laid_out

SLIP = SlipPaper(
    hall="云溪县政务服务中心",
    title=Name("预约单", "Booking"),
    label=Name("预约码", "Booking number"),
    number="K7M2 QX9P",
    lines=(("事项", "转移登记（过户）"), ("时间", "3月13日 星期五 9:30"), ("签到", "9:10–9:45")),
    note="到了请在取号机\n扫这个码签到",
    issued_at=datetime(2026, 3, 12, 10, 24),
    qr="K7M2QX9P",
    kiosk="1 号取号机",
)
TICKET = TicketPaper(
    hall="大厅",
    number="A012",
    service=Name("首次登记", "First registration"),
    issued_at=datetime(2026, 3, 12, 10, 24),
)


def texts(blocks):
    return [block.run.text for block in blocks if isinstance(block, Title | Paragraph)]


@pytest.mark.parametrize("dots", [576, 384])
def test_a_slip_says_code_matter_and_time_and_nothing_of_its_holder(dots):
    blocks = laid_out(SLIP, dots)
    assert [block.text for block in blocks if isinstance(block, Number)] == ["K7M2 QX9P"]
    assert {"转移登记（过户）", "3月13日 星期五 9:30", "9:10–9:45"} <= set(texts(blocks))
    assert isinstance(blocks[-1], Cut)


@pytest.mark.parametrize("dots", [576, 384])
@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg (zbar-tools) is not here")
def test_a_scanner_reads_the_code_from_the_paper(tmp_path, dots):
    picture = tmp_path / "slip.png"
    draw_blocks(laid_out(SLIP, dots), sheet_for(dots, "normal"), find_fonts()).convert("L").save(picture)
    read = subprocess.run(
        ["zbarimg", "--raw", "-q", "-Sdisable", "-Sqrcode.enable", str(picture)],
        capture_output=True,
        text=True,
        check=True,
    )
    assert read.stdout.strip() == "K7M2QX9P"


@pytest.mark.parametrize("model", ["generic-80", "generic-58"])
def test_a_slip_becomes_bytes_for_every_model_and_what_others_wrote_is_cleaned(model):
    wild = replace(SLIP, lines=(("事项", "x\x1b@\x1d" * 40),), note="", qr="")
    assert b"\x1d@\x1d" not in encode(wild, load_model(model), find_fonts())
    assert len(encode(SLIP, load_model(model), find_fonts())) > 500


def test_a_ticket_lists_what_follows_under_its_number_and_a_plain_one_has_no_such_lines():
    blocks = laid_out(replace(TICKET, matters=(Name("抵押登记"), Name("居民身份证"))), 576)
    said = texts(blocks)
    assert said.index("同一个号，接着办") < said.index("2 抵押登记") < said.index("3 居民身份证")
    assert "同一个号，接着办" not in texts(laid_out(TICKET, 576))
    assert not [block for block in laid_out(TICKET, 576) if isinstance(block, Code)]
