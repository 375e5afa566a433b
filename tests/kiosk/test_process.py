"""A kiosk as its own process, with a real hall and a printer that decodes what it gets: from the touch to the paper."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import httpx
import pytest
from PySide6.QtGui import QImage

ROOT = Path(__file__).parents[2]
T = TypeVar("T")
WAIT_S = 150.0


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
                process.wait(30)
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


class Hall:
    """A hall and a printer that run, and a box that knows the printer."""

    def __init__(self, processes: Processes) -> None:
        self.processes, folder = processes, processes.folder
        text = (ROOT / "config" / "examples" / "township.toml").read_text(encoding="utf-8")
        (folder / "hall.toml").write_text(text, encoding="utf-8")
        processes.start("printer", "emulate", "--port", "0", "--out", "tickets")
        processes.start(
            "hall", "--config", "hall.toml", "--data", "data", "--bind", "127.0.0.1:0",
            "--insecure-loopback", "--clock", "2026-03-12T10:00:00+08:00", "--no-mdns",
        )  # fmt: skip
        port = processes.hears("printer", r"127\.0\.0\.1:(\d+)")
        self.url = processes.hears("hall", r"READY (\S+)")
        (folder / "box.toml").write_text(
            f'[box]\nid = "kiosk-1"\ndata_dir = "{folder}"\n[screen]\nfullscreen = false\n[kiosk]\nsound = "none"\n[[printer]]\n'
            f'name = "ticket"\nmodel = "jiaohao-emulator"\naddress = "127.0.0.1:{port}"\n',
            encoding="utf-8",
        )

    def kiosk(self, *words: str) -> subprocess.Popen[bytes]:
        return self.processes.start("kiosk", "--box", "box.toml", "--hall-url", self.url, *words)

    def post(self, path: str, body: dict[str, str | bool]) -> dict[str, str]:
        """What the guide desk asks."""
        with httpx.Client(
            base_url=f"{self.url}/api/v1", trust_env=False, timeout=WAIT_S, headers={"Jiaohao-Box": "desk-1"}
        ) as http:
            answer: dict[str, str] = http.post(path, json=body).raise_for_status().json()
            return answer

    def asks_reprint(self, ticket: str, *, first: bool = False) -> bool | None:
        """Ask for the paper at the kiosk's printer; None while the kiosk has not told of it."""
        try:
            self.post(f"/tickets/{ticket}/reprint", {"printer": "kiosk-1/ticket", "first": first})
        except httpx.HTTPStatusError as refused:
            assert refused.response.status_code == 404
            return None
        return True

    def paper(self) -> Path:
        """The first ticket that comes out of the printer."""
        folder = self.processes.folder / "tickets"
        return eventually(lambda: next(folder.glob("*.png"), None), lambda: self.processes.said("kiosk"))

    def again(self, number: str, copy: int) -> QImage:
        """The ticket of a number that came out as the `copy`-th, as a picture."""
        path = self.processes.folder / "tickets" / (f"{number}-{copy}.png" if copy > 1 else f"{number}.png")
        eventually(lambda: path.exists() or None, lambda: self.processes.said("kiosk"))
        return QImage(str(path))

    def ends_well(self, kiosk: subprocess.Popen[bytes]) -> None:
        kiosk.send_signal(signal.SIGTERM)
        assert kiosk.wait(WAIT_S) == 0, self.processes.said("kiosk")
        assert "Traceback" not in self.processes.said("kiosk")
        assert "qml" not in self.processes.said("kiosk")


@pytest.mark.timeout(900)
def test_a_citizen_s_ticket_goes_through_hall_and_printer_and_the_screens_are_seen(
    processes: Processes,
) -> None:
    hall = Hall(processes)
    kiosk = hall.kiosk("--simulate", "0.5", "--seed", "1", "--size", "1080x1920", "--shots", "screens")
    assert re.fullmatch(r"[A-Z]+\d{3,}", hall.paper().stem)
    shot = processes.folder / "screens" / "kiosk-1-done.png"
    eventually(lambda: QImage(str(shot)).width() or None, lambda: processes.said("kiosk"))
    hall.ends_well(kiosk)


@pytest.mark.timeout(900)
def test_a_paper_that_the_desk_asks_for_comes_out_at_the_kiosk_marked_where_it_is_not_the_first(
    processes: Processes,
) -> None:
    hall = Hall(processes)
    kiosk = hall.kiosk("--size", "1280x800")
    processes.hears("kiosk", r"(the hall is live)")
    service = re.findall(
        r'\[\[service\]\]\s+id = "([^"]+)"', (processes.folder / "hall.toml").read_text("utf-8")
    )[0]
    ticket = hall.post("/tickets", {"service": service})
    eventually(lambda: hall.asks_reprint(ticket["id"], first=True), lambda: processes.said("kiosk"))
    assert hall.paper().stem == ticket["number"]
    first = hall.again(ticket["number"], 1)
    hall.asks_reprint(ticket["id"], first=True)
    second = hall.again(ticket["number"], 2)
    hall.asks_reprint(ticket["id"])
    third = hall.again(ticket["number"], 3)
    assert second == third, "nothing else changes from one paper to the next"
    assert first != second, "the first has no mark"
    hall.ends_well(kiosk)


def swallow_a_ticket(server: socket.socket) -> socket.socket:
    """A printer that says it is ready, then goes quiet in the midst of the picture; the line stays open."""
    server.settimeout(WAIT_S)
    while True:
        peer, _ = server.accept()
        peer.settimeout(WAIT_S)
        received = b""
        while b"\x1dv0" not in received and (part := peer.recv(4096)):
            received += part
            peer.sendall(b"\x12" * part.count(b"\x10\x04"))
        if b"\x1dv0" in received:
            return peer
        peer.close()


@pytest.mark.timeout(900)
def test_a_power_cut_in_mid_ticket_is_told_to_the_hall_when_the_power_is_back(processes: Processes) -> None:
    hall = Hall(processes)
    with socket.create_server(("127.0.0.1", 0)) as printer:
        box = processes.folder / "box.toml"
        text = box.read_text(encoding="utf-8").replace("jiaohao-emulator", "generic-80")
        box.write_text(re.sub(r"127\.0\.0\.1:\d+", f"127.0.0.1:{printer.getsockname()[1]}", text), "utf-8")
        kiosk = hall.kiosk("--simulate", "0.3", "--seed", "1", "--size", "1280x800")
        with swallow_a_ticket(printer):
            kiosk.kill()
            kiosk.wait(30)
    journal = processes.folder / "printers" / "ticket.jsonl"
    (begun,) = (json.loads(line) for line in journal.read_text("utf-8").splitlines())
    again = hall.kiosk("--size", "1280x800")
    assert processes.hears("kiosk", r"ticket (\S+) was being printed when the power went") == begun["number"]
    eventually(lambda: '"unknown"' in journal.read_text("utf-8") or None, lambda: processes.said("kiosk"))
    assert "knows ticket" not in processes.said("kiosk")
    hall.ends_well(again)
