"""Lives of a hall: started, killed from outside or from within, and seen to their end."""

import asyncio
import json
import os
import random
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

PROJECT = Path(__file__).parents[3]
BENCH_HALL = PROJECT / "config/examples/bench.toml"
START_S = 120.0
"""A life may take so long to begin on a machine that has much else to do."""


def free_port() -> int:
    """A port below those that the system gives away, so that nobody takes it while the hall is down."""
    for port in random.sample(range(20_000, 32_000), 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) != 0:
                return port
    raise OSError("no free port")


@dataclass(slots=True)
class Life:
    """One process. `is_ready` is set when it serves; `status` has how it ended."""

    pid: int
    is_ready: asyncio.Event = field(default_factory=asyncio.Event)
    status: "asyncio.Future[int]" = field(default_factory=lambda: asyncio.get_running_loop().create_future())

    def kill(self) -> None:
        """One that has just ended by itself, and has not been heard of yet, needs no killing."""
        if not self.status.done():
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    async def over(self, within_s: float = START_S) -> bool:
        """Whether it ended within this time."""
        done, _ = await asyncio.wait([self.status], timeout=within_s)
        return bool(done)

    async def begun(self) -> None:
        """Wait until it serves, or has ended before."""
        ready = asyncio.ensure_future(self.is_ready.wait())
        await asyncio.wait([ready, self.status], timeout=START_S, return_when=asyncio.FIRST_COMPLETED)
        ready.cancel()

    async def serves(self) -> None:
        """Wait until it serves; raises RuntimeError where it ends first."""
        await self.begun()
        if not self.is_ready.is_set():
            raise RuntimeError(f"the hall did not start: {self.status}")


class Nursery:
    """Starts lives quickly; see `doomed`. `log` gets what they complain of."""

    def __init__(self, log: Path) -> None:
        self._log = log

    async def __aenter__(self) -> Self:
        with self._log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-P", str(Path(__file__).with_name("doomed.py")),
                stdin=PIPE, stdout=PIPE, stderr=log, env=os.environ | {"PYTHONPATH": str(PROJECT)},
            )  # fmt: skip
        self._listening: asyncio.Task[None] | None = None
        self._newest: Life | None = None
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._process.stdin is not None
        if self._newest is not None:
            self._newest.kill()
        self._process.stdin.close()
        await asyncio.wait_for(self._process.wait(), START_S)

    async def bear(self, **order: Any) -> Life:
        """A life that begins now."""
        assert self._process.stdin is not None
        if self._listening is not None:
            await self._listening
        self._process.stdin.write(json.dumps(order, default=str).encode() + b"\n")
        life = self._newest = Life(int((await self._word())["pid"]))
        self._listening = asyncio.create_task(self._follow(life))
        return life

    async def _word(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        word: dict[str, Any] = json.loads(await asyncio.wait_for(self._process.stdout.readline(), START_S))
        return word

    async def _follow(self, life: Life) -> None:
        assert self._process.stdout is not None
        while True:
            word = json.loads(await self._process.stdout.readline())
            if "ready" in word:
                life.is_ready.set()
            if "ended" in word:
                life.status.set_result(word["ended"])
                return


async def program(data: Path, port: int, log: Path, *, is_insecure: bool = True) -> Life:
    """The very program that a technician starts; with TLS and tokens where it is not `is_insecure`."""
    more = ["--insecure-loopback"] if is_insecure else []
    with log.open("ab") as errors:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-P", "-m", "jiaohao", "hall", "--no-mdns",
            "--config", str(BENCH_HALL), "--data", str(data), "--bind", f"127.0.0.1:{port}", *more,
            stdout=PIPE, stderr=errors, cwd=data.parent, env=os.environ | {"PYTHONPATH": str(PROJECT)},
        )  # fmt: skip
    life = Life(process.pid)
    life_follows = asyncio.create_task(_follow(process, life))
    life.status.add_done_callback(lambda _: life_follows.cancel())
    return life


async def _follow(process: Process, life: Life) -> None:
    assert process.stdout is not None
    async for line in process.stdout:
        if line.startswith(b"READY"):
            life.is_ready.set()
    life.status.set_result(await process.wait())
