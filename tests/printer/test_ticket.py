"""What stands on a ticket, told without any printer."""

from dataclasses import replace
from datetime import datetime

import pytest

from printer.blocks import Band, Block, Code, Cut, Line, Number, Paragraph, Run, Space, Title
from printer.paper import Name, TicketPaper
from printer.ticket import lay_out


def words(blocks: tuple[Block, ...]) -> str:
    """All text from top to bottom, a line a block."""
    return "\n".join(_words(block) for block in blocks if not isinstance(block, Space))


def _words(block: Block) -> str:
    match block:
        case Title(run) | Paragraph(run):
            return run.text
        case Line(left, right):
            return "".join(run.text for run in left) + "|" + "".join(run.text for run in right)
        case Number(text, _, mark):
            return f"{text} {mark}".strip()
        case Band():
            runs = (block.joined, block.second) if block.joined else block.titles
            return " / ".join(run.text for run in runs if run)
        case Code(content):
            return f"QR {content}"
        case _:
            return type(block).__name__


def first(kind: type[Block], blocks: tuple[Block, ...]) -> Block:
    return next(block for block in blocks if isinstance(block, kind))


def test_a_ticket_in_chinese_reads_from_the_hall_to_the_phone(paper: TicketPaper) -> None:
    assert words(lay_out(paper, 576)).split("\n") == [
        "云溪县政务服务中心",
        "Rule",
        "不动产转移登记",
        "Transfer of ownership",
        "A012",
        "左厅 1–4 号窗口 / Left Hall, windows 1–4",
        "前面还有 5 人|约 15–25 分钟",
        "Rule",
        "QR JH-7QK4M2XWZ9R5T8B3N6V1",
        "Rule",
        "请在左厅就座，看到或听到号码再来。",
        "过号请找窗口重呼。",
        "Rule",
        "2026-03-12 10:06|1 号取号机",
        "查询码 7Q4K|咨询 12345",
        "Cut",
    ]


def test_an_english_speaker_gets_english_first_and_chinese_small(paper: TicketPaper) -> None:
    english = replace(
        paper,
        languages=("en", "zh"),
        service=Name("Transfer of ownership", "不动产转移登记"),
        place=Name("Left Hall", "左厅"),
        windows=Name("windows 1–4", "1–4 号窗口"),
        ahead=1,
    )
    said = words(lay_out(english, 576))
    assert "Left Hall, windows 1–4 / 左厅 1–4 号窗口" in said
    assert "1 person ahead|about 15–25 min" in said


def test_the_number_of_people_ahead_is_the_large_bold_part_of_its_line(paper: TicketPaper) -> None:
    line = next(block for block in lay_out(paper, 576) if isinstance(block, Line))
    assert line.left == (Run("前面还有 ", 40), Run("5", 72, "bold"), Run(" 人", 40))


def test_whoever_is_next_is_told_so_without_a_wait(paper: TicketPaper) -> None:
    said = words(lay_out(replace(paper, ahead=0), 576))
    assert "下一位就是您|" in said
    assert "分钟" not in said


def test_an_offline_ticket_leaves_out_what_is_not_known_and_never_says_zero(paper: TicketPaper) -> None:
    said = words(lay_out(replace(paper, ahead=None, wait=None), 576))
    assert "前面" not in said
    assert "分钟" not in said
    assert "None" not in said
    assert "A012" in said


def test_a_reprint_says_so_after_the_number(paper: TicketPaper) -> None:
    assert "A012 补打" in words(lay_out(replace(paper, is_reprint=True), 576))
    assert "补打" not in words(lay_out(paper, 576))


def test_the_large_ticket_is_short_and_has_no_code(paper: TicketPaper) -> None:
    large = lay_out(replace(paper, form="large"), 576)
    said = words(large)
    assert "左厅 / 1–4 号窗口" in said
    assert "请听语音，看屏幕。" in said
    assert "3月12日 10:06|电话 12345" in said
    assert not any(isinstance(block, Code) for block in large)
    assert first(Number, large) == Number("A012", 224, "", 44)


