"""A second hall waits its turn, and nothing is lost or doubled when it comes: the first one killed, asleep, or ended."""

import signal
import socket
import time

import pytest
from sqlalchemy import make_url

pytestmark = pytest.mark.timeout(300)  # on a busy machine a hall takes half a minute to start


@pytest.fixture
def pair(hall):
    """One that leads, and one that stands by."""
    first, second = hall("first").start(), hall("second")
    second.is_standby = True
    second.start()
    assert second.process.stdout.readline().startswith("STANDBY")
    return first, second


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSTOP, signal.SIGTERM])
def test_the_second_takes_over_and_everybody_keeps_their_ticket(pair, crowd, number):
    first, second = pair
    people = crowd([first, second])
    people.until_acknowledged(20)
    first.signal(number)
    second.until_ready()
    people.until_acknowledged(20)
    people.go_home()
    numbers = [each["number"] for each in second.get("/state?all=1").json()["tickets"]]
    assert people.contradictions == []
    assert len(numbers) == len(set(numbers))
    assert sorted(people.numbers.values()) == sorted(numbers)


def test_a_hall_that_stands_by_lets_nobody_in_and_ends_when_it_is_told(pair):
    _, second = pair
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection(("127.0.0.1", second.port), timeout=5)
    second.signal(signal.SIGTERM)
    assert second.last_words()[0] == 0


IN_MID_SENTENCE = ("active", "ClientRead")
_STATE = """
SELECT state, wait_event FROM pg_locks JOIN pg_stat_activity USING (pid)
WHERE locktype = 'advisory' AND granted AND datname = '{}'
"""


@pytest.mark.soak
@pytest.mark.timeout(600)
def test_a_leader_paused_in_mid_sentence_is_followed(pair, crowd, postgres, url):
    """About one pause in eighty hits it; then no time limit of the server runs (tests/hall/standby/test_silence.py)."""
    first, second = pair
    people = crowd([first, second])
    people.until_acknowledged(20)
    question, ends_s = _STATE.format(make_url(url).database), time.monotonic() + 300
    while True:
        first.signal(signal.SIGSTOP)
        time.sleep(0.06)  # the server has carried out what it was sent
        if postgres.say(question) == [IN_MID_SENTENCE]:
            break
        first.signal(signal.SIGCONT)
        assert time.monotonic() < ends_s, "no pause has hit it"
        time.sleep(0.02)
    second.until_ready()
    people.until_acknowledged(20)
    people.go_home()
    assert people.contradictions == []
    numbers = [each["number"] for each in second.get("/state?all=1").json()["tickets"]]
    assert sorted(people.numbers.values()) == sorted(numbers)
