"""A power cut between the first byte and the confirmation: nothing is printed twice by itself."""

import asyncio
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from printer.emulator import EmulatedPrinter
from printer.fonts import Fonts
from printer.health import NotPrinted, Printed
from printer.job import PrintJob
from printer.journal import PrintJournal
from printer.models import load_model
from printer.paper import TicketPaper
from printer.ports.network import NetworkPort
from printer.settings import PrinterSettings
from printer.spool import Spool

PRINTING = """
import asyncio, sys
from datetime import datetime
from pathlib import Path
from printer.job import PrintJob
from printer.paper import Name, TicketPaper
from printer.settings import PrinterSettings
from printer.spool import spool_for

async def main() -> None:
    settings = PrinterSettings("k1", "generic-80", address=sys.argv[1], deadline_s=60)
    async with spool_for(settings, Path(sys.argv[2]), poll_s=60) as spool:
        paper = TicketPaper("大厅", "A012", Name("查询"), datetime(2026, 3, 12, 10, 6))
        await spool.print_ticket(PrintJob("t1", paper))

asyncio.run(main())
"""


@contextmanager
def printing(address: str, folder: Path) -> Iterator[subprocess.Popen[bytes]]:
    process = subprocess.Popen(
        [sys.executable, "-c", PRINTING, address, str(folder)], cwd=Path(__file__).parents[2]
    )
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)


def receive_half_a_ticket(server: socket.socket) -> socket.socket:
    """Answers the questions before the ticket and returns in the midst of its picture, the line still open."""
    server.settimeout(30)
    peer, _ = server.accept()
    peer.settimeout(30)
    received = b""
    while b"\x1dv0" not in received:
        part = peer.recv(4096)
        assert part, "the printing process went away too early"
        received += part
        peer.sendall(b"\x12" * part.count(b"\x10\x04"))
    return peer


def test_a_ticket_begun_before_a_power_cut_is_known_and_never_printed_again_by_itself(
    tmp_path: Path, fonts: Fonts, paper: TicketPaper
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"127.0.0.1:{server.getsockname()[1]}"
        with printing(address, tmp_path) as process, receive_half_a_ticket(server):
            process.send_signal(signal.SIGKILL)
            assert process.wait(30) == -signal.SIGKILL

    async def after_the_power_is_back() -> None:
        printer = EmulatedPrinter()
        await printer.start()
        spool = Spool(
            PrinterSettings("k1"),
            load_model("generic-80"),
            NetworkPort("127.0.0.1", printer.port),
            PrintJournal(tmp_path / "k1.jsonl"),
            fonts,
        )
        async with spool:
            (cut_off,) = spool.cut_off
            assert (cut_off.job, cut_off.number, spool.unconfirmed()) == ("t1", "A012", (cut_off,))
            await spool.settle(cut_off)
            assert spool.cut_off == ()
            assert [entry.step for entry in spool.unconfirmed()] == ["unknown"]
            again = await spool.print_ticket(PrintJob("t1", paper))
            assert again == NotPrinted("t1", "unconfirmed", is_begun=True)
            asked_for = replace(paper, is_reprint=True)
            assert isinstance(await spool.print_ticket(PrintJob("t1-again", asked_for)), Printed)
        assert len(printer.tickets) == 1
        await printer.stop()

    asyncio.run(after_the_power_is_back())
