"""Tickets in the printer's own Hanzi font, read back by a decoder that never saw our encoder."""

from dataclasses import replace

import pytest

from printer.emulator.machine import Machine
from printer.emulator.roll import Ticket
from printer.escpos import encode, process_ids
from printer.fonts import Fonts
from printer.models import Model, load_model
from printer.paper import Name, TicketPaper


def printed(paper: TicketPaper, model: Model, fonts: Fonts) -> Ticket:
    tickets: list[Ticket] = []
    Machine(model.dots, fonts, tickets.append).receive(encode(paper, model, fonts) + b"\x1dV\x00")
    return tickets[0]


@pytest.fixture
def gb18030() -> Model:
    return load_model("generic-80-gb18030")


def test_hanzi_and_chinese_punctuation_arrive_as_they_were_written(
    paper: TicketPaper, gb18030: Model, fonts: Fonts
) -> None:
    ticket = printed(replace(paper, notice="过号、迟到：请重取（一次）；“谢谢”！"), gb18030, fonts)
    assert "过号、迟到：请重取（一次）；“谢谢”！" in ticket.texts
    assert "云溪县政务服务中心" in ticket.texts
    assert any(text.startswith("← 左厅 1-4 号窗口") for text in ticket.texts)
    assert "前面还有 5 人        约 15-25 分钟" in ticket.texts
    assert ticket.unknown == ()


def test_rare_hanzi_go_as_four_bytes_where_the_printer_has_them(
    paper: TicketPaper, gb18030: Model, fonts: Fonts
) -> None:
    assert "𠮷㐂镕喆" in printed(replace(paper, service=Name("𠮷㐂镕喆")), gb18030, fonts).texts


def test_rare_hanzi_go_as_a_picture_where_it_lacks_them(paper: TicketPaper, fonts: Fonts) -> None:
    model = load_model("generic-58-gbk")
    ticket = printed(replace(paper, service=Name("𠮷家登记")), model, fonts)
    assert not any("家登记" in text for text in ticket.texts)
    assert "A012" in ticket.texts
    common = printed(replace(paper, service=Name("吉家登记")), model, fonts)
    assert "吉家登记" in common.texts


def test_a_reprint_and_a_long_number_fit_the_line(paper: TicketPaper, gb18030: Model, fonts: Fonts) -> None:
    ticket = printed(replace(paper, number="AB0123", is_reprint=True), gb18030, fonts)
    place = ticket.texts.index("AB0123")
    assert ticket.texts[place + 1] == "[补打]"


def test_the_code_is_drawn_by_the_printer_itself(paper: TicketPaper, gb18030: Model, fonts: Fonts) -> None:
    assert printed(paper, gb18030, fonts).codes == (paper.qr,)


def test_nothing_typed_reaches_the_printer_as_a_command(
    paper: TicketPaper, gb18030: Model, fonts: Fonts
) -> None:
    evil = "坏\x1bd\xff\x1dV\x00\x10\x04\x01\x1c.\x1d(k人"
    spoilt = replace(paper, service=Name(evil, evil), notice=evil, qr=evil, kiosk=evil, hall=evil)
    for model in (gb18030, load_model("generic-80")):
        tickets: list[Ticket] = []
        said = bytearray()
        Machine(576, fonts, tickets.append, said.extend).receive(encode(spoilt, model, fonts))
        assert len(tickets) == 1
        assert tickets[0].unknown == ()
    assert said == b""


def test_text_for_a_slow_line_is_short(paper: TicketPaper, gb18030: Model, fonts: Fonts) -> None:
    assert len(encode(paper, gb18030, fonts)) < 2500
    assert len(encode(paper, load_model("generic-80"), fonts)) > 50_000


@pytest.mark.parametrize(
    ("number", "pieces"),
    [
        ("A01", (b"A01 ",)),
        ("A012", (b"A012",)),
        ("AB0123", (b"AB01", b"23  ")),
        ("", (b"?   ",)),
        ("诶1", (b"?1  ",)),
    ],
)
def test_a_number_travels_as_process_ids_of_four_bytes(number: str, pieces: tuple[bytes, ...]) -> None:
    assert process_ids(number) == pieces


def test_paper_without_a_knife_is_fed_to_the_tear_bar(paper: TicketPaper, fonts: Fonts) -> None:
    assert encode(paper, load_model("generic-58"), fonts).endswith(b"\x1bd\x04")
    assert encode(paper, load_model("generic-80"), fonts).endswith(b"\x1dVB\x00")


def test_a_generic_model_gets_no_command_it_may_not_know(paper: TicketPaper, fonts: Fonts) -> None:
    assert b"\x1d(H" not in encode(paper, load_model("generic-80"), fonts)
    assert b"\x1d(H" in encode(paper, load_model("jiaohao-emulator"), fonts)
