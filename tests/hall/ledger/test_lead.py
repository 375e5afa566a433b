"""Stories of several halls and one database: one leads, and whoever lost the lead writes no more."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import psycopg
import pytest
from sqlalchemy import make_url, text
from sqlalchemy.exc import DBAPIError

from hall.ledger import CommandRow, FactRow, Ledger, LedgerError, LedgerLost, open_ledger
from hall.ledger.opening import store_at
from hall.ledger.postgres_store import LEAD_LAPSES_S

NOW = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
BOUND_S = 30
Hall = Callable[..., Ledger]


@pytest.fixture
def url(new_database: Callable[[], str]) -> str:
    return new_database()


@pytest.fixture
def hall(url: str, tmp_path: Path) -> Iterator[Hall]:
    """Starts a hall on the machine of this name; two of one name are one hall that starts again. `lead_wait_s`: how long it
    waits for a lead that another has, and is not given up."""
    opened: list[Ledger] = []

    def start(machine: str, lead_wait_s: float = BOUND_S) -> Ledger:
        ledger = open_ledger(tmp_path / machine, NOW, url, lead_wait_s=lead_wait_s)
        opened.append(ledger)
        return ledger

    yield start
    for ledger in opened:
        ledger.close()


@pytest.fixture
def cut_off(postgres: Any, url: str) -> Callable[[], None]:
    """The server gives up the connection of whoever leads, and the lead is free."""
    database = make_url(url).database or ""

    def cut() -> None:
        postgres.end_sessions(database)
        until_nobody_is_connected(postgres, database)

    return cut


def until_nobody_is_connected(postgres: Any, database: str, but: int = 0) -> None:
    """A session that was told to end does so when its process has its turn."""
    others = f"SELECT pid FROM pg_stat_activity WHERE datname = '{database}' AND pid <> {but}"
    ends_s = time.monotonic() + BOUND_S
    while postgres.say(others):
        assert time.monotonic() < ends_s
        time.sleep(0.02)


def fact(seq: int) -> FactRow:
    return FactRow(seq, "2026-03-12T01:00:00.000Z", "2026-03-12", "notice_set", "{}")


def seqs(ledger: Ledger) -> list[int]:
    with ledger.engine.connect() as connection:
        return list(connection.execute(text("SELECT seq FROM fact ORDER BY seq")).scalars())


def test_a_second_hall_is_told_that_another_leads(hall):
    hall("first")
    with pytest.raises(LedgerError, match="another hall is leading") as wrong:
        hall("second", lead_wait_s=1.0)
    assert wrong.value.trouble == "in_use"
    assert wrong.value.may_pass


def test_after_an_orderly_end_the_next_one_leads_and_nothing_was_taken_over(hall):
    first = hall("first")
    first.close()
    second = hall("second")
    assert (second.epoch, second.taken_from, second.id) == (first.epoch + 1, "", first.id)


def test_a_hall_that_starts_again_after_a_power_cut_takes_over_from_nobody(hall, tmp_path, url):
    script = (
        "import os, signal, sys; from datetime import *; from pathlib import Path; from hall.ledger import open_ledger;"
        "print(open_ledger(Path(sys.argv[1]), datetime.now(UTC), sys.argv[2]).id, flush=True);"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    words = [sys.executable, "-c", script, tmp_path / "first", url]
    ended = subprocess.run(words, capture_output=True, text=True, timeout=60, check=False)
    assert ended.returncode == -9, ended.stderr
    again = hall("first")
    assert (again.epoch, again.taken_from, again.id) == (2, "", ended.stdout.strip())


def test_whoever_takes_over_names_the_ledger_anew_and_knows_from_whom(hall, cut_off):
    first = hall("first")
    cut_off()
    second = hall("second")
    assert second.epoch == 2
    assert second.taken_from != ""
    assert second.id != first.id


def test_a_hall_that_lost_the_lead_writes_nothing_more(hall, cut_off):
    first = hall("first")
    first.append([fact(1)], [])
    cut_off()
    second = hall("second")
    asked = CommandRow(box="k", key="1", hash="h", status=201, reply="{}", seqs=(2,), at="")
    with pytest.raises(DBAPIError):  # it hears only now that it was cut off
        first.append([fact(2)], [asked])
    for write in (
        lambda: first.append([fact(2)], [asked]),
        lambda: first.forget_commands("9"),
        lambda: first.reconnect("", 1),
        lambda: first.engine.begin().__enter__(),
        first.keep,
    ):
        with pytest.raises(LedgerLost, match="taken over"):
            write()
        second.keep()  # as a hall does now and then: the server ends the session of one that says nothing
    assert seqs(second) == [1]
    second.append([fact(2)], [])
    second.close()
    third = hall("third")
    assert seqs(third) == [1, 2]
    assert third.command("k", "1") is None


def test_a_lead_that_was_counted_further_ends_a_hall_whose_connection_still_lives(hall, postgres, url):
    """The lock alone is not trusted: behind a pooler that shares connections it would be nobody's."""
    first = hall("first")
    first.append([fact(1)], [])
    postgres.say("UPDATE writer SET epoch = epoch + 1", make_url(url).database)
    for write in (lambda: first.append([fact(2)], []), lambda: first.forget_commands("9"), first.keep):
        with pytest.raises(LedgerLost, match="taken over"):
            write()
    assert postgres.say("SELECT seq FROM fact", make_url(url).database) == [(1,)]


