"""Whole halls for journeys: real processes in a folder of the test's own, found by mDNS on loopback."""

import os
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from jiaohao.demo.boxes import Pace
from jiaohao.demo.house import House, Wish, environment, open_house
from jiaohao.demo.processes import Processes

MARK = "JIAOHAO_TEST_MARK"


@dataclass(frozen=True)
class Running:
    house: House
    processes: Processes
    out: Path

    def logs(self) -> str:
        return "\n".join(f"── {box.name}\n{box.log.read_text()[-1500:]}" for box in self.processes.boxes)


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    """The demo's house with hurried citizens and clerks."""
    wish = Wish(out=tmp_path / "out", pace=Pace(citizen_s=1.0, service_s=2.0), is_insecure=True)
    processes = Processes(logs=wish.out / "logs", environment=environment(wish))
    try:
        yield Running(open_house(processes, tmp_path, wish), processes, wish.out)
    finally:
        processes.stop_all()


@pytest.fixture
def mark() -> str:
    return uuid.uuid4().hex


@pytest.fixture
def left_by() -> Callable[[str], list[str]]:
    """The command lines of whatever still runs of the processes that were started with a mark."""
    return marked_processes


def marked_processes(mark: str) -> list[str]:
    """The command lines of all processes that inherited the mark in their environment."""
    wanted = f"{MARK}={mark}".encode()
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdigit() and int(process.name) != os.getpid():
            try:
                environ, words = (process / "environ").read_bytes(), (process / "cmdline").read_bytes()
            except OSError:  # it has ended meanwhile
                continue
            if wanted in environ.split(b"\0"):
                found.append(words.replace(b"\0", b" ").decode())
    return found
