"""The spool with an emulated printer over real TCP: every way a ticket can end."""

import asyncio
import shutil
import socket
import subprocess
import threading
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from printer.emulator import EmulatedPrinter, Fault
from printer.fonts import Fonts
from printer.health import NotPrinted, Printed, PrinterHealth
from printer.job import PrintJob
from printer.journal import PrintJournal, read_entries
from printer.models import load_model
from printer.paper import TicketPaper
from printer.ports.network import NetworkPort
from printer.settings import PrinterSettings
from printer.spool import GRACE_S, Spool, least_deadline_s
from printer.talk import Talk

Story = Callable[["Stage"], Awaitable[None]]
LONG_S = 30.0
"""A busy machine may stand still between a question and its answer: only who tells of silence is impatient."""


class Stage:
    """An emulated printer, a spool that prints on it, and what the spool told of its health."""

    def __init__(self, folder: Path, fonts: Fonts, paper: TicketPaper) -> None:
        self.folder = folder
        self.fonts = fonts
        self.paper = paper
        self.printed = asyncio.Event()
        self.printer = EmulatedPrinter(folder / "tickets", on_ticket=lambda ticket, path: self.printed.set())
        self.told: list[PrinterHealth] = []
        self.changed = asyncio.Event()

    def spool(
        self,
        model: str = "jiaohao-emulator",
        deadline_s: float = LONG_S,
        port: int = 0,
        poll_s: float = 60.0,
        answer_s: float = LONG_S,
        grace_s: float = GRACE_S,
    ) -> Spool:
        return Spool(
            PrinterSettings("k1", model, deadline_s=deadline_s),
            load_model(model),
            NetworkPort("127.0.0.1", port or self.printer.port),
            PrintJournal(self.folder / "k1.jsonl"),
            self.fonts,
            on_health=self._hear,
            poll_s=poll_s,
            pause_s=0.05,
            grace_s=grace_s,
            talk=partial(Talk, answer_s=answer_s, next_answer_s=answer_s),
        )

    def job(self, number: str = "A012", name: str | None = None) -> PrintJob:
        return PrintJob(name or f"job-{number}", replace(self.paper, number=number))

    async def until_told(self, state: str) -> None:
        async with asyncio.timeout(LONG_S):
            while not self.told or self.told[-1].state != state:
                self.changed.clear()
                await self.changed.wait()

    async def connected(self) -> None:
        """Until the spool has looked at its printer once."""
        async with asyncio.timeout(LONG_S):
            while not self.told:
                self.changed.clear()
                await self.changed.wait()

    def _hear(self, health: PrinterHealth) -> None:
        self.told.append(health)
        self.changed.set()


@contextmanager
def nobody() -> Iterator[int]:
    """A port at which nobody listens and which no other process is given; whoever asks for it by number may still have it."""
    with socket.socket() as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        held.bind(("127.0.0.1", 0))
        yield int(held.getsockname()[1])


@pytest.fixture
def play(tmp_path: Path, fonts: Fonts, paper: TicketPaper) -> Callable[[Story], None]:
    def run(story: Story) -> None:
        async def staged() -> None:
            stage = Stage(tmp_path, fonts, paper)
            await stage.printer.start()
            try:
                await story(stage)
            finally:
                await stage.printer.stop()

        asyncio.run(staged())

    return run


def test_a_ticket_comes_out_and_the_printer_confirms_it(play: Callable[[Story], None]) -> None:
    async def story(stage: Stage) -> None:
        async with stage.spool() as spool:
            assert await spool.print_ticket(stage.job("A012")) == Printed("job-A012", is_confirmed=True)
            assert await spool.print_ticket(stage.job("AB0123")) == Printed("job-AB0123", is_confirmed=True)
            assert spool.unconfirmed() == ()
        assert [ticket.name for ticket in stage.printer.tickets] == ["A012", "AB0123"]
        assert sorted(path.name for path in (stage.folder / "tickets").iterdir()) == [
            "A012.png",
            "AB0123.png",
        ]

    play(story)


@pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg (zbar-tools) is not here")
@pytest.mark.parametrize(
    "model", ["jiaohao-emulator", "jiaohao-emulator-text", "epson-tm-80", "generic-80", "generic-80-gb18030"]
)
def test_the_code_on_the_paper_is_read_back(play: Callable[[Story], None], model: str) -> None:
    async def story(stage: Stage) -> None:
        async with stage.spool(model) as spool:
            assert isinstance(await spool.print_ticket(stage.job()), Printed)
        async with asyncio.timeout(LONG_S):
            await stage.printed.wait()
        path = next((stage.folder / "tickets").glob("*.png"))
        read = await asyncio.to_thread(
            subprocess.run,
            ["zbarimg", "--raw", "-q", str(path)],
            capture_output=True,
            timeout=60,
            check=False,
        )
        assert read.stdout.decode().strip() == stage.paper.qr

    play(story)


