"""Staying connected: the states a box goes through, and when it tries again."""

import asyncio
import logging

import pytest

from link.reconnect import FIRST_PAUSE_S, LONGEST_PAUSE_S, Ended, Link, Whereabouts, pause_s

THERE = Whereabouts(urls=("http://127.0.0.1:1/api/v1",))


class Told:
    """What a link said of itself, without repeats."""

    def __init__(self, link):
        self.statuses = []
        link.on_status.add(self.statuses.append)

    @property
    def states(self):
        found = []
        for status in self.statuses:
            if not found or found[-1] != status.state:
                found.append(status.state)
        return found

    def last(self, state):
        return [each for each in self.statuses if each.state == state][-1]


async def forever(url, link):
    link.word()
    link.live("hulu")
    await asyncio.Event().wait()


def test_pauses_grow_are_spread_apart_and_have_an_end():
    assert [pause_s(attempt, 1.0) for attempt in range(1, 8)] == [0.25, 0.5, 1, 2, 4, 8, 8]
    assert [pause_s(attempt, 0.0) for attempt in (1, 6)] == [0.125, 4]
    assert pause_s(10_000, 1.0) == LONGEST_PAUSE_S
    assert pause_s(0, 1.0) == FIRST_PAUSE_S


def test_the_next_address_of_a_round_is_tried_soon_however_often_all_have_failed():
    assert [pause_s(attempt, 1.0, is_round_over=False) for attempt in (1, 6, 10_000)] == [FIRST_PAUSE_S] * 3


def test_a_box_goes_from_searching_to_live(play, until):
    async def story():
        halls = [Whereabouts(reason="not-heard")]
        link = Link(forever, lambda: halls[0])
        told = Told(link)
        link.start()
        await until(lambda: link.status.reason == "not-heard")
        assert link.status.state == "searching"
        assert link.silent_s is None
        halls[0] = THERE
        link.wake()
        await until(lambda: link.status.is_live)
        await link.stop()
        assert told.states == ["searching", "connecting", "live"]
        assert (link.status.hall, link.status.url, link.status.reason) == ("hulu", THERE.urls[0], "")
        assert link.status.last_word_at is not None

    play(story())


def test_a_hall_out_of_reach_is_tried_at_each_of_its_addresses(play, until):
    tried = []

    async def session(url, link):
        tried.append(url)
        if len(tried) < 4:
            raise Ended("unreachable")
        await forever(url, link)

    async def story():
        link = Link(session, lambda: Whereabouts(urls=("a", "b")), chance=lambda: 0.0)
        told = Told(link)
        link.start()
        await until(lambda: tried)
        while not link.status.is_live:
            link.wake()
            await asyncio.sleep(0.01)
        await link.stop()
        assert tried == ["a", "b", "a", "b"]
        assert told.states[:4] == ["connecting", "waiting", "connecting", "waiting"]
        assert told.last("waiting").attempt == 3

    play(story())


def test_after_a_good_session_the_same_address_comes_first_again(play, until):
    tried = []

    async def session(url, link):
        tried.append(url)
        if len(tried) == 2:
            link.word()
            link.live("hulu")
        raise Ended("cut")

    async def story():
        link = Link(session, lambda: Whereabouts(urls=("b", "a") if len(tried) > 1 else ("a", "b")))
        link.start()
        await until(lambda: len(tried) == 4)
        await link.stop()
        assert tried == ["a", "b", "b", "a"]

    play(story())


def test_an_announcement_ends_the_wait_at_once(play, until):
    tries = []

    async def session(url, link):
        tries.append(url)
        raise Ended("unreachable")

    async def story():
        link = Link(session, lambda: THERE, chance=lambda: 1.0)
        link.start()
        for count in range(1, 9):
            await until(lambda count=count: len(tries) >= count and link.status.state == "waiting")
            link.wake()
        await until(lambda: len(tries) >= 9)
        await link.stop()
        assert link.status.attempt >= 8

    play(story(), 25)  # without waking, the ninth try comes after half a minute


def test_what_is_shown_becomes_stale_when_the_hall_is_silent_whatever_is_tried_meanwhile(play, until):
    sessions = []

    async def session(url, link):
        sessions.append(url)
        if len(sessions) == 1:
            link.word()
            link.live("hulu")
            return
        raise Ended("unreachable", "nobody")

    async def story():
        link = Link(session, lambda: THERE, stale_s=0.2, chance=lambda: 1.0)
        told = Told(link)
        link.start()
        await until(lambda: link.status.state == "stale")
        await until(lambda: len(sessions) > 3)
        assert link.status.state == "stale"
        await link.stop()
        assert told.states[:3] == ["connecting", "live", "waiting"]
        assert told.states[-1] == "stale"
        assert link.status.reason == "unreachable"
        since = {each.since for each in told.statuses if each.state == "stale"}
        assert len(since) == 1, "stale since one moment, however many tries"

    play(story())


