"""A second hall waits its turn, and nothing is lost or doubled when it comes: the first one killed, asleep, or ended."""

import signal

import pytest


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


def test_a_hall_that_stands_by_ends_when_it_is_told(pair):
    _, second = pair
    second.signal(signal.SIGTERM)
    assert second.last_words()[0] == 0