@pytest.mark.parametrize(
    ("fault", "reason", "state"),
    [
        ("out_of_paper", "out_of_paper", "out_of_paper"),
        ("cover_open", "cover_open", "cover_open"),
        ("offline", "offline", "offline"),
        ("jam", "fault", "fault"),
    ],
)
def test_a_printer_that_cannot_print_says_why_before_a_byte_is_sent(
    play: Callable[[Story], None], fault: Fault, reason: str, state: str
) -> None:
    async def story(stage: Stage) -> None:
        stage.printer.set_fault(fault)
        async with stage.spool() as spool:
            outcome = await spool.print_ticket(stage.job())
            assert outcome == NotPrinted("job-A012", reason, is_begun=False)
            assert spool.health.state == state
            stage.printer.set_fault("ready")
            assert isinstance(await spool.print_ticket(stage.job()), Printed)
            assert spool.health.state == "ready"
        assert len(stage.printer.tickets) == 1

    play(story)


def test_paper_that_is_nearly_gone_still_prints_and_is_told(play: Callable[[Story], None]) -> None:
    async def story(stage: Stage) -> None:
        stage.printer.set_fault("near_end")
        async with stage.spool() as spool:
            await stage.until_told("near_end")
            assert spool.health.is_able
            assert isinstance(await spool.print_ticket(stage.job()), Printed)

    play(story)


@pytest.mark.parametrize("model", ["jiaohao-emulator", "epson-tm-80", "generic-80"])
def test_paper_that_ends_in_mid_ticket_is_no_printed_ticket(
    play: Callable[[Story], None], model: str
) -> None:
    async def story(stage: Stage) -> None:
        async with stage.spool(model) as spool:
            stage.printer.leave_paper(300)
            outcome = await spool.print_ticket(stage.job())
            assert outcome == NotPrinted("job-A012", "out_of_paper", is_begun=True)
            assert spool.health.state == "out_of_paper"
        assert stage.printer.tickets == []

    play(story)


def test_a_ticket_cut_short_is_not_printed_again_by_itself_but_as_a_reprint(
    play: Callable[[Story], None],
) -> None:
    async def story(stage: Stage) -> None:
        async with stage.spool() as spool:
            stage.printer.leave_paper(300)
            await spool.print_ticket(stage.job())
            stage.printer.set_fault("ready")
            again = await spool.print_ticket(stage.job())
            assert again == NotPrinted("job-A012", "fault", is_begun=True)
            assert isinstance(await spool.print_ticket(stage.job(name="reprint-1")), Printed)

    play(story)


def test_one_job_puts_ink_on_paper_once_however_often_it_is_sent(play: Callable[[Story], None]) -> None:
    async def story(stage: Stage) -> None:
        async with stage.spool() as spool:
            outcomes = await asyncio.gather(*(spool.print_ticket(stage.job()) for _ in range(3)))
        assert all(isinstance(outcome, Printed) for outcome in outcomes)
        async with stage.spool() as restarted:
            assert isinstance(await restarted.print_ticket(stage.job()), Printed)
        assert len(stage.printer.tickets) == 1

    play(story)


def test_a_printer_that_hangs_never_hangs_the_caller(play: Callable[[Story], None]) -> None:
    async def story(stage: Stage) -> None:
        async with stage.spool(deadline_s=6.0, answer_s=0.7) as spool:
            await stage.connected()
            stage.printer.set_fault("hang")
            async with asyncio.timeout(60):
                outcome = await spool.print_ticket(stage.job())
            assert outcome == NotPrinted("job-A012", "timeout", is_begun=False)
            assert spool.health.state == "offline"

    play(story)


def test_a_printer_that_falls_silent_in_mid_ticket_leaves_it_unconfirmed(
    play: Callable[[Story], None],
) -> None:
    async def story(stage: Stage) -> None:
        async with stage.spool("generic-80", deadline_s=6.0, grace_s=LONG_S) as spool:
            await stage.connected()
            hang_on_first_picture(stage)
            outcome = await spool.print_ticket(stage.job())
            assert outcome == NotPrinted("job-A012", "unconfirmed", is_begun=True)
            assert [(entry.number, entry.step) for entry in spool.unconfirmed()] == [("A012", "unknown")]

    play(story)


def hang_on_first_picture(stage: Stage) -> None:
    """The printer answers the questions before the ticket, then swallows the rest."""
    machine = stage.printer.machine
    receive = machine.receive

    def swallow(received: bytes) -> None:
        receive(received)
        if b"\x1dv0" in received:
            machine.set_fault("hang")

    stage.printer.on_bytes = swallow


def test_a_connection_closed_while_idle_loses_no_ticket(play: Callable[[Story], None]) -> None:
    async def story(stage: Stage) -> None:
        async with stage.spool() as spool:
            await spool.print_ticket(stage.job("A001"))
            stage.printer.drop_connections()
            await asyncio.sleep(0.05)
            assert await spool.print_ticket(stage.job("A002")) == Printed("job-A002", is_confirmed=True)
        assert [ticket.name for ticket in stage.printer.tickets] == ["A001", "A002"]

    play(story)


