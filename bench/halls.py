"""Halls of the bench: processes that are started, loaded, killed, and never left behind."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from time import perf_counter
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent
HALL = ROOT / "config" / "examples" / "bench.toml"
TICKETS_OF_A_DAY = 10_000


class HallProcess:
    """A running hall. `ready_s` is how long it took from its start until it served."""

    def __init__(self, data: Path, ledger: str = "") -> None:
        began_s = perf_counter()
        self._process = subprocess.Popen(
            [sys.executable, str(HERE / "server.py"), str(HALL), str(data), ledger],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=_environment(),
        )  # fmt: skip
        assert self._process.stdout is not None
        words = self._process.stdout.readline().split()
        self.ready_s = perf_counter() - began_s
        if words[:1] != ["READY"]:
            self.kill()
            raise RuntimeError("the hall did not start")
        self.port = int(words[1].rpartition(":")[2])

    @property
    def resident_mb(self) -> float:
        """Its memory, as the kernel counts it."""
        return resident_mb(self._process.pid)

    def load(self, job: str, **words: object) -> dict[str, Any]:
        """Let a process of its own do a job of `load.py` on this hall."""
        asked = json.dumps({"job": job, "port": self.port, **words})
        done = subprocess.run(
            [sys.executable, str(HERE / "load.py"), asked],
            stdout=subprocess.PIPE, text=True, check=True, timeout=400, env=_environment(),
        )  # fmt: skip
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer

    def kill(self) -> None:
        """As a power cut would."""
        self._process.send_signal(signal.SIGKILL)
        self._process.wait()


class Bench:
    """Where halls get their data, how often things are measured, and how long."""

    def __init__(self, folder: Path, *, pairs: int, scale: float) -> None:
        self._folder = folder
        self.pairs = pairs
        self.scale = scale

    @contextmanager
    def hall(self, data: Path | None = None, ledger: str = "") -> Iterator[HallProcess]:
        """A hall on this data, or on none, its ledger there or at this URL; killed at the end."""
        process = HallProcess(data or self.new_data(), ledger)
        try:
            yield process
        finally:
            process.kill()

    def new_data(self) -> Path:
        """An empty data directory."""
        return Path(tempfile.mkdtemp(dir=self._folder))

    def busy_data(self) -> Path:
        """The data directory of a busy day, for whoever asks a copy of its own."""
        copy = self.new_data() / "data"
        shutil.copytree(self._busy_day, copy)
        return copy

    @property
    def folder(self) -> Path:
        """Where the disk is measured: the same that the halls use."""
        return self._folder

    @property
    def tickets_of_a_day(self) -> int:
        return max(100, int(TICKETS_OF_A_DAY * self.scale))

    @cached_property
    def _busy_day(self) -> Path:
        data = self.new_data()
        with self.hall(data) as hall:
            hall.load("open_windows")
            hall.load("crowd", what="take", clients=32, count=self.tickets_of_a_day)
        return data


def resident_mb(pid: int) -> float:
    """A process's memory, as the kernel counts it."""
    pages = Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / (1 << 20)


def _environment() -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": f"{ROOT}{os.pathsep}{HERE}"}