def test_a_restart_of_the_hall_within_seconds_is_never_stale(play, until):
    sessions = []

    async def session(url, link):
        sessions.append(url)
        link.word()
        link.live("hulu")
        if len(sessions) == 1:
            raise Ended("cut")
        await asyncio.Event().wait()

    async def story():
        link = Link(session, lambda: THERE)
        told = Told(link)
        link.start()
        await until(lambda: len(sessions) == 2 and link.status.is_live)
        await link.stop()
        assert told.states == ["connecting", "live", "waiting", "connecting", "live"]

    play(story())


def test_a_hall_that_hangs_up_at_once_is_not_asked_four_times_a_second_for_ever(play, until):
    sessions = []

    async def session(url, link):
        sessions.append(url)
        link.word()
        link.live("hulu")

    async def story():
        link = Link(session, lambda: THERE)
        link.start()
        await until(lambda: len(sessions) == 3)
        await until(lambda: link.status.state == "waiting")
        assert link.status.attempt == 3
        await link.stop()

    play(story())


def test_the_first_failure_is_a_warning_and_the_rest_is_not(play, until, caplog):
    caplog.set_level(logging.DEBUG, "link.reconnect")
    tries = []

    async def session(url, link):
        tries.append(url)
        raise Ended("unreachable")

    async def story():
        link = Link(session, lambda: THERE, chance=lambda: 0.0)
        link.start()
        await until(lambda: len(tries) > 2)
        await link.stop()

    play(story())
    told = [each.levelno for each in caplog.records if "no link" in each.message]
    assert told[:2] == [logging.WARNING, logging.DEBUG]
    assert logging.WARNING not in told[1:]


def test_a_fault_of_our_own_is_logged_and_does_not_end_the_trying(play, until, caplog):
    tries = []

    async def session(url, link):
        tries.append(url)
        if len(tries) == 1:
            raise ZeroDivisionError
        await forever(url, link)

    async def story():
        link = Link(session, lambda: THERE)
        told = Told(link)
        link.start()
        await until(lambda: link.status.is_live)
        await link.stop()
        assert (told.last("waiting").reason, told.last("waiting").detail) == ("fault", "ZeroDivisionError")

    play(story())
    assert "ZeroDivisionError" in caplog.text


def test_a_listener_that_fails_keeps_nothing_from_the_others(play, until):
    faults, heard = [], []

    async def story():
        asyncio.get_running_loop().set_exception_handler(lambda loop, what: faults.append(what["exception"]))
        link = Link(forever, lambda: THERE)
        link.on_status.add(lambda status: 1 / 0)
        leave = link.on_status.add(lambda status: heard.append(status.state))
        link.start()
        await until(lambda: "live" in heard)
        leave()
        leave()
        await link.stop()

    play(story())
    assert {type(each) for each in faults} == {ZeroDivisionError}


def test_stopping_leaves_nothing_behind(play, until):
    async def story():
        link = Link(forever, lambda: THERE)
        link.start()
        await until(lambda: link.status.is_live)
        await link.stop()
        await link.stop()
        assert asyncio.all_tasks() == {asyncio.current_task()}

    play(story())


@pytest.mark.parametrize("reason", ["not-heard", "several-halls"])
def test_a_box_says_why_it_searches(play, until, reason):
    async def story():
        link = Link(forever, lambda: Whereabouts(reason=reason))
        link.start()
        await until(lambda: link.status.reason == reason)
        await link.stop()

    play(story())


def test_a_session_that_is_left_has_fallen_silent_and_the_next_begins(play, until):
    async def story():
        tried = []

        async def session(url, link):
            tried.append(url)
            await forever(url, link)

        link = Link(session, lambda: THERE)
        told = Told(link)
        link.start()
        await until(lambda: link.status.is_live)
        link.leave()
        await until(lambda: len(tried) == 2 and link.status.is_live)
        assert told.last("waiting").reason == "silent"
        await link.stop()
        link.leave()
        assert len(tried) == 2, "without a session there is nothing to leave"

    play(story())


def test_a_hall_that_is_only_tried_is_not_left(play, until):
    async def story():
        tried, lets_in = [], asyncio.Event()

        async def session(url, link):
            tried.append(url)
            await lets_in.wait()
            await forever(url, link)

        link = Link(session, lambda: THERE)
        link.start()
        await until(lambda: tried)
        for _ in range(10):
            link.leave()
            await asyncio.sleep(0)
        lets_in.set()
        await until(lambda: link.status.is_live)
        assert len(tried) == 1
        await link.stop()

    play(story())
