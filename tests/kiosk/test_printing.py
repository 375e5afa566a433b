"""Two printers at one kiosk: the second helps, but never prints what the first may have printed whole."""

import asyncio
import time
from contextlib import AsyncExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest

from kiosk.ports import NotPrinted, Taken, ToPrint
from kiosk.printing import Presses
from link.state import State
from printer.emulator import PrinterThread
from printer.health import HealthState, Outcome, Printed, PrinterHealth, Reason
from printer.health import NotPrinted as Failed
from printer.job import PrintJob
from printer.paper import TicketPaper
from printer.settings import PrinterSettings
from printer.spool import spool_for

NOW = datetime(2026, 3, 12, 2, 24, tzinfo=UTC)
ASKED = ToPrint(Taken(id="t1", number="A012", service="", zones=(), issued_at=NOW), "zh")


class APress:
    """A press that ends each job the same way."""

    def __init__(
        self, state: HealthState = "ready", reason: Reason | None = None, *, is_begun: bool = False
    ) -> None:
        self.health = PrinterHealth(state, reason, NOW)
        self.jobs: list[PrintJob] = []
        self._reason = reason
        self._is_begun = is_begun

    async def print_ticket(self, job: PrintJob) -> Outcome:
        self.jobs.append(job)
        if self._reason is None:
            return Printed(job.id, is_confirmed=True)
        return Failed(job.id, self._reason, self._is_begun)


def in_hall(presses: list[APress]) -> Presses:
    state = State()
    state.definition = type(state.definition)(id="hall", name="大厅")
    return Presses(presses, lambda: state, "kiosk-1")


def test_the_second_printer_prints_where_the_first_put_nothing_on_paper() -> None:
    first, second = APress("out_of_paper", "out_of_paper"), APress()
    asyncio.run(in_hall([first, second]).print(ASKED))
    assert [job.id for job in second.jobs] == ["t1"]


def test_a_ticket_that_may_be_half_out_is_not_printed_by_the_second() -> None:
    first, second = APress("offline", "unconfirmed", is_begun=True), APress()
    with pytest.raises(NotPrinted, match="unconfirmed"):
        asyncio.run(in_hall([first, second]).print(ASKED))
    assert second.jobs == []


@pytest.mark.parametrize("reason", ["out_of_paper", "cover_open"])
def test_a_printer_that_stops_in_mid_ticket_leaves_a_whole_one_to_the_second_marked_as_a_reprint(
    reason: Reason,
) -> None:
    first, second = APress("ready", reason, is_begun=True), APress()
    is_marked = asyncio.run(in_hall([first, second]).print(ASKED))
    (job,) = second.jobs
    assert is_marked
    assert isinstance(job.paper, TicketPaper)
    assert job.paper.is_reprint, "a part of the number lies at the first"
    assert job.id != "t1", "it is another paper"


def test_a_ticket_of_which_nothing_lies_at_the_first_is_not_marked_at_the_second() -> None:
    first, second = APress("out_of_paper", "out_of_paper"), APress()
    assert not asyncio.run(in_hall([first, second]).print(ASKED))
    (job,) = second.jobs
    assert isinstance(job.paper, TicketPaper)
    assert not job.paper.is_reprint


def test_with_one_printer_a_ticket_that_broke_off_is_kept_on_the_screen() -> None:
    first = APress("ready", "out_of_paper", is_begun=True)
    with pytest.raises(NotPrinted, match="out_of_paper"):
        asyncio.run(in_hall([first]).print(ASKED))
    assert len(first.jobs) == 1


def test_a_ticket_that_broke_off_at_both_is_tried_no_third_time() -> None:
    first, second = (
        APress("ready", "out_of_paper", is_begun=True),
        APress("ready", "cover_open", is_begun=True),
    )
    with pytest.raises(NotPrinted, match="cover_open"):
        asyncio.run(in_hall([first, second]).print(ASKED))
    assert (len(first.jobs), len(second.jobs)) == (1, 1)


def test_the_paper_of_the_first_ends_in_mid_ticket_and_the_second_prints_it_whole(tmp_path: Path) -> None:
    """Over real ports: what came out, and which printer is shown as out of paper."""

    async def story(first: PrinterThread, second: PrinterThread) -> list[PrinterHealth]:
        async with AsyncExitStack() as stack:
            spools = [
                await stack.enter_async_context(spool_for(settings_of(name, each), tmp_path / name))
                for name, each in (("one", first), ("two", second))
            ]
            first.leave_paper(200)
            state = State()
            state.definition = type(state.definition)(id="hall", name="大厅")
            assert await Presses(spools, lambda: state, "kiosk-1").print(ASKED)
            return [each.health for each in spools]

    with PrinterThread(tmp_path / "1") as first, PrinterThread(tmp_path / "2") as second:
        healths = asyncio.run(story(first, second))
        until = time.monotonic() + 30
        while not second.tickets and time.monotonic() < until:  # the cut comes after the confirmation
            time.sleep(0.01)
        assert [each.name for each in second.tickets] == ["A012"]
        assert not first.tickets, "no whole one came out there"
    assert [each.state for each in healths] == ["out_of_paper", "ready"]


def settings_of(name: str, printer: PrinterThread) -> PrinterSettings:
    return PrinterSettings(name, "jiaohao-emulator", "network", f"127.0.0.1:{printer.port}", deadline_s=30)


def test_a_kiosk_without_a_printer_says_that_nothing_was_printed() -> None:
    with pytest.raises(NotPrinted, match="offline"):
        asyncio.run(in_hall([]).print(ASKED))


def test_paper_is_out_only_when_no_printer_has_any() -> None:
    empty, ready = APress("out_of_paper", "out_of_paper"), APress()
    assert in_hall([empty, empty]).is_out_of_paper
    assert not in_hall([empty, ready]).is_out_of_paper
    assert not in_hall([]).is_out_of_paper
