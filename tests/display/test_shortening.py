"""The longer the queue, the less is said; nothing is ever left unsaid altogether."""

from datetime import UTC, datetime, timedelta

from display.announcer import Announcer, Call
from display.shortening import Backlog, Role, backlog, chime_of, is_wanted, lag_told_s

NINE = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
ALL: tuple[Role, ...] = ("first", "own", "repeat", "other")


def wanted(waiting: int, oldest_s: float = 1.0, *, does_stand: bool = True) -> tuple[Role, ...]:
    behind = Backlog(waiting=waiting, oldest_s=oldest_s)
    return tuple(role for role in ALL if is_wanted(role, behind, does_stand=does_stand))


def test_where_nobody_waits_a_call_is_said_twice_and_in_every_language() -> None:
    assert wanted(0) == ALL


def test_where_one_waits_it_is_said_once_in_each_and_only_as_long_as_that_one_can_wait() -> None:
    assert wanted(1) == ("first", "own", "other")
    assert wanted(1, 7.0) == ("first", "own")


def test_where_more_wait_it_is_said_once_and_in_the_language_of_its_citizen() -> None:
    assert wanted(2) == ("first", "own")
    assert wanted(200, 300.0) == ("first", "own")


def test_what_no_longer_stands_is_said_no_further() -> None:
    assert wanted(0, does_stand=False) == ("first",)


def test_a_long_queue_is_chimed_briefly() -> None:
    assert chime_of(Backlog(waiting=2, oldest_s=5), 40) == "call"
    assert chime_of(Backlog(waiting=3, oldest_s=5), 40) == "brief"
    assert chime_of(Backlog(waiting=1, oldest_s=20), 40) == "brief"


def test_staff_hear_of_a_lag_above_the_ceiling_until_it_is_half_of_it() -> None:
    assert lag_told_s(Backlog(waiting=1, oldest_s=40), 40, told_s=0) == 0
    assert lag_told_s(Backlog(waiting=1, oldest_s=41), 40, told_s=0) == 40
    assert lag_told_s(Backlog(waiting=1, oldest_s=21), 40, told_s=40) == 40
    assert lag_told_s(Backlog(waiting=1, oldest_s=20), 40, told_s=40) == 0


def test_staff_are_told_again_only_when_the_lag_has_doubled() -> None:
    lags = (39, 41, 60, 79, 80, 120, 90, 170, 400, 100, 30, 19, 41)
    told, steps = 0.0, list[float]()
    for lag in lags:
        told = lag_told_s(Backlog(waiting=9, oldest_s=lag), 40, told_s=told)
        steps.append(told)
    assert steps == [0, 40, 40, 40, 80, 80, 80, 160, 320, 320, 320, 0, 40]


def test_the_backlog_is_what_waits_and_how_long_the_first_of_it_has() -> None:
    waiting = tuple(
        Call(seq=seq, ticket=str(seq), number="A001", window="1", zones=(), at=NINE + timedelta(seconds=seq))
        for seq in (5, 6)
    )
    assert backlog(Announcer(waiting=waiting), NINE + timedelta(seconds=15)) == Backlog(
        waiting=2, oldest_s=10.0
    )
    assert backlog(Announcer(), NINE) == Backlog()