def test_a_connection_that_broke_is_made_anew_with_the_lead_and_in_the_same_epoch(hall, cut_off):
    first = hall("first")
    first.append([fact(1)], [])
    cut_off()
    first.reconnect("", 1)
    first.append([fact(2)], [])
    assert (first.epoch, seqs(first)) == (1, [1, 2])
    with pytest.raises(LedgerError, match="another hall is leading"):
        hall("second", lead_wait_s=1.0)


def test_a_takeover_waits_for_the_batch_that_is_being_written(hall, cut_off, postgres, url):
    """The lock is gone, the transaction is not: the server has not noticed the end of one of its connections yet."""
    hall("first")
    database = make_url(url).database
    slow = psycopg.connect(host=str(postgres.folder), user="postgres", dbname=database)
    cut_off_only_the_hall(postgres, database, slow.info.backend_pid)
    slow.execute("SELECT epoch FROM writer FOR SHARE")
    slow.execute("INSERT INTO fact VALUES (1, '', '', 'notice_set', '{}')")
    begun: list[Ledger] = []
    takeover = threading.Thread(target=lambda: begun.append(hall("second")))
    takeover.start()
    takeover.join(0.5)
    assert begun == []
    slow.commit()
    takeover.join(BOUND_S)
    assert seqs(begun[0]) == [1]
    slow.close()


def cut_off_only_the_hall(postgres: Any, database: str, but: int) -> None:
    postgres.say(
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}' AND pid <> {but}"
    )
    until_nobody_is_connected(postgres, database, but)


def test_a_ledger_that_lost_what_it_confirmed_ends_the_hall(hall, postgres, url):
    """A server that was put back from yesterday, or a standby that had not got everything."""
    first = hall("first")
    first.append([fact(1), fact(2)], [])
    postgres.say("DELETE FROM fact WHERE seq = 2", make_url(url).database)
    with pytest.raises(LedgerLost, match="no longer the one") as wrong:
        first.reconnect("", 2)
    assert wrong.value.trouble == "replaced"


def test_a_server_that_may_lose_what_it_confirms_is_refused(hall, postgres, url):
    database = make_url(url).database
    postgres.say(f"ALTER DATABASE {database} SET synchronous_commit = off")
    with pytest.raises(LedgerError, match="synchronous_commit = off") as wrong:
        hall("first")
    assert wrong.value.trouble == "unsafe"
    postgres.say(f"ALTER DATABASE {database} SET synchronous_commit = remote_apply")
    hall("first")


def test_a_server_that_does_not_sync_is_refused(hall, postgres):
    postgres.say("ALTER SYSTEM SET fsync = off")
    postgres.reload()
    try:
        with pytest.raises(LedgerError, match="fsync = off"):
            hall("first")
    finally:
        postgres.say("ALTER SYSTEM RESET fsync")
        postgres.reload()
    hall("first")


def test_a_server_that_is_not_there_is_named_without_its_password(tmp_path):
    with pytest.raises(LedgerError, match="cannot be reached") as wrong:
        open_ledger(tmp_path, NOW, "postgresql+psycopg://hall:geheim@127.0.0.1:1/hall")
    assert wrong.value.trouble == "unreachable"
    assert "geheim" not in str(wrong.value)
    assert "\n" not in str(wrong.value)


@pytest.mark.parametrize(
    "url", ["mysql://u:geheim@h/d", "postgresql+psycopg://u:geheim@h", "geheim", "sqlite:///x"]
)
def test_what_is_no_address_of_a_database_is_refused(tmp_path, url):
    with pytest.raises(LedgerError) as wrong:
        store_at(tmp_path, url)
    assert wrong.value.trouble == "url"
    assert "geheim" not in str(wrong.value)


def test_the_lead_lapses_when_its_holder_says_nothing_for_long(hall):
    """So a hall that only sleeps, on a machine that answers, cannot keep everybody out."""
    with hall("first").engine.connect() as connection:
        for setting in ("idle_session_timeout", "idle_in_transaction_session_timeout"):
            assert connection.exec_driver_sql(f"SHOW {setting}").scalar() == f"{LEAD_LAPSES_S}s"
