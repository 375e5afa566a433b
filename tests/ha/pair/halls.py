"""Two halls over one database: the real program on two hosts, with the same keys; whoever comes first leads."""

import os
import re
import shutil
import signal
import sys
import time
from datetime import datetime
from pathlib import Path

from lan.network import Host, ip
from lan.parties import JIAOHAO, HallOn, Lines, until

KEYS = ("hall.key", "people.key", "trust/authority.pem")
"""What both machines need alike (docs/ha.md)."""

WITHIN_S = 150.0
_STAMP = re.compile(r"(\d{4}-\d\d-\d\d \d\d:\d\d:\d\d),(\d{3}) ")


class TwinOn(HallOn):
    """`jiaohao hall --standby` on a host. It can be started again and again; its log goes on."""

    def __init__(self, host: Host, folder: Path, url: str) -> None:
        super().__init__(host, folder, "yunxi")
        (folder / "ledger.url").write_text(url, "ascii")

    def begin(self) -> None:
        """Returns when it stands by, and perhaps leads already."""
        words = ("hall", "--config", str(self._folder / "hall.toml"), "--data", str(self.data))
        self.process = self.host.run(
            sys.executable, "-P", "-c", JIAOHAO, *words, "--ledger-file", str(self._folder / "ledger.url"), "--standby",
            log=self._folder / "hall.log",
        )  # fmt: skip
        self._lines = Lines(self.process)
        self._until("STANDBY")

    def until_it_leads(self) -> None:
        self._until("READY")

    def said_at(self, words: str, after: float) -> float:
        """When its log said so first after a moment; both in seconds of Unix time."""
        until(lambda: self._moments(words, after))
        return self._moments(words, after)[0]

    @property
    def is_running(self) -> bool:
        return self.process.poll() is None

    def until_ended(self) -> int:
        """Its exit status."""
        return int(self.process.wait(WITHIN_S))

    def take_keys_of(self, other: "TwinOn") -> None:
        for key in KEYS:
            to = self.data / key
            to.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            shutil.copy(other.data / key, to)
            to.chmod(0o600)

    def _until(self, word: str) -> None:
        try:
            self._lines.until(lambda line: line.startswith(word), WITHIN_S)
        except AssertionError as wrong:
            raise AssertionError(f"{wrong}\n{self.log[-3000:]}") from None

    def _moments(self, words: str, after: float) -> list[float]:
        return [at for at, line in self._stamped() if at >= after and words in line]

    def _stamped(self) -> list[tuple[float, str]]:
        found = ((_STAMP.match(line), line) for line in self.log.splitlines())
        return [
            (datetime.fromisoformat(stamp[1]).timestamp() + int(stamp[2]) / 1000, line)
            for stamp, line in found
            if stamp
        ]


class Pair:
    """The one that leads, and the one that stands by; they change places."""

    def __init__(self, first: TwinOn, second: TwinOn) -> None:
        self.leader, self.other = first, second
        first.begin()
        first.until_it_leads()
        second.take_keys_of(first)
        second.begin()

    def taken_over(self, since: float) -> tuple[float, float]:
        """Wait until the other one leads; seconds from `since` (Unix time) until it found the lead free, and until it
        served, as its own log says."""
        self.other.until_it_leads()
        free_at, served_at = (self.other.said_at(words, since) for words in ("nobody leads", " serves at "))
        return free_at - since, served_at - since

    def change_places(self) -> None:
        """The one that led before stands by now."""
        self.leader, self.other = self.other, self.leader
        self.other.begin()


class Fault:
    """What happens to the one that leads. `mend` brings it to its end, if it is not there yet, and the world in order: a
    hall that lost its lead writes no more and ends."""

    def __init__(self, name: str, database: str) -> None:
        self.name, self._database = name, database

    def happen_to(self, hall: TwinOn) -> float:
        """The moment, in Unix time."""
        match self.name:
            case "killed":
                hall.process.kill()
            case "paused":
                os.kill(hall.process.pid, signal.SIGSTOP)
            case "cut off":
                hall.host.cut()
            case "cut off from the database":
                ip("-n", hall.host.space, "route", "add", "blackhole", self._database)
            case other:
                raise ValueError(other)
        return time.time()

    def mend(self, hall: TwinOn) -> int:
        """The exit status of the hall. One that is cut off ends by itself; one that slept, when it wakes."""
        if self.name == "paused":
            os.kill(hall.process.pid, signal.SIGCONT)
        status = hall.until_ended()
        match self.name:
            case "cut off":
                hall.host.heal()
            case "cut off from the database":
                ip("-n", hall.host.space, "route", "delete", "blackhole", self._database)
        return status
