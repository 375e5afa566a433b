"""Tickets read by programs that this project did not write: a printer simulator (emupos), a code reader, a text reader.

emupos needs Python 3.13: `python3.13 -m venv DIR && DIR/bin/pip install emupos==0.4.0`, then EMUPOS=DIR/bin/emupos.
"""

import asyncio
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PIL import Image

from printer.fonts import Fonts
from printer.health import NotPrinted, Outcome, Printed
from printer.job import PrintJob
from printer.paper import TicketPaper
from printer.raster import draw_blocks
from printer.settings import PrinterSettings
from printer.sheet import sheet_for
from printer.spool import spool_for
from printer.ticket import lay_out

EMUPOS = os.environ.get("EMUPOS") or shutil.which("emupos")
WAIT_S = 30.0
needs_emupos = pytest.mark.skipif(
    not EMUPOS, reason="emupos (Python 3.13) is not here; see the head of this file"
)
needs_zbar = pytest.mark.skipif(shutil.which("zbarimg") is None, reason="zbarimg (zbar-tools) is not here")


def reads_chinese() -> bool:
    if shutil.which("tesseract") is None:
        return False
    listed = subprocess.run(
        ["tesseract", "--list-langs"], capture_output=True, text=True, check=False, timeout=90
    )
    return "chi_sim" in listed.stdout


@dataclass
class Outside:
    """A simulated Epson with its control."""

    folder: Path
    port: int
    api: int

    def emupos(self, *words: str) -> str:
        done = subprocess.run(
            [str(EMUPOS), "--api", f"http://127.0.0.1:{self.api}", *words],
            capture_output=True, text=True, timeout=WAIT_S, check=False, cwd=self.folder,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    def receipts(self) -> list[Path]:
        """The pictures, once there is one."""
        until = time.monotonic() + WAIT_S
        while not (found := sorted(self.folder.rglob("*.png"))):
            assert time.monotonic() < until, self.emupos("receipt", "list", "front")
            time.sleep(0.2)
        return found

    def prints(self, paper: TicketPaper) -> Outcome:
        settings = PrinterSettings("front", "epson-tm-80", "network", f"127.0.0.1:{self.port}", deadline_s=12)

        async def once() -> Outcome:
            async with spool_for(settings, self.folder / "journal") as spool:
                return await spool.print_ticket(PrintJob(f"t-{time.monotonic_ns()}", paper))

        return asyncio.run(once())


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@pytest.fixture
def outside(tmp_path: Path) -> Iterator[Outside]:
    made = Outside(tmp_path, free_port(), free_port())
    (tmp_path / "emupos.yaml").write_text(
        f"schema: 1\napi: {{ host: 127.0.0.1, port: {made.api} }}\ndevices:\n  - id: front\n    type: printer\n"
        f"    profile: epson-tm-t20iii\n    receipts_dir: ./receipts\n    job_idle_timeout_ms: 500\n"
        f"    connections:\n      - tcp: {{ port: {made.port} }}\n",
        "utf-8",
    )
    with (tmp_path / "run.out").open("wb") as out:
        process = subprocess.Popen([str(EMUPOS), "run"], cwd=tmp_path, stdout=out, stderr=out)
    try:
        until = time.monotonic() + WAIT_S
        while f":{made.port}" not in (tmp_path / "run.out").read_text("utf-8", errors="replace"):
            assert time.monotonic() < until and process.poll() is None, (tmp_path / "run.out").read_text(
                "utf-8"
            )
            time.sleep(0.1)
        yield made
    finally:
        process.terminate()
        process.wait(10)


@needs_emupos
@needs_zbar
def test_a_simulated_epson_prints_the_ticket_and_its_code_can_be_read(
    outside: Outside, paper: TicketPaper
) -> None:
    outcome = outside.prints(paper)
    assert isinstance(outcome, Printed)
    assert outcome.is_confirmed
    (picture, *_) = outside.receipts()
    read = subprocess.run(
        ["zbarimg", "--raw", "-q", "-Sdisable", "-Sqrcode.enable", str(picture)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert read.stdout.strip() == paper.qr


@needs_emupos
@pytest.mark.parametrize(("fault", "reason"), [("paper-out", "out_of_paper"), ("cover-open", "cover_open")])
def test_what_it_says_of_itself_is_understood_and_nothing_is_printed(
    outside: Outside, paper: TicketPaper, fault: str, reason: str
) -> None:
    outside.emupos("fault", "set", "front", fault)
    outcome = outside.prints(paper)
    assert isinstance(outcome, NotPrinted)
    assert (outcome.reason, outcome.is_begun) == (reason, False)
    outside.emupos("fault", "clear", "front", fault)
    assert isinstance(outside.prints(paper), Printed)


@pytest.mark.skipif(not reads_chinese(), reason="tesseract with chi_sim (tesseract-ocr-chi-sim) is not here")
@pytest.mark.parametrize("dots", [576, 384])
def test_a_text_reader_reads_the_ticket(paper: TicketPaper, fonts: Fonts, tmp_path: Path, dots: int) -> None:
    image = draw_blocks(lay_out(paper, dots), sheet_for(dots, paper.form), fonts).convert("L")
    wide = image.resize((image.width * 2, image.height * 2), Image.Resampling.LANCZOS)
    wide.save(tmp_path / "ticket.png")
    done = subprocess.run(
        ["tesseract", str(tmp_path / "ticket.png"), "-", "-l", "chi_sim+eng", "--psm", "4"],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    read = "".join(done.stdout.split())
    # The number fills the narrow paper from edge to edge, and this reader takes it for a picture there.
    wide_only = ("A012",) if dots == 576 else ()
    for words in ("云溪县政务服务中心", "不动产转移登记", "2026-03-12", *wide_only):
        assert words in read, read
