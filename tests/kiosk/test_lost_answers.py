"""A number that was asked for and whose answer was lost: asked after with its key until the hall has said what became of it."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from kiosk import visit as visits
from kiosk.ports import HallAway, Refusal, Taken
from kiosk.taking import Taking
from kiosk.visit import Pace, Visit

LOST = HallAway("cut", is_fate_unknown=True)
TICKET = Taken(
    id="t-1", number="A012", service="move", zones=(), issued_at=datetime(2026, 3, 12, 2, 24, tzinfo=UTC)
)
WORDS = "今天的号已取完"


class Stand:
    """A kiosk whose hall says what it is told to say, one answer after another; nobody leaves."""

    pace = Pace()

    def __init__(self, *says: Any) -> None:
        self.says, self.keys, self.papers, self.rests = list(says), [], [], 0
        self.visit: Visit = visits.asked(visits.home("zh", 0.0), "move", "move", "press-1", 0.0)
        self.taking = Taking(self, self, self, self.rest)

    def moment(self) -> float:
        return 1.0

    def hall_time(self) -> str:
        return "10:24"

    def go(self, visit: Visit) -> None:
        self.visit = visit

    async def rest(self) -> None:
        self.rests += 1

    async def take_ticket(self, service: str, priority: str, language: str, key: str, wish: Any) -> Taken:
        self.keys.append(key)
        said = self.says.pop(0)
        if isinstance(said, Exception):
            raise said
        return said

    async def print(self, paper: Any) -> bool:
        self.papers.append(paper.ticket.number)
        return False

    async def printed(self, ticket: str, is_reprint: bool) -> None:
        return

    def take(self) -> "Stand":
        asyncio.run(self.taking.take("move", "press-1"))
        return self


@pytest.mark.parametrize("at_the_door", ["too-many-requests", "token-unknown", "not-allowed"])
def test_a_refusal_at_the_door_says_nothing_of_the_number_and_it_is_asked_after_on(at_the_door: str) -> None:
    stand = Stand(LOST, Refusal("请稍等", at_the_door), Refusal("请稍等", at_the_door), TICKET).take()
    assert stand.keys == ["press-1"] * 4
    assert (stand.visit.stop, stand.visit.ticket, stand.papers) == ("done", TICKET, ["A012"])


def test_a_refusal_that_was_decided_is_the_answer_and_the_citizen_reads_it() -> None:
    stand = Stand(LOST, Refusal(WORDS, "quota-used-up")).take()
    assert (stand.visit.stop, stand.visit.detail, stand.visit.why) == ("refused", WORDS, "quota-used-up")
    assert stand.papers == []
