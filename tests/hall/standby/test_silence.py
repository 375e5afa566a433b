"""A leader that falls asleep in mid-sentence, when no time limit of its server runs; and those that only seem to sleep."""

import threading
import time
from collections.abc import Iterator
from itertools import count
from typing import Any

import psycopg
import pytest
from sqlalchemy import Connection, make_url

from hall.ledger import LEAD_LAPSES_S
from hall.ledger.postgres_store import LOCK
from hall.ledger.silence import Look, Silence
from hall.ledger.standing_by import Standby

BOUND_S = 30
SOON_S = 0.5
"""A lead that lapses sooner than a server's own limit, which then is not what ended it."""

NEVER_S = 3600.0

NAP = Look(7, "09:00:01 active ClientRead", is_awaited=True)


@pytest.fixture
def leader(postgres, url) -> Iterator[psycopg.Connection]:
    """A session that holds the lead as a hall's does, and whose server would end it were it idle."""
    folder, database = str(postgres.folder), make_url(url).database
    connection = psycopg.connect(host=folder, user="postgres", dbname=database, autocommit=True)
    connection.execute(f"SET idle_session_timeout = '{LEAD_LAPSES_S}s'")
    connection.execute(f"SET idle_in_transaction_session_timeout = '{LEAD_LAPSES_S}s'")
    connection.execute(f"SELECT pg_advisory_lock({LOCK})")
    yield connection
    connection.close()


class Waiting:
    """Somebody who stands by at each call; the event that it gives is set once nobody leads."""

    def __init__(self, url: str) -> None:
        self._url = url
        self._is_over = threading.Event()
        self._threads: list[threading.Thread] = []

    def __call__(self, lapses_s: float, **more: Any) -> threading.Event:
        is_free = threading.Event()
        standby = Standby(self._url, lapses_s=lapses_s, **more)

        def wait() -> None:
            if standby.wait(self._is_over.is_set):
                is_free.set()

        self._threads.append(threading.Thread(target=wait, daemon=True))
        self._threads[-1].start()
        return is_free

    def end(self) -> None:
        """Nobody stands by any more."""
        self._is_over.set()
        for each in self._threads:
            each.join(BOUND_S)
            assert not each.is_alive()


@pytest.fixture
def waiting(url) -> Iterator[Waiting]:
    standing_by = Waiting(url)
    yield standing_by
    standing_by.end()


def fall_asleep_in_mid_sentence(leader: psycopg.Connection) -> None:
    """Send one statement of a pipeline and nothing that ends it, as a hall does that is stopped between two rows."""
    leader.pgconn.enter_pipeline_mode()
    leader.pgconn.send_query_params(b"SELECT 1", None)
    leader.pgconn.send_flush_request()
    leader.pgconn.flush()


def test_a_leader_that_sleeps_in_mid_sentence_loses_the_lead(leader, waiting):
    fall_asleep_in_mid_sentence(leader)
    assert waiting(SOON_S).wait(BOUND_S)


def test_who_still_has_pages_to_read_sees_all_the_same_that_nobody_leads(leader, waiting):
    pages, is_reading = count(1), threading.Event()

    def read(connection: Connection) -> bool:
        if next(pages) == 3:
            is_reading.set()
        return True

    leader.execute("SET idle_session_timeout = 0")  # however long the first three pages take
    is_free = waiting(NEVER_S, follow=read)
    assert is_reading.wait(BOUND_S)
    assert not is_free.is_set()
    leader.close()
    assert is_free.wait(BOUND_S)


def test_its_server_alone_would_wait_for_it_for_ever(leader, postgres, waiting):
    """Why there must be somebody who looks: `idle_session_timeout` is long over, and the session lives."""
    fall_asleep_in_mid_sentence(leader)
    is_free = waiting(NEVER_S)
    time.sleep(LEAD_LAPSES_S + 2)
    assert not is_free.is_set()
    assert postgres.say(f"SELECT count(*) FROM pg_locks WHERE pid = {leader.info.backend_pid}") != [(0,)]


def test_a_leader_whose_server_has_to_wait_keeps_the_lead(leader, postgres, url, waiting):
    """It waits for a lock, a disk or a second copy: that is no silence of the hall's."""
    with psycopg.connect(host=str(postgres.folder), user="postgres", dbname=make_url(url).database) as slow:
        slow.execute("LOCK TABLE writer")
        asleep = threading.Thread(target=lambda: leader.execute("SELECT epoch FROM writer"))
        asleep.start()
        until_it_waits_for_a_lock(leader, postgres)
        is_free = waiting(SOON_S)
        assert not is_free.wait(SOON_S + 2)
        waiting.end()  # as soon as it has its answer, a leader that says nothing is a silent one
    asleep.join(BOUND_S)
    assert leader.execute("SELECT 1").fetchone() == (1,)


def until_it_waits_for_a_lock(leader: psycopg.Connection, postgres: Any) -> None:
    waits = f"SELECT wait_event_type FROM pg_stat_activity WHERE pid = {leader.info.backend_pid}"
    ends_s = time.monotonic() + BOUND_S
    while postgres.say(waits) != [("Lock",)]:
        assert time.monotonic() < ends_s
        time.sleep(0.02)


def test_silence_is_told_by_looks_that_are_all_alike():
    silence = Silence(6)
    assert not silence.is_over(NAP, 100.0)
    assert not silence.is_over(NAP, 105.9)
    assert silence.is_over(NAP, 106.0)


@pytest.mark.parametrize(
    "another",
    [
        Look(7, "09:00:03 active ClientRead", is_awaited=True),
        Look(8, "09:00:01 active ClientRead", is_awaited=True),
        Look(7, "09:00:01 active ClientRead", is_awaited=False),
    ],
    ids=["it said something", "it is another", "it waits itself"],
)
def test_whatever_is_heard_meanwhile_begins_it_anew(another):
    silence = Silence(6)
    silence.is_over(NAP, 100.0)
    assert not silence.is_over(another, 105.0)
    assert not silence.is_over(another, 106.0)
    assert not silence.is_over(NAP, 106.5)
