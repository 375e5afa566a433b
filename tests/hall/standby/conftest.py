"""Real halls on one PostgreSQL server, and a crowd at their kiosks that asks again until it is answered."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import Any

import httpx
import pytest

PROJECT = Path(__file__).parents[3]
BOUND_S = 80
"""No wait in these stories is longer, however busy the machine is."""


@dataclass
class Hall:
    """The program itself, on a data directory of its own."""

    directory: Path
    url: str
    port: int
    process: subprocess.Popen[str] | None = None
    is_standby: bool = False

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/api/v1"

    def start(self) -> "Hall":
        words = ["hall", "--config", "config/examples/bench.toml", "--data", str(self.directory), "--ledger", self.url,
                 "--bind", f"127.0.0.1:{self.port}", "--insecure-loopback", "--no-mdns",
                 *(["--standby"] if self.is_standby else [])]  # fmt: skip
        self.process = subprocess.Popen(
            [sys.executable, "-P", "-m", "jiaohao", *words], cwd=PROJECT, text=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ | {"LANG": "en_US.UTF-8", "PYTHONPATH": str(PROJECT)},
        )  # fmt: skip
        assert self.process.stdout is not None
        if not self.is_standby:
            self.until_ready()
        return self

    def until_ready(self) -> "Hall":
        """It says READY, after STANDBY where it had to wait."""
        assert self.process is not None and self.process.stdout is not None
        said = self.process.stdout.readline()
        if said.startswith("STANDBY"):
            said = self.process.stdout.readline()
        assert said.startswith("READY"), self.last_words()[1]
        return self

    def signal(self, number: int) -> None:
        assert self.process is not None
        self.process.send_signal(number)

    def last_words(self) -> tuple[int, str]:
        """Its exit status and what it said, once it has ended."""
        assert self.process is not None
        _, said = self.process.communicate(timeout=BOUND_S)
        return self.process.returncode, said

    def get(self, path: str) -> httpx.Response:
        with plain_client(BOUND_S) as client:
            return client.get(f"{self.address}{path}")

    def close(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(signal.SIGCONT)
            self.process.terminate()
            try:
                self.process.communicate(timeout=BOUND_S)
            except subprocess.TimeoutExpired:
                self.process.kill()


@dataclass
class Crowd:
    """Kiosks that press for tickets. Each press is asked again, wherever there is a hall, until it is answered."""

    addresses: list[str]
    kiosks: int = 3
    numbers: dict[str, str] = field(default_factory=dict)
    """What was acknowledged: the number by the press's key."""
    refusals: list[httpx.Response] = field(default_factory=list)
    contradictions: list[str] = field(default_factory=list)
    is_over: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def come(self) -> None:
        self.threads = [threading.Thread(target=self._press_on, args=(f"k{n}",)) for n in range(self.kiosks)]
        for thread in self.threads:
            thread.start()

    def go_home(self) -> None:
        """Each waits for the answer to its last press."""
        self.is_over.set()
        for thread in self.threads:
            thread.join(BOUND_S)
            assert not thread.is_alive(), "somebody was never answered"

    def until_acknowledged(self, more: int) -> None:
        wanted = len(self.numbers) + more
        until(lambda: len(self.numbers) >= wanted)

    def _press_on(self, box: str) -> None:
        answers = 0
        for press in count():
            if self.is_over.is_set():
                return
            answers = self._until_answered(box, f"{box}-{press}", answers)

    def _until_answered(self, box: str, key: str, first: int) -> int:
        """Asks one hall after another, beginning with the first; which one it was in the end."""
        ends_s = time.monotonic() + BOUND_S
        for attempt in count(first):
            answer = ask(self.addresses[attempt % len(self.addresses)], box, key, timeout_s=2)
            if answer is not None and answer.status_code == 201:
                self._answered(key, answer.json()["number"])
                return attempt
            if answer is not None:
                self.refusals.append(answer)
            assert time.monotonic() < ends_s
            time.sleep(0.02)
        raise AssertionError("never gives up")

    def _answered(self, key: str, number: str) -> None:
        if self.numbers.setdefault(key, number) != number:
            self.contradictions.append(key)


def ask(address: str, box: str, key: str, timeout_s: float) -> httpx.Response | None:
    """One request for a ticket; None where nobody answered."""
    headers = {"Jiaohao-Box": box, "Idempotency-Key": key}
    try:
        with plain_client(timeout_s) as client:
            return client.post(f"{address}/tickets", json={"service": "A"}, headers=headers)
    except httpx.TransportError:
        return None


def plain_client(timeout_s: float) -> httpx.Client:
    """Without the certificates of the whole world, which take longer to load than a ticket to be given."""
    return httpx.Client(verify=False, trust_env=False, timeout=timeout_s)


def until(is_so: Callable[[], bool]) -> None:
    ends_s = time.monotonic() + BOUND_S
    while not is_so():
        assert time.monotonic() < ends_s
        time.sleep(0.02)


@pytest.fixture
def url(new_database: Callable[[], str]) -> str:
    return new_database()


@pytest.fixture
def hall(tmp_path: Path, url: str, new_port: Callable[[], int]) -> Iterator[Callable[[str], Hall]]:
    """A hall on the machine of this name, not yet started."""
    made: list[Hall] = []

    def make(machine: str) -> Hall:
        made.append(Hall(tmp_path / machine, url, new_port()))
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def crowd() -> Iterator[Callable[[list[Hall]], Crowd]]:
    gathered: list[Crowd] = []

    def gather(halls: list[Hall]) -> Crowd:
        gathered.append(Crowd([each.address for each in halls]))
        gathered[-1].come()
        return gathered[-1]

    yield gather
    for each in gathered:
        each.is_over.set()


@pytest.fixture
def wait_until() -> Callable[[Callable[[], bool]], None]:
    return until


@pytest.fixture
def asking() -> Any:
    return ask
