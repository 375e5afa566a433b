"""Halls and boxes on the LAN: the real program on one host, real links on others."""

import json
import queue
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from lan.network import PROJECT, Host

from hall.asking import ask
from link.pairing.grant import Grant, grant_of
from link.trusted import TrustedFile

EXAMPLE = PROJECT / "config/examples/bench.toml"
JIAOHAO = "import sys; from jiaohao.cli import main; sys.exit(main())"
WITHIN_S = 120.0
"""No wait is longer; all of them end as soon as what is waited for is so."""


class Lines:
    """What a process says, line by line, for whoever waits for something certain."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self.said: list[str] = []
        self._process, self._new = process, queue.Queue[str | None]()
        threading.Thread(target=self._read, daemon=True).start()

    def until(self, is_it: Callable[[str], Any], within_s: float = WITHIN_S, *, start: int = 0) -> Any:
        """What `is_it` says of the first line that it says anything of, from the `start`-th on."""
        deadline = time.monotonic() + within_s
        number = start
        while True:
            while number < len(self.said):
                if found := is_it(self.said[number]):
                    return found
                number += 1
            try:
                line = self._new.get(timeout=max(0.0, deadline - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"it was not said in {within_s} s; said: {self.said[-30:]}") from None
            if line is None:
                raise AssertionError(f"it ended; said: {self.said[-30:]}")
            self.said.append(line)

    def all_so_far(self) -> list[str]:
        while not self._new.empty():
            self.said += [line for line in (self._new.get(),) if line is not None]
        return self.said

    def _read(self) -> None:
        assert self._process.stdout is not None
        try:
            for line in self._process.stdout:
                self._new.put(line.rstrip("\n"))
        except ValueError:  # closed with the host
            pass
        self._new.put(None)


class HallOn:
    """`jiaohao hall` on a host, with a data directory of its own."""

    def __init__(self, host: Host, folder: Path, id: str, name: str = "云溪") -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.host, self.id, self.data, self._folder = host, id, folder / "data", folder
        text = re.sub(
            r'^id = "[^"]*"', f'id = "{id}"', EXAMPLE.read_text("utf-8"), count=1, flags=re.MULTILINE
        )
        text = re.sub(r'^name = "[^"]*"', f'name = "{name}"', text, count=1, flags=re.MULTILINE)
        (folder / "hall.toml").write_text(text, "utf-8")

    @property
    def url(self) -> str:
        return f"https://{self.host.address}:8600"

    def start(self, *more: str) -> None:
        """Returns when it serves."""
        self.process = self.host.run(
            *_python(), "hall", "--config", str(self._folder / "hall.toml"), "--data", str(self.data), *more,
            log=self._folder / "hall.log",
        )  # fmt: skip
        try:
            Lines(self.process).until(lambda line: line.startswith("READY"))
        except AssertionError as wrong:
            raise AssertionError(f"{wrong}\n{self.log[-3000:]}") from None

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(60)

    @property
    def log(self) -> str:
        return (self._folder / "hall.log").read_text("utf-8")

    def asked(self, method: str, path: str, body: object = None) -> dict[str, Any]:
        """What it answers to the commands of its own machine, such as `jiaohao hall pair`."""
        return self.host.inside(lambda: ask(self.data, "en", method, path, body))

    def code(self, role: str, box: str) -> str:
        """A pairing code."""
        return str(self.asked("POST", "/pairing/codes", {"role": role, "box": box})["code"])

    def grant(self, role: str, box: str) -> Grant:
        """What a box has once it is paired, without the pairing."""
        return grant_of(json.dumps(self.asked("POST", "/tokens", {"role": role, "box": box})))

    def tokens(self, box: str) -> list[dict[str, Any]]:
        """The tokens of a box, as `jiaohao hall tokens` lists them."""
        return [each for each in self.asked("GET", "/tokens")["tokens"] if each["box"] == box]


class BoxOn:
    """A box on a host: paired by `jiaohao pair`, then at the end of a real link."""

    def __init__(self, host: Host, folder: Path, name: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.host, self.name, self.folder = host, name, folder
        (folder / "box.toml").write_text(f'[box]\nid = "{name}"\ndata_dir = "{folder}"\n', "utf-8")

    def pair(self, code: str, *more: str) -> tuple[int, str]:
        """The exit status of `jiaohao pair`, and what it said."""
        log = self.folder / "pair.log"
        log.unlink(missing_ok=True)
        done = self.host.run(*_python(), "pair", code, "--box", str(self.folder / "box.toml"), *more, log=log)
        said, _ = done.communicate(timeout=WITHIN_S)
        return done.returncode, said + log.read_text("utf-8")

    def start(self, **order: Any) -> None:
        """Its link begins."""
        words = json.dumps({"box": self.name, "folder": str(self.folder)} | order)
        self.process = self.host.python(
            Path(__file__).with_name("box.py"), words, log=self.folder / "box.log"
        )
        self._lines = Lines(self.process)

    def trust(self, grant: Grant) -> None:
        """It has been paired."""
        TrustedFile(self.folder, self.name).write(grant)

    @property
    def log(self) -> str:
        return (self.folder / "box.log").read_text("utf-8")

    @property
    def mark(self) -> int:
        """How much it has said: `until` can begin here."""
        return len(self._lines.all_so_far())

    def until(self, what: str, *, start: int = 0, within_s: float = WITHIN_S, **words: Any) -> dict[str, Any]:
        """The first thing of this kind that it says with these words."""

        def is_it(line: str) -> Any:
            said = json.loads(line)
            return said if said["what"] == what and all(said.get(k) == v for k, v in words.items()) else None

        found: dict[str, Any] = self._lines.until(is_it, within_s, start=start)
        return found

    def said(self, what: str) -> list[dict[str, Any]]:
        every = [json.loads(line) for line in self._lines.all_so_far()]
        return [each for each in every if each["what"] == what]

    def tell(self, **order: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(order) + "\n")

    def take(self) -> str:
        """The number of a ticket."""
        start = self.mark
        self.tell(take="A")
        return str(self.until("taken", start=start)["number"])

    def state(self) -> dict[str, Any]:
        start = self.mark
        self.tell(state=1)
        return self.until("state", start=start)

    def facts(self) -> list[int]:
        """The seqs of all facts that it was told one by one."""
        return [seq for change in self.said("change") for seq in change["seqs"]]


def _python() -> tuple[str, ...]:
    return (*_python_here(), "-c", JIAOHAO)


def _python_here() -> tuple[str, ...]:
    return (sys.executable, "-P")


def until(is_so: Callable[[], object], within_s: float = WITHIN_S) -> None:
    """Wait until it is."""
    deadline = time.monotonic() + within_s
    while not is_so():
        assert time.monotonic() < deadline, f"not in {within_s} s"
        time.sleep(0.1)
