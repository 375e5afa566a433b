"""One generation of a write-ahead log: a real ledger's file as it was, all that was logged since, and at which length of
the log each acknowledgement was given. Then any state in which a power cut may leave the two files."""

import asyncio
import os
import random
import sqlite3
from collections import deque
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, closing
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from proving.books import FILE
from proving.lives import BENCH_HALL

from config.hall import load_hall
from hall.desk import Desk, Published
from hall.ledger import open_ledger
from hall.replies import Reply
from hall.secrets import hall_key, ticket_secret
from link.messages import commands as c
from link.messages.facts import Who

HEAD, FRAME_HEAD = 32, 24
"""Bytes: https://www.sqlite.org/fileformat2.html sections 4.1 and 4.2 (the WAL header, the frame header)."""

MORNING = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Acknowledged:
    """A press, its reply, and how long the log was when its commit was done."""

    box: str
    press: int
    reply: Reply
    log_length: int

    @property
    def key(self) -> str:
        return f"{self.box}-{self.press}"


@dataclass(frozen=True)
class Generation:
    """`base` is the ledger's file before, `log` all of its log since, `older_log` one of before that. `commits` are
    (length of the log, last seq) of each commit; the first stands for the file alone."""

    base: bytes
    log: bytes
    older_log: bytes
    key: bytes
    commits: tuple[tuple[int, int], ...]
    acknowledged: tuple[Acknowledged, ...]

    @cached_property
    def frame_ends(self) -> list[int]:
        """Where a frame of the log ends."""
        page = int.from_bytes(self.log[8:12], "big")
        return list(range(HEAD, len(self.log) + 1, FRAME_HEAD + page))

    def seq_at(self, length: int) -> int:
        """The last fact that must be there, and may be, where the log was written up to this length."""
        return max((seq for ends_at, seq in self.commits if ends_at <= length), default=0)

    def left_behind(self, length: int, tail: str) -> bytes:
        """The log after a power cut: so much is on the disk, and behind it what a disk may leave there."""
        rest = len(self.log) - length
        behind = {
            "nothing": b"",
            "zeros": bytes(rest),
            "garbage": random.Random(length).randbytes(rest),
            "older log": self.older_log[length:],
        }
        return self.log[:length] + behind[tail]


TAILS = ("nothing", "zeros", "garbage", "older log")


@asynccontextmanager
async def a_desk(directory: Path, **listening: Any) -> AsyncIterator[Desk]:
    """The hall of this directory, at work until the end of the block."""
    ledger, key = open_ledger(directory, MORNING), hall_key(directory)
    try:
        desk = Desk(
            ledger,
            lambda: MORNING,
            lambda: os.urandom(8).hex(),
            lambda ticket: ticket_secret(key, ticket),
            tick_s=3600.0,  # on a slow machine too, no rest of the clock moves the log into the file meanwhile
            **listening,
        )
        await desk.start(load_hall(BENCH_HALL))
        yield desk
        await desk.stop()
    finally:
        ledger.close()


def command_of(box: str, press: int) -> c.Command:
    """What a box does at its n-th press: kiosks take tickets, windows open, call and finish."""
    who = Who(box=box)
    if box.startswith("k"):
        return c.TakeTicket(service="A", who=who)
    if press == 0:
        return c.OpenWindow(window=box[1:], who=who)
    return (c.CallNext if press % 2 else c.FinishService)(window=box[1:], who=who)


async def recorded(directory: Path, rounds: int) -> Generation:
    """Play `rounds` of presses, five at once, over a ledger that has a little in it already."""
    log = directory / f"{FILE}-wal"
    async with a_desk(directory, on_published=lambda facts: None) as desk:
        for press in range(rounds + 2):
            await asyncio.gather(*(_pressed(desk, box, press) for box in ("k0", "w1")))
        older_log = log.read_bytes()
    base, lengths, commits = (directory / FILE).read_bytes(), deque[int](), list[tuple[int, int]]()

    def at_point(point: str) -> None:
        if point == "after_commit":
            lengths.append(log.stat().st_size)

    def on_published(facts: Sequence[Published]) -> None:
        commits.append((lengths.popleft(), facts[-1].fact.seq))

    said: list[tuple[str, int, Reply]] = []
    async with a_desk(directory, at_point=at_point, on_published=on_published) as desk:
        before = desk.published.seq
        for press in range(rounds):
            boxes = ("k1", "k2", "k3", "w2", "w3")
            replies = await asyncio.gather(*(_pressed(desk, box, press) for box in boxes))
            said += [(box, press, reply) for box, reply in zip(boxes, replies, strict=True) if reply.seqs]
        whole_log = log.read_bytes()
        assert (directory / FILE).read_bytes() == base, "the log was moved into the file meanwhile"
    acknowledged = tuple(
        Acknowledged(box, press, reply, next(length for length, seq in commits if seq >= reply.seqs[-1]))
        for box, press, reply in said
    )
    key = (directory / "hall.key").read_bytes()
    return Generation(base, whole_log, older_log, key, ((0, before), *commits), acknowledged)


async def _pressed(desk: Desk, box: str, press: int) -> Reply:
    return await desk.do(command_of(box, press), f"{box}-{press}", "h")


def lay(generation: Generation, directory: Path, length: int, tail: str) -> None:
    """The data directory as a power cut leaves it."""
    for name in (FILE, f"{FILE}-wal", f"{FILE}-shm"):
        (directory / name).unlink(missing_ok=True)
    (directory / FILE).write_bytes(generation.base)
    (directory / f"{FILE}-wal").write_bytes(generation.left_behind(length, tail))
    (directory / "hall.key").write_bytes(generation.key)


def rows_in(directory: Path) -> tuple[list[tuple[int, str]], set[tuple[str, str, str]]]:
    """What SQLite finds there: facts (seq, text), and commands (box, reply, seqs) of all that have a key."""
    with closing(sqlite3.connect(directory / FILE)) as database:
        database.execute("PRAGMA synchronous = OFF")  # it is thrown away
        facts = database.execute("SELECT seq, text FROM fact ORDER BY seq").fetchall()
        commands = database.execute("SELECT box || '-' || key, reply, seqs FROM command").fetchall()
    return facts, set(commands)
