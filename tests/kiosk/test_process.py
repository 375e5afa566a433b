"""A kiosk as its own process, with a real hall and a printer that decodes what it gets: from the touch to the paper."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
T = TypeVar("T")
WAIT_S = 60.0


class Processes:
    """Parts of Jiaohao, started as people start them, ended with the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: list[subprocess.Popen[bytes]] = []

    def start(self, name: str, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{name}.out").open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "jiaohao", name.partition("-")[0], *words],
                cwd=self.folder,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
            )
        self.running.append(process)
        return process

    def said(self, name: str) -> str:
        return (self.folder / f"{name}.out").read_text(encoding="utf-8", errors="replace")

    def hears(self, name: str, pattern: str) -> str:
        """The first group of a pattern in what a part says."""
        found = eventually(lambda: re.search(pattern, self.said(name)), lambda: self.said(name))
        return found.group(1)

    def end(self) -> None:
        for process in reversed(self.running):
            if process.poll() is None:
                process.terminate()
        for process in self.running:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def eventually(ask: Callable[[], T | None], otherwise: Callable[[], str]) -> T:
    until = time.monotonic() + WAIT_S
    while time.monotonic() < until:
        if (found := ask()) is not None:
            return found
        time.sleep(0.05)
    raise AssertionError(otherwise())


@pytest.fixture
def processes(tmp_path: Path) -> Iterator[Processes]:
    made = Processes(tmp_path)
    yield made
    made.end()


@pytest.mark.timeout(240)
def test_a_citizen_s_ticket_goes_through_hall_and_printer_and_the_screens_are_seen(
    processes: Processes, tmp_path: Path
) -> None:
    text = (ROOT / "config" / "examples" / "township.toml").read_text(encoding="utf-8")
    (tmp_path / "hall.toml").write_text(text, encoding="utf-8")
    processes.start("printer", "emulate", "--port", "0", "--out", str(tmp_path / "tickets"))
    processes.start(
        "hall", "--config", "hall.toml", "--data", "data", "--bind", "127.0.0.1:0",
        "--insecure-loopback", "--clock", "2026-03-12T10:00:00+08:00", "--no-mdns",
    )  # fmt: skip
    port = processes.hears("printer", r"127\.0\.0\.1:(\d+)")
    url = processes.hears("hall", r"READY (\S+)")
    (tmp_path / "box.toml").write_text(
        f'[box]\nid = "kiosk-1"\ndata_dir = "{tmp_path}"\n[screen]\nfullscreen = false\n[[printer]]\n'
        f'name = "ticket"\nmodel = "jiaohao-emulator"\naddress = "127.0.0.1:{port}"\n',
        encoding="utf-8",
    )
    kiosk = processes.start(
        "kiosk", "--box", "box.toml", "--hall-url", url, "--simulate", "0.5", "--seed", "1",
        "--size", "1080x1920", "--shots", "screens",
    )  # fmt: skip
    eventually(lambda: next((tmp_path / "tickets").glob("*.png"), None), lambda: processes.said("kiosk"))
    shot = tmp_path / "screens" / "kiosk-1-done.png"
    eventually(
        lambda: shot if shot.exists() and QImage(str(shot)).width() else None, lambda: processes.said("kiosk")
    )
    kiosk.send_signal(signal.SIGTERM)
    assert kiosk.wait(20) == 0, processes.said("kiosk")
    assert "Traceback" not in processes.said("kiosk")
    assert "qml" not in processes.said("kiosk")
