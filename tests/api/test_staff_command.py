"""`jiaohao staff` and the like, typed on the hall's own machine while it runs."""

import contextlib
import csv
import io
import re

import httpx
import pytest
from typer.testing import CliRunner

from config.texts import texts
from hall.asking import HallSaidNo, ask
from hall.command import commands as hall_commands
from hall.ledger import open_ledger
from hall.ledger.staff import StaffTable
from hall.staff.audit import Deed
from hall.staff.change import Change
from hall.staff.command import commands as staff_commands


@pytest.fixture(params=[True, False], ids=["tls", "loopback"])
def hall(request, make_hall):
    live = make_hall(is_trusted=request.param)
    live.open()
    return live


def typed(hall, commands, *words):
    ran = CliRunner().invoke(commands(texts("zh")), [*words, "--data", str(hall.settings.data)])
    return ran.exit_code, ran.output


def asked(hall, method, path, body):
    """As this machine's own commands ask."""
    with contextlib.suppress(HallSaidNo):
        ask(hall.settings.data, "en", method, path, body)


def staff(hall, *words):
    return typed(hall, staff_commands, *words)


def test_a_clerks_whole_life_on_the_list(hall):
    status, said = staff(hall, "add", "1001", "--name", "王秀英")
    assert status == 0
    first = re.search(r"初始密码是 (\d{6})，", said)[1]
    assert first not in staff(hall, "list")[1]
    assert "还没有改初始密码" in staff(hall, "list")[1]
    for verb, words in (("disable", "已停用"), ("enable", "已启用"), ("unlock", "已解锁")):
        assert staff(hall, verb, "1001") == (0, f"{words} 1001\n")
    assert re.search(r"初始密码是 (\d{6})，", staff(hall, "reset", "1001")[1])[1] != first


def test_what_is_wrong_is_said_in_a_sentence(hall):
    assert staff(hall, "add", "1001", "--role", "boss")[0] == 2
    status, said = staff(hall, "reset", "1009")
    assert (status, "1009" in said, "Traceback" in said) == (1, True, False)
    hall.close()
    status, said = staff(hall, "list")
    assert (status, "Traceback" in said) == (2, False)
    assert said.count("\n") == 1


def test_the_record_is_shown_and_handed_on_as_a_table_for_a_spreadsheet(hall):
    staff(hall, "add", "1001")
    staff(hall, "disable", "1001")
    status, said = typed(hall, hall_commands, "audit")
    assert status == 0
    assert "添加人员" in said
    assert "停用人员" in said
    status, said = typed(hall, hall_commands, "audit", "--csv", "--from", "2026-03")
    rows = list(csv.DictReader(io.StringIO(said)))
    assert [row["action"] for row in rows] == ["staff-added", "staff-disabled"]
    assert rows[1]["previous"] == rows[0]["seal"]
    assert typed(hall, hall_commands, "audit", "--csv", "--to", "2026-03")[1].count("\n") == 1


TYPED_NAMES = ("[/]", "[black on black]x", ":smile:", "=HYPERLINK(1)", "＝1+1")


def test_what_a_guesser_types_is_counted_in_the_record_and_not_named(hall):
    for person in TYPED_NAMES:
        asked(hall, "POST", "/sessions", {"person": person, "password": "0"})
    said = typed(hall, hall_commands, "audit", "--csv")[1]
    rows = list(csv.DictReader(io.StringIO(said)))
    assert {(row["action"], row["about"]) for row in rows} == {("sign-in-failed", "")}
    assert len(rows) == len(TYPED_NAMES)
    assert [each for each in TYPED_NAMES if each in said] == []


@pytest.mark.parametrize("is_trusted", [True, False], ids=["tls", "loopback"])
def test_strange_words_in_the_record_neither_break_nor_hide_it_and_are_no_formula(make_hall, is_trusted):
    """Earlier halls have written down what guessers typed."""
    hall = make_hall(is_trusted=is_trusted)
    with contextlib.closing(open_ledger(hall.settings.data, hall.clock())) as ledger:
        deeds = tuple(Deed(action="sign-in-failed", box="b", about=each) for each in TYPED_NAMES)
        StaffTable(ledger.engine).carry_out(Change(deeds=deeds), hall.clock())
    hall.open()
    staff(hall, "add", "1001", "--name", "[/王]")
    assert "[/王]" in staff(hall, "list")[1]
    status, said = typed(hall, hall_commands, "audit")
    assert status == 0
    assert [each for each in TYPED_NAMES if each not in said] == []
    cells = {
        row["about"] for row in csv.DictReader(io.StringIO(typed(hall, hall_commands, "audit", "--csv")[1]))
    }
    assert {"[/]", "'=HYPERLINK(1)", "'＝1+1"} <= cells


def test_a_link_is_printed_that_a_browser_can_open(make_hall):
    hall = make_hall(is_trusted=True)
    hall.open()
    status, said = typed(hall, hall_commands, "link", "--role", "display", "--box", "tv-1", "--zones", "left")
    assert status == 0
    link = said.split()[0]
    assert re.fullmatch(r"https://[0-9.]+:\d+/api/v1/enter/[A-Za-z0-9_-]{22}", link)
    path = link[link.index("/api/v1") :]
    with httpx.Client(verify=False, trust_env=False) as browser:
        assert browser.get(hall.hall.url + path).json()["zones"] == ["left"]
