"""Stories of writing and reading again."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import IntegrityError

from hall.ledger import CommandRow, FactRow, Ledger, SeenKeys, open_ledger
from hall.rules.paper import PaperHall, replay
from link.messages import commands as c
from link.messages.codec import moment_text
from link.messages.definition import Policy
from link.messages.facts import Fact
from link.messages.wire import fact_text

NOW = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
ASKED = CommandRow(
    box="k1", key="a", hash="h", status=201, reply='{"号":1}', seqs=(1, 2), at=moment_text(NOW)
)


@pytest.fixture
def ledger(tmp_path: Path, ledger_url: str) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path, NOW, ledger_url)
    yield opened
    opened.close()


def row(fact: Fact) -> FactRow:
    return FactRow(
        seq=fact.seq, at=moment_text(fact.at), day=str(fact.day), kind=fact.kind, text=fact_text(fact)
    )


def test_what_was_written_is_read_again_in_order(ledger, definition):
    hall = PaperHall(definition, NOW)
    hall.do(c.TakeTicket(service="house"))
    ledger.append([row(fact) for fact in hall.facts], [ASKED])
    assert list(ledger.facts()) == hall.facts
    assert list(ledger.facts(after=2)) == hall.facts[2:]


def test_a_commands_answer_is_found_by_box_and_key_until_it_is_forgotten(ledger, definition):
    ledger.append([row(fact) for fact in PaperHall(definition, NOW).facts], [ASKED])
    assert ledger.command("k1", "a") == ASKED
    assert ledger.command("k2", "a") is None
    assert list(ledger.remembered_keys()) == [("k1", "a")]
    ledger.forget_commands(moment_text(NOW))
    assert ledger.command("k1", "a") == ASKED
    ledger.forget_commands(moment_text(NOW + timedelta(seconds=1)))
    assert ledger.command("k1", "a") is None


def test_a_batch_is_written_whole_or_not_at_all(ledger, definition):
    rows = [row(fact) for fact in PaperHall(definition, NOW).facts]
    with pytest.raises(IntegrityError):
        ledger.append(rows, [ASKED, ASKED])
    assert list(ledger.facts()) == []
    with pytest.raises(IntegrityError):
        ledger.append([*rows, rows[0]], [])
    ledger.append(rows, [ASKED])
    assert len(list(ledger.facts())) == len(rows)


@pytest.mark.parametrize("carries", [False, True])
def test_after_many_days_a_restart_reads_the_last_one_and_knows_as_much(ledger, definition, carries):
    hall = PaperHall(replace(definition, policy=Policy(carry_over=carries)), NOW)
    for day in range(5):
        busy_day(hall, day)
        hall.now += timedelta(days=1)
        hall.do(c.Tick())
    busy_day(hall, 5)
    ledger.append([row(fact) for fact in hall.facts], [])
    read = list(ledger.facts_that_matter())
    assert replay(read) == hall.day == replay(ledger.facts())
    assert len(read) < len(hall.facts) / 2


def busy_day(hall: PaperHall, day: int) -> None:
    hall.do(c.SetNotice(zone="left", notices=(f"第 {day} 天",)))
    hall.do(c.ReportHealth(box="k", troubles=(c.Trouble(part="printer"),) if day % 2 else ()))
    hall.do(c.OpenWindow(window="w1", clerk="1001"))
    for _ in range(4):
        hall.do(c.TakeTicket(service="house"))
    for _ in range(2):
        hall.do(c.CallNext(window="w1"))
        hall.do(c.FinishService(window="w1"))


@pytest.mark.parametrize("ledger_url", [""])
def test_a_restart_finds_the_days_beginning_without_reading_the_whole_table(ledger):
    """A hall of many years starts as fast as a new one: each question for old facts goes through the partial index."""
    asked: list[tuple[str, tuple[object, ...]]] = []
    event.listen(ledger.engine, "before_cursor_execute", lambda *call: asked.append((call[2], call[3])))
    list(ledger.facts_that_matter())
    questions = [(question, values) for question, values in asked if "kind IN" in question]
    assert len(questions) == 2
    with ledger.engine.connect() as connection:
        for question, values in questions:
            plan = connection.exec_driver_sql("EXPLAIN QUERY PLAN " + question, values).all()
            assert "INDEX fact_lasting" in str(plan)


def test_a_key_that_was_seen_is_never_taken_for_new_and_a_new_one_rarely_for_seen():
    keys = SeenKeys()
    assert (
        sum(keys.add("k1", f"key {number}") for number in range(5_000)) <= 1
    )  # by chance: hashes differ from run to run
    assert all(keys.add("k1", f"key {number}") for number in range(5_000))
    assert sum(keys.add("k2", f"key {number}") for number in range(5_000)) <= 1


def test_a_large_batch_is_written_whole_and_moved_from_the_log_into_the_file(tmp_path: Path) -> None:
    ledger = open_ledger(tmp_path, NOW)
    ledger.append([FactRow(seq, "at", "day", "kind", "text") for seq in range(1, 251)], [])
    ledger.tidy()
    alone = tmp_path / "alone.db"
    alone.write_bytes((tmp_path / "ledger.db").read_bytes())
    with closing(sqlite3.connect(alone)) as copy:
        assert copy.execute("SELECT count(*), max(seq) FROM fact").fetchone() == (250, 250)
    ledger.close()
