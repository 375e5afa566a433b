"""The power went while a ticket was being printed: the hall is told once, and nothing is printed again by itself."""

import asyncio
from datetime import UTC, datetime

from kiosk.cut_off import CutOff
from kiosk.ports import HallAway, Refusal, Taken, ToPrint
from kiosk.printing import job_id, ticket_of
from printer.journal import Entry

NOW = datetime(2026, 3, 12, 2, 24, tzinfo=UTC)


class ASpool:
    """A spool that was printing some tickets when the power went."""

    def __init__(self, *jobs: str) -> None:
        self.cut_off = tuple(Entry(job, "A012", "begun", NOW) for job in jobs)

    async def settle(self, entry: Entry) -> None:
        self.cut_off = tuple(each for each in self.cut_off if each != entry)


class AHall:
    """A hall that hears, is away, or knows no such ticket."""

    def __init__(self) -> None:
        self.heard: list[tuple[str, str]] = []
        self.fault: Exception | None = None

    async def print_failed(self, ticket: str, reason: str) -> None:
        await asyncio.sleep(0)
        if self.fault is not None:
            raise self.fault
        self.heard.append((ticket, reason))


def test_the_hall_is_told_of_each_ticket_once_however_often_it_comes_back() -> None:
    hall = AHall()
    cut_off = CutOff([ASpool("t1"), ASpool("t2+0a1b2c3d")], hall)

    async def comes_back_twice() -> None:
        await asyncio.gather(cut_off.tell(), cut_off.tell())

    asyncio.run(comes_back_twice())
    assert hall.heard == [("t1", "power-cut"), ("t2", "power-cut")]


def test_a_hall_that_is_away_is_told_when_it_is_back() -> None:
    hall, spool = AHall(), ASpool("t1")
    hall.fault = HallAway("no route")
    asyncio.run(CutOff([spool], hall).tell())
    assert (hall.heard, len(spool.cut_off)) == ([], 1)
    hall.fault = None
    asyncio.run(CutOff([spool], hall).tell())
    assert hall.heard == [("t1", "power-cut")]


def test_a_ticket_of_another_day_is_not_told_again_and_again() -> None:
    hall, spool = AHall(), ASpool("t1")
    hall.fault = Refusal("没有这张号票")
    asyncio.run(CutOff([spool], hall).tell())
    assert spool.cut_off == ()


def test_a_reprint_s_job_still_says_its_ticket() -> None:
    ticket = Taken(id="0198-7f-t", number="A012", service="", zones=(), issued_at=NOW)
    for is_reprint in (True, False):
        assert ticket_of(job_id(ToPrint(ticket, "zh", is_reprint))) == ticket.id
