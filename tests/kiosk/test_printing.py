"""Two printers at one kiosk: the second helps, but never prints what the first may have printed."""

import asyncio
from datetime import UTC, datetime

import pytest

from kiosk.ports import NotPrinted, Taken, ToPrint
from kiosk.printing import Presses
from link.state import State
from printer.health import HealthState, Outcome, Printed, PrinterHealth, Reason
from printer.health import NotPrinted as Failed
from printer.job import PrintJob

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


def test_a_kiosk_without_a_printer_says_that_nothing_was_printed() -> None:
    with pytest.raises(NotPrinted, match="offline"):
        asyncio.run(in_hall([]).print(ASKED))


def test_paper_is_out_only_when_no_printer_has_any() -> None:
    empty, ready = APress("out_of_paper", "out_of_paper"), APress()
    assert in_hall([empty, empty]).is_out_of_paper
    assert not in_hall([empty, ready]).is_out_of_paper
    assert not in_hall([]).is_out_of_paper
