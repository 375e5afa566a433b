"""The demo's processes: started one by one, watched, and ended together, whatever happens to the demo itself."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hall.ledger_url import VARIABLE as REAL_LEDGER

DIES_WITH_PARENT = ("setpriv", "--pdeathsig", "TERM")
"""util-linux: the part gets this signal when the demo dies, however it dies, so that no box outlives it."""

STOP_S = 20.0
"""How long a part may take to end by itself before it is killed: eight that end at once on a busy machine take six."""


@dataclass(slots=True)
class BoxProcess:
    """One running part: `said` holds its standard output, `log` its standard error."""

    name: str
    process: subprocess.Popen[bytes]
    said: Path
    log: Path
    is_stopping: bool = False
    status: int | None = None

    @property
    def is_alive(self) -> bool:
        return self.process.poll() is None

    @property
    def has_failed(self) -> bool:
        """Ended without being asked, or ended badly when it was."""
        ended = self.process.poll()
        return ended is not None and (ended != 0 or not self.is_stopping)


@dataclass(slots=True)
class Processes:
    """All of them, in the order they were started; stopped in the opposite order."""

    logs: Path
    environment: Mapping[str, str]
    boxes: list[BoxProcess] = field(default_factory=list)

    def start(
        self, name: str, words: Sequence[str], scale: float = 1.0, *, module: str = "jiaohao"
    ) -> BoxProcess:
        """Start `jiaohao WORDS…` (or another module) as the box `name`, its window drawn at a `scale`."""
        self.logs.mkdir(parents=True, exist_ok=True)
        said, log = self.logs / f"{name}.out", self.logs / f"{name}.log"
        with said.open("wb") as output, log.open("wb") as errors:
            process = subprocess.Popen(
                [*_bound_to_us(), sys.executable, "-P", "-m", module, *words],
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=errors,
                env=_without_real_ledger(self.environment) | {"QT_SCALE_FACTOR": str(scale)},
                start_new_session=True,  # Ctrl-C reaches the demo alone, which then ends all in order
            )
        box = BoxProcess(name=name, process=process, said=said, log=log)
        self.boxes.append(box)
        return box

    def stop(self, name: str) -> None:
        """Ask one part to end, and see that it does."""
        for box in self.boxes:
            if box.name == name:
                _ask_to_end([box])
                _see_the_end([box])

    def stop_all(self) -> None:
        """End every part, the last started first; none is left."""
        alive = [box for box in reversed(self.boxes) if box.is_alive]
        for box in alive:
            _ask_to_end([box])
        _see_the_end(alive)

    @property
    def failed(self) -> list[str]:
        """The parts that ended by themselves or badly."""
        return [box.name for box in self.boxes if box.has_failed]


def match_said(box: BoxProcess, pattern: str, wait_s: float) -> str | None:
    """The first group of `pattern` in what a part says; None when it does not say so in time, or ends."""
    until = time.monotonic() + wait_s
    while True:
        is_alive = box.is_alive
        found = re.search(pattern, box.said.read_text(encoding="utf-8", errors="replace"))
        if found is not None or not is_alive or time.monotonic() > until:
            return found.group(1) if found else None
        time.sleep(0.02)


def _without_real_ledger(environment: Mapping[str, str]) -> dict[str, str]:
    """What is shown or practised writes into a folder of its own, wherever this machine's real hall keeps its ledger."""
    return {name: value for name, value in environment.items() if name != REAL_LEDGER}


def _bound_to_us() -> tuple[str, ...]:
    return DIES_WITH_PARENT if shutil.which(DIES_WITH_PARENT[0]) else ()


def _ask_to_end(boxes: Sequence[BoxProcess]) -> None:
    for box in boxes:
        box.is_stopping = True
        if box.is_alive:
            box.process.send_signal(signal.SIGTERM)


def _see_the_end(boxes: Sequence[BoxProcess]) -> None:
    until = time.monotonic() + STOP_S
    for box in boxes:
        try:
            box.status = box.process.wait(max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            os.killpg(box.process.pid, signal.SIGKILL)
            box.status = box.process.wait()
