"""When it is the turn of a hall that stands by, and it cannot be opened: said once, tried again, never in a spin."""

import asyncio
import time

import pytest

from hall.ledger import LedgerError
from hall.turns import opened_in_turn

FULL, DENIED = (LedgerError("unreachable", "the-database", why) for why in ("disk full", "permission denied"))


class Turns:
    """Nobody leads, ever; openings fail as they are told to, then one succeeds."""

    def __init__(self, *fails):
        self.fails, self.opens, self.is_over = list(fails), 0, asyncio.Event()
        self.has_opened = asyncio.Event()

    async def has_turn(self):
        return not self.is_over.is_set()

    async def opened(self):
        self.opens += 1
        self.has_opened.set()
        if self.fails:
            raise self.fails.pop(0)
        return "a hall"

    def run(self, again_s, bound_s=30):
        async def story():
            async with asyncio.timeout(bound_s):
                return await opened_in_turn(self.has_turn, self.opened, self.is_over, again_s=again_s)

        return asyncio.run(story())


def test_each_reason_is_said_once_and_the_hall_opens_when_it_can(caplog):
    turns = Turns(FULL, FULL, FULL, DENIED, DENIED)
    assert turns.run(again_s=0.0) == "a hall"
    assert [each.getMessage().rpartition(": ")[2] for each in caplog.records] == [
        "disk full",
        "permission denied",
    ]
    assert turns.opens == 6


def test_there_is_a_pause_between_two_openings():
    turns, began_s = Turns(FULL, FULL, FULL), time.monotonic()
    turns.run(again_s=0.2)
    assert time.monotonic() - began_s >= 0.6


def test_what_will_not_pass_ends_it():
    with pytest.raises(LedgerError, match="newer"):
        Turns(FULL, LedgerError("newer", "the-database", "99")).run(again_s=0.0)


def test_a_hall_that_is_told_to_stop_while_it_pauses_stops_at_once():
    turns = Turns(*[FULL] * 1000)

    async def story():
        ending = asyncio.create_task(
            opened_in_turn(turns.has_turn, turns.opened, turns.is_over, again_s=3600.0)
        )
        await turns.has_opened.wait()
        turns.is_over.set()
        async with asyncio.timeout(30):
            return await ending

    assert asyncio.run(story()) is None
