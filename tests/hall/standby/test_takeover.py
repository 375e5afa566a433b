"""A hall falls asleep in mid-service and another takes its place: when it wakes, it writes nothing and promises nothing."""

import json
import signal
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import make_url

pytestmark = pytest.mark.timeout(300)  # on a busy machine a hall takes half a minute to start


def test_a_leader_that_slept_never_writes_and_never_acknowledges(hall, crowd, asking, postgres, url):
    first, second = hall("first").start(), hall("second")
    people = crowd([first, second])
    people.until_acknowledged(20)

    first.signal(signal.SIGSTOP)
    with ThreadPoolExecutor(4) as patient:
        late = [patient.submit(asking, first.address, "late", f"late-{n}", 60) for n in range(4)]
        postgres.end_sessions(make_url(url).database)
        second.start()
        people.until_acknowledged(20)
        first.signal(signal.SIGCONT)
        answers = [each.result() for each in late]
    people.until_acknowledged(10)
    people.go_home()

    assert [each.status_code for each in answers if each is not None and each.status_code < 300] == []
    status, said = first.last_words()
    assert status == 1
    assert "Another hall has taken over the database" in said.splitlines()[-1]
    assert "Traceback" not in said
    everybody_has_one_ticket(people, second)
    facts = facts_of(postgres, url)
    assert [each["seq"] for each in facts] == list(range(1, len(facts) + 1))
    takeovers = [each for each in facts if each["kind"] == "hall_took_over"]
    assert [each["epoch"] for each in takeovers] == [2]
    assert takeovers[0]["from_host"]


def test_a_hall_that_ends_in_order_hands_over_at_once(hall, postgres, url):
    first, second = hall("first").start(), hall("second")
    first.signal(signal.SIGTERM)
    assert first.last_words()[0] == 0
    second.start()
    assert "hall_took_over" not in [each["kind"] for each in facts_of(postgres, url)]


def everybody_has_one_ticket(people, hall):
    """Each press has one ticket, with the number that was said, and no number was given twice."""
    tickets = hall.get("/state?all=1").json()["tickets"]
    numbers = [each["number"] for each in tickets]
    assert people.contradictions == []
    assert len(numbers) == len(set(numbers))
    assert sorted(people.numbers.values()) == sorted(numbers)


def facts_of(postgres, url):
    return [
        json.loads(text)
        for (text,) in postgres.say("SELECT text FROM fact ORDER BY seq", make_url(url).database)
    ]