def test_nobody_at_the_address_is_said_within_the_deadline(play: Callable[[Story], None]) -> None:
    async def story(stage: Stage) -> None:
        with nobody() as port:
            async with stage.spool(port=port) as spool:
                outcome = await spool.print_ticket(stage.job())
        assert outcome == NotPrinted("job-A012", "refused", is_begun=False)
        assert (spool.health.state, spool.health.reason) == ("offline", "refused")

    play(story)


def test_new_paper_is_noticed_without_a_touch(play: Callable[[Story], None]) -> None:
    async def story(stage: Stage) -> None:
        stage.printer.set_fault("out_of_paper")
        async with stage.spool(poll_s=0.05):
            await stage.until_told("out_of_paper")
            stage.printer.set_fault("ready")
            await stage.until_told("ready")
        assert [health.state for health in stage.told] == ["out_of_paper", "ready"]

    play(story)


def test_a_printer_switched_on_later_is_noticed(play: Callable[[Story], None]) -> None:
    async def story(stage: Stage) -> None:
        later = EmulatedPrinter()
        with nobody() as port:
            async with stage.spool(port=port, poll_s=0.05):
                await stage.until_told("offline")
                await later.start(port=port)
                await stage.until_told("ready")
            await later.stop()

    play(story)


def test_a_caller_who_gave_up_gets_no_ticket_later(play: Callable[[Story], None]) -> None:
    """Two jobs, the first held up beyond the second's deadline: the second never reaches the paper."""

    async def story(stage: Stage) -> None:
        async with stage.spool("generic-80", deadline_s=6.0) as spool:
            await stage.connected()
            hang_on_first_picture(stage)
            first, second = await asyncio.gather(
                spool.print_ticket(stage.job("A001")), spool.print_ticket(stage.job("A002"))
            )
            assert isinstance(first, NotPrinted) and first.is_begun
            assert isinstance(second, NotPrinted) and not second.is_begun
            stage.printer.set_fault("ready")
            entries = await asyncio.to_thread(read_entries, stage.folder / "k1.jsonl")
            assert {entry.number for entry in entries} == {"A001"}

    play(story)


def test_a_journal_that_cannot_be_written_keeps_no_citizen_from_a_ticket(
    play: Callable[[Story], None],
) -> None:
    async def story(stage: Stage) -> None:
        (stage.folder / "k1.jsonl").mkdir()
        async with stage.spool() as spool:
            assert isinstance(await spool.print_ticket(stage.job()), Printed)
            await spool.print_ticket(stage.job())
        assert len(stage.printer.tickets) == 1

    play(story)


class StuckPort:
    """A driver that blocks for ever in the kernel, whatever time-out it was given."""

    can_answer = False

    def __init__(self) -> None:
        self.freed = threading.Event()
        self.written: list[bytes] = []

    def open(self, timeout_s: float) -> None:
        pass

    def write(self, stream: bytes, timeout_s: float) -> None:
        self.freed.wait(30)
        self.written.append(stream)

    def read(self, timeout_s: float) -> bytes:
        return b""

    def close(self) -> None:
        pass


def test_a_driver_that_never_returns_holds_up_nobody(
    tmp_path: Path, fonts: Fonts, paper: TicketPaper
) -> None:
    port = StuckPort()

    async def story() -> None:
        settings = PrinterSettings("k1", deadline_s=0.3)
        journal = PrintJournal(tmp_path / "k1.jsonl")
        async with Spool(settings, load_model("generic-80"), port, journal, fonts, poll_s=60) as spool:
            async with asyncio.timeout(30):
                first = await spool.print_ticket(PrintJob("t1", paper))
                second = await spool.print_ticket(PrintJob("t2", paper))
            assert isinstance(first, NotPrinted) and first.reason == "timeout"
            assert second == NotPrinted("t2", "timeout", is_begun=False)
            port.freed.set()

    asyncio.run(story())
    assert len(port.written) <= 1


def test_paper_that_ended_behind_the_last_answer_is_noticed_soon(play: Callable[[Story], None]) -> None:
    async def story(stage: Stage) -> None:
        async with stage.spool("generic-80", poll_s=60) as spool:
            assert await spool.print_ticket(stage.job()) == Printed("job-A012", is_confirmed=False)
            stage.printer.set_fault("out_of_paper")
            await stage.until_told("out_of_paper")

    play(story)


def test_a_printer_that_stays_well_is_told_once(play: Callable[[Story], None]) -> None:
    async def story(stage: Stage) -> None:
        async with stage.spool(poll_s=0.02) as spool:
            await stage.until_told("ready")
            for number in ("A001", "A002"):
                assert isinstance(await spool.print_ticket(stage.job(number)), Printed)
        assert [health.state for health in stage.told] == ["ready"]

    play(story)


def test_a_slow_serial_line_gets_the_time_a_picture_needs() -> None:
    raster, text = load_model("generic-80"), load_model("generic-80-gb18030")
    slow = PrinterSettings("k1", "generic-80", "serial", "/dev/ttyS0", 9600)
    assert 80 < least_deadline_s(slow, raster) < 130
    assert least_deadline_s(replace(slow, baud=115200), raster) < 14
    assert least_deadline_s(slow, text) == 0
    assert least_deadline_s(PrinterSettings("k1"), raster) == 0