@pytest.mark.parametrize(("dots", "number", "service"), [(576, 212, 44), (384, 142, 36)])
def test_each_paper_width_has_its_own_sizes(paper: TicketPaper, dots: int, number: int, service: int) -> None:
    blocks = lay_out(paper, dots)
    assert first(Number, blocks) == Number("A012", number, "", {576: 40, 384: 28}[dots])
    assert Title(Run("不动产转移登记", service, "bold")) in blocks


def test_a_ticket_of_one_language_shows_the_department_below_the_service(paper: TicketPaper) -> None:
    plain = replace(paper, languages=("zh",), service=Name("查询"))
    assert "查询\n不动产登记局\nA012" in words(lay_out(plain, 576))


def test_a_hall_s_own_notice_takes_the_place_of_ours(paper: TicketPaper) -> None:
    said = words(lay_out(replace(paper, notice="中午不休息。\n请勿离开。"), 576))
    assert "中午不休息。\n请勿离开。" in said
    assert "就座" not in said


def test_a_ticket_without_place_or_windows_has_no_band(paper: TicketPaper) -> None:
    bare = replace(paper, place=Name(""), windows=Name(""))
    assert not any(isinstance(block, Band) for block in lay_out(bare, 576))
    assert "请就座等候" in words(lay_out(bare, 576))


def test_every_ticket_ends_with_three_millimetres_and_the_cut(paper: TicketPaper) -> None:
    assert lay_out(paper, 576)[-2:] == (Space(24), Cut())


EVIL = "张\x1bd三\x1d\x56\x00\x10\x04\x01\u202e\ud800\x9b名\n\r\t号"


@pytest.mark.parametrize("form", ["normal", "large"])
def test_nothing_that_is_typed_anywhere_leaves_a_control_character(form: str) -> None:
    evil = Name(EVIL, EVIL)
    paper = TicketPaper(
        hall=EVIL,
        number=EVIL,
        service=evil,
        issued_at=datetime(2026, 3, 12, 10, 6),
        department=EVIL,
        ahead=3,
        place=evil,
        windows=evil,
        qr=EVIL,
        notice=EVIL,
        kiosk=EVIL,
        lookup_code=EVIL,
        phone=EVIL,
        form="large" if form == "large" else "normal",
    )
    said = words(lay_out(paper, 576))
    assert "张" in said
    steering = [sign for sign in said if (sign < " " and sign != "\n") or "\x7f" <= sign <= "\x9f"]
    assert steering == []
    assert "\u202e" not in said
    said.encode("utf-8")


def test_a_code_that_no_phone_can_follow_is_small_and_promises_nothing(paper: TicketPaper) -> None:
    proof, online = (first(Code, lay_out(replace(paper, is_online=yes), 576)) for yes in (False, True))
    assert isinstance(proof, Code)
    assert isinstance(online, Code)
    assert [run.text for run in proof.beside] == ["号票凭证，请保管好", "Please keep this ticket"]
    assert [run.text for run in online.beside] == ["扫码看进度", "可取消，可评价", "Scan for live status"]
    assert proof.width < online.width


def test_nobody_ahead_for_a_service_is_not_yet_being_next(paper: TicketPaper) -> None:
    said = words(lay_out(replace(paper, ahead=0, is_next=False), 576))
    assert "本事项您排第一位|" in said
    assert "下一位" not in said


def test_a_hall_s_own_notice_has_ours_before_it_for_who_reads_english(paper: TicketPaper) -> None:
    said = words(lay_out(replace(paper, notice="过号请到原窗口等候", languages=("en", "zh")), 576))
    assert "Missed it? Ask at the window.\n过号请到原窗口等候" in said


def test_a_ticket_of_a_hall_to_practise_in_says_so_above_all_and_below_all():
    plain = TicketPaper(
        hall="云溪县政务服务中心",
        number="A001",
        service=Name("注销登记"),
        issued_at=datetime(2026, 3, 12, 10, 24),
    )
    for form in ("normal", "large"):
        blocks = lay_out(replace(plain, is_practice=True, form=form), 576)
        said = [block.titles[0].text for block in blocks if isinstance(block, Band) and block.titles]
        assert said[0] == said[-1] == "练习号票，无效"
        assert isinstance(blocks[1], Band)
    assert "练习" not in repr(lay_out(plain, 576))
