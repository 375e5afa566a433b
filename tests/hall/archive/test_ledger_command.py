"""`jiaohao ledger` as it is typed, on a hall of three days."""

import csv
import io
import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from hall.archive.closing import Shelf, close_days
from hall.entries import entry_of
from hall.ledger import DayBooks, PeopleTable, Person, open_ledger
from hall.ledger_command import app
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.definition import Definition

NOW = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
PAGE = 4096
"""Bytes of a page of SQLite's, unless it is told otherwise."""

Say = Callable[..., tuple[int, str, str]]


@pytest.fixture
def data(tmp_path: Path, definition: Definition) -> Path:
    hall = PaperHall(definition, NOW)
    for number in range(2):
        hall.do(c.OpenWindow(window="w1", clerk="=1+1"))
        hall.do(c.TakeTicket(service="house"))
        hall.let_pass(60)
        hall.do(c.CallNext(window="w1"), f"next-{number}")
        hall.let_pass(90)
        hall.do(c.FinishService(window="w1"), f"finish-{number}")
        hall.now = NOW + timedelta(days=number + 1)
        hall.do(c.Tick())
    ledger = open_ledger(tmp_path / "hall", NOW)
    ledger.append([entry_of(fact).row for fact in hall.facts], [])
    list(
        close_days(Shelf(books=DayBooks(ledger.engine), directory=tmp_path / "hall", hall="h"), "2026-03-15")
    )
    PeopleTable(ledger.engine).keep(
        Person(
            reference="r1",
            hash="5" * 64,
            masked="张*",
            made_at="2026-03-12T01:00:00.000Z",
            purge_on="2026-04-12",
        )
    )
    ledger.close()
    return tmp_path / "hall"


@pytest.fixture
def say(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Say:
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("JIAOHAO_LEDGER", raising=False)

    def typed(*words: object, data: Path = data) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as ended:
            app([*map(str, words), "--data", str(data)], "jiaohao ledger")
        told = capsys.readouterr()
        return int(ended.value.code or 0), told.out, told.err

    return typed


def spoil(data: Path, said: str) -> None:
    ledger = open_ledger(data, NOW)
    with ledger.engine.begin() as connection:
        connection.execute(text(said))
    ledger.close()


def test_a_ledger_that_holds_is_said_to_hold(say: Say) -> None:
    status, out, err = say("verify")
    assert (status, err) == (0, "")
    assert "2 archived days" in out


def test_what_is_wrong_is_said_in_words_and_rebuilt(say: Say, data: Path) -> None:
    spoil(data, "UPDATE visit SET waiting_ms = 0")
    status, _, err = say("verify")
    assert status == 1
    assert "jiaohao ledger rebuild" in err
    assert say("rebuild")[0] == 0
    assert say("verify")[0] == 0


@pytest.mark.parametrize("page", range(1, 40, 8))
def test_a_page_that_the_disk_spoilt_is_said_in_words(
    say: Say, data: Path, tmp_path: Path, page: int
) -> None:
    spoil(data, "PRAGMA wal_checkpoint(TRUNCATE)")
    whole = (data / "ledger.db").read_bytes()
    place = page * PAGE
    assert place + PAGE <= len(whole)
    (data / "ledger.db").write_bytes(whole[:place] + b"\xa5" * PAGE + whole[place + PAGE :])
    status, _, err = say("verify")
    assert status == 1
    assert "ledger.db" in err
    assert "put back the last backup" in err
    status, _, err = say("backup", "--to", tmp_path / "b")
    assert (status == 0) == (tmp_path / "b").exists()  # where all that is copied can be read, it still counts
    assert (status == 0) == (err == "")


def test_a_backup_is_put_back_elsewhere(say: Say, data: Path, tmp_path: Path) -> None:
    assert say("backup", "--to", tmp_path / "b")[0] == 0
    status, _, err = say("restore", "--from", tmp_path / "b")
    assert (status, "already" in err) == (2, True)
    status, out, _ = say("restore", "--from", tmp_path / "b", data=tmp_path / "again")
    assert (status, "jiaohao hall recovered" in out) == (0, True)
    assert say("verify", data=tmp_path / "again")[0] == 0


def test_days_are_taken_away_as_a_spreadsheet_reads_them(say: Say) -> None:
    status, out, _ = say("export", "--from", "2026-03-12", "--until", "2026-03-13", "--what", "transactions")
    rows = list(csv.DictReader(io.StringIO(out)))
    assert status == 0
    assert [(row["day"], row["waiting_ms"], row["window"], row["clerk"]) for row in rows] == [
        ("2026-03-12", "60000", "w1", "'=1+1"),
        ("2026-03-13", "60000", "w1", "'=1+1"),
    ]


def test_facts_are_taken_away_as_they_were_written(say: Say) -> None:
    _, out, _ = say("export", "--from", "2026-03-12", "--what", "facts")
    assert [json.loads(line)["seq"] for line in out.splitlines()] == [*range(1, len(out.splitlines()) + 1)]
    assert json.loads(out.splitlines()[-1])["kind"] == "day_closed"


def test_somebody_is_forgotten_once(say: Say) -> None:
    assert say("forget")[0] == 2
    assert say("forget", "--person", "r1")[1].startswith("1 ")
    assert say("forget", "--day", "2026-03-12")[1].startswith("0 ")


def test_what_is_typed_wrong_is_said(say: Say) -> None:
    assert "yesterday" in say("export", "--from", "yesterday")[2]
    assert "visits" in say("export", "--from", "2026-03-12", "--what", "people")[2]
