"""The desk's own printer: the hall is told what became of each ticket, and a hall that cannot be told spoils none."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest

from kiosk.desk.paper import OwnPress
from kiosk.ports import NotPrinted, Taken, ToPrint
from link.client import HallAway
from link.messages.definition import Definition
from link.state import State
from printer import health

TICKET = Taken(
    id="t1",
    number="A001",
    service="a",
    zones=(),
    issued_at=datetime(2026, 3, 12, 2, 0, tzinfo=UTC),
    secret="s" * 22,
)


class Client:
    """The hall as the desk tells it."""

    def __init__(self) -> None:
        self.told: list[tuple[Any, ...]] = []
        self.is_away = False

    async def printed(self, ticket: str, printer: str, *, is_reprint: bool) -> None:
        self._told("printed", ticket, printer, is_reprint)

    async def print_failed(self, ticket: str, printer: str, reason: str) -> None:
        self._told("failed", ticket, printer, reason)

    def _told(self, *words: Any) -> None:
        if self.is_away:
            raise HallAway("unreachable")
        self.told.append(words)


class Spool:
    def __init__(self, reason: str = "") -> None:
        self.reason = reason
        self.jobs: list[Any] = []

    async def print_ticket(self, job: Any) -> health.Outcome:
        self.jobs.append(job)
        if self.reason:
            return health.NotPrinted(job=job.id, reason=self.reason, is_begun=False)  # type: ignore[arg-type]
        return health.Printed(job=job.id, is_confirmed=True)


@pytest.fixture
def client() -> Client:
    return Client()


def press(client: Client, spool: Spool | None) -> OwnPress:
    state = State(definition=Definition(id="h", name="大厅", is_practice=True))
    made = OwnPress(client, "desk-1/slips", "导办台", lambda: state)  # type: ignore[arg-type]
    made.spool = spool  # type: ignore[assignment]
    return made


def put_out(own: OwnPress, **changes: Any) -> None:
    asyncio.run(own.print(ToPrint(ticket=TICKET, language="zh", **changes)))


def test_a_ticket_comes_out_and_the_hall_is_told(client):
    spool = Spool()
    put_out(press(client, spool))
    assert client.told == [("printed", "t1", "desk-1/slips", False)]
    paper = spool.jobs[0].paper
    assert (paper.kiosk, paper.is_reprint, paper.is_practice, paper.qr) == ("导办台", False, True, "s" * 22)


def test_one_asked_for_again_is_marked(client):
    spool = Spool()
    put_out(press(client, spool), is_reprint=True)
    assert spool.jobs[0].paper.is_reprint
    assert client.told[0][3] is True


def test_what_did_not_come_out_is_told_and_said(client):
    with pytest.raises(NotPrinted, match="out_of_paper"):
        put_out(press(client, Spool("out_of_paper")))
    assert client.told == [("failed", "t1", "desk-1/slips", "out_of_paper")]


def test_a_hall_that_cannot_be_told_spoils_no_ticket(client):
    client.is_away = True
    put_out(press(client, Spool()))
    with pytest.raises(NotPrinted):
        put_out(press(client, Spool("offline")))


def test_a_desk_without_a_printer_has_no_name_to_print_at(client):
    own = press(client, None)
    assert own.name == ""
    with pytest.raises(NotPrinted):
        put_out(own)
