"""What the page reads: the check's JSON from a real process, the printers' health, the log without people."""

import asyncio
import json
import logging
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from config.texts import texts
from kiosk.technician.checked import (
    Checked,
    CheckFailed,
    check,
    checked,
    command,
    gravest_first,
    of_printers,
)
from kiosk.technician.identity import own_address
from kiosk.technician.recent import KEPT, Recent, without_people
from kiosk.technician.slip import slip_paper
from link.state import State
from printer.health import PrinterHealth, Reason
from printer.settings import PrinterSettings

ZH = texts("zh")
PRINTER = PrinterSettings(name="ticket", model="generic-80", port="network", address="10.0.0.9")


def ran(code: str, within_s: float = 60.0) -> tuple[Checked, ...]:
    return asyncio.run(check((sys.executable, "-c", code), ZH, within_s))


def test_the_real_check_of_a_box_is_read(tmp_path: Path) -> None:
    box = tmp_path / "box.toml"
    box.write_text(f'[box]\nid = "k1"\ndata_dir = "{tmp_path}"\n[link]\nurl = "http://127.0.0.1:9"\n')
    lines = asyncio.run(check(command(box), texts("en"), 60.0))
    assert "Settings" in {line.part for line in lines}
    assert any(line.state == "bad" and line.do for line in lines), "it is not paired"


def test_its_lines_come_with_their_part_in_words() -> None:
    line = {"part": "disk", "state": "warning", "about": "", "key": "x", "says": "快满了", "do": "腾出空间"}
    assert checked(json.dumps({"lines": [line]}).encode(), ZH) == (
        Checked("warning", "磁盘", "快满了", "腾出空间"),
    )


@pytest.mark.parametrize(
    "out",
    [b"", b"Traceback", b"[]", b'{"lines": [1]}', b'{"lines": [{"part": "disk", "state": "fine"}]}', b"\xff"],
)
def test_nonsense_is_said_to_be_nonsense(out: bytes) -> None:
    with pytest.raises(CheckFailed, match="读不懂"):
        checked(out, ZH)


def test_a_check_that_hangs_is_ended(tmp_path: Path) -> None:
    mark = tmp_path / "alive"
    code = f"import time\nwhile True:\n    open({str(mark)!r}, 'w').write(str(time.time()))\n    time.sleep(0.05)"
    for within_s in (1.5, 6.0, 24.0):  # a busy machine takes long to begin
        with pytest.raises(CheckFailed, match="没有查完"):
            ran(code, within_s)
        if mark.exists():
            break
    time.sleep(0.3)
    last = mark.read_text()
    time.sleep(0.3)
    assert mark.read_text() == last, "no process is left behind"


def test_a_program_that_is_not_there_is_a_sentence() -> None:
    with pytest.raises(CheckFailed, match="No such file"):
        asyncio.run(check(("/nowhere/python",), ZH))


@pytest.mark.parametrize(
    ("state", "reason", "is_so", "says"),
    [
        ("ready", None, "good", "ticket 就绪"),
        ("near_end", None, "warning", "ticket 的纸快用完了"),
        ("out_of_paper", "out_of_paper", "bad", "ticket 没有纸"),
        ("offline", "refused", "bad", "ticket 拒绝连接：10.0.0.9"),
        ("offline", None, "bad", "ticket 连不上：10.0.0.9"),
    ],
)
def test_the_kiosk_says_of_its_printers_itself(
    state: str, reason: Reason | None, is_so: str, says: str
) -> None:
    health = PrinterHealth(state, reason, datetime.now(UTC))  # type: ignore[arg-type]  # from the table above
    (line,) = of_printers([(PRINTER, health)], ZH)
    assert (line.state, line.says, bool(line.do)) == (is_so, says, is_so != "good")


def test_what_is_bad_comes_first() -> None:
    lines = [
        Checked("good", "a", ""),
        Checked("bad", "b", ""),
        Checked("warning", "c", ""),
        Checked("bad", "d", ""),
    ]
    assert [each.part for each in gravest_first(lines)] == ["b", "d", "c", "a"]


def test_the_log_keeps_our_last_lines_without_people_and_without_tracebacks() -> None:
    recent = Recent()
    ours, others = logging.Logger("kiosk.presenter"), logging.Logger("httpx")
    for each in (ours, others):
        each.addHandler(recent)
    others.warning("not ours")
    for at in range(KEPT + 5):
        ours.info("line %d", at)
    try:
        raise ValueError("13812345678")
    except ValueError:
        ours.exception("who has %s failed\nsecond line", "110101199003078515")
    assert len(recent.lines) == KEPT
    assert recent.lines[0].endswith("! kiosk.presenter: who has … failed")
    assert recent.lines[1].endswith("kiosk.presenter: line 44")
    assert "1381234" not in "".join(recent.lines)


def test_what_could_be_a_persons_is_taken_out_and_what_helps_stays() -> None:
    assert without_people("phone 138-1234-5678, id 11010119900307851X") == "phone …, id …"
    assert without_people("see /t/Ab-c_9 token=xyz") == "see /t/… token=…"
    assert without_people("10.4.0.10:8443 is A5001") == "10.4.0.10:8443 is A5001"
    assert len(without_people("长" * 500)) == 160


def test_the_slip_is_no_ticket() -> None:
    paper = slip_paper("zh", State(), "取号机 1", datetime(2026, 3, 12, 2, 24, tzinfo=UTC))
    assert (paper.title.text, paper.note, paper.kiosk) == ("打印测试", "这不是号票", "取号机 1")


@pytest.mark.parametrize(("url", "known"), [("http://127.0.0.1:9", "127.0.0.1"), ("http://[::1]:9", "::1")])
def test_the_own_address_is_the_one_towards_the_hall(url: str, known: str) -> None:
    assert own_address(url) in (known, "")
