"""A desk over a real ledger, with a clock that is set by hand and a disk that can be made to fail."""

import asyncio
import threading
import time
from collections.abc import Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from hall.desk import Desk, Published
from hall.ledger import Ledger, open_ledger
from hall.secrets import hall_key, ticket_secret
from link.messages import commands as c
from link.messages.definition import Definition
from link.messages.facts import Who
from link.messages.problems import Problem, Refused

BOUND_S = 30
"""No wait in these tests is longer, however busy the machine is."""


@dataclass
class House:
    """Everything around a desk."""

    directory: Path
    definition: Definition
    now: datetime
    ledger: Ledger
    desk: Desk
    told: list[tuple[Published, ...]] = field(default_factory=list)
    points: list[str] = field(default_factory=list)
    gate: threading.Event = field(default_factory=threading.Event)
    """Commits wait for it."""
    after_commit: Callable[[], None] | None = None
    is_disk_broken: bool = False
    keys: Iterator[int] = field(default_factory=lambda: count(1))

    async def do(self, command: c.Command, key: str = "", hash: str = "h") -> Any:
        return await self.desk.do(command, key or f"key-{next(self.keys)}", hash)

    async def problem(self, command: c.Command, key: str = "", hash: str = "h") -> Problem:
        with pytest.raises(Refused) as refused:
            await self.do(command, key, hash)
        return refused.value.problem

    async def take(self, key: str = "") -> Any:
        return await self.do(c.TakeTicket(service="house", who=Who(box="kiosk")), key)

    async def until(self, is_so: Callable[[], bool]) -> None:
        ends_s = time.monotonic() + BOUND_S
        while not is_so():
            assert time.monotonic() < ends_s, "it did not come about"
            await asyncio.sleep(0.01)

    async def in_mid_commit(self, asking: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Ask, and close the gate: on return the thread that writes stands before the commit, and goes on with the gate."""
        self.gate.clear()
        written = self.points.count("before_commit")
        asked = asyncio.create_task(asking)
        await self.until(lambda: self.points.count("before_commit") > written)
        return asked

    @property
    def kinds(self) -> list[str]:
        return [published.fact.kind for batch in self.told for published in batch]


@pytest.fixture
def directory(tmp_path: Path) -> Path:
    """The hall's data directory; tests of disks put it on one of their own."""
    return tmp_path


@pytest.fixture
def house(
    directory: Path, definition: Definition, morning: datetime, ledger_url: str
) -> Iterator[Callable[..., House]]:
    """Builds the hall in one data directory; called again, it is the hall after a restart. It looks at its clock every
    `tick_s`."""
    opened: list[House] = []

    def build(tick_s: float = 0.05) -> House:
        for before in opened:
            before.ledger.close()
        ledger = open_ledger(directory, morning, ledger_url)
        key, ids = hall_key(directory), count(1000 * (len(opened) + 1))

        def at_point(point: str) -> None:
            around.points.append(point)
            if point == "before_commit":
                assert around.gate.wait(BOUND_S)
            if point == "after_commit" and around.after_commit:
                around.after_commit()

        def tell(published: tuple[Published, ...]) -> None:
            around.told.append(published)

        desk = Desk(
            ledger,
            lambda: around.now,
            lambda: f"t{next(ids)}",
            lambda ticket: ticket_secret(key, ticket),
            tell,
            at_point=at_point,
            retry_s=0.02,
            tick_s=tick_s,
            keep_s=0.05,
        )
        around = House(directory, definition, morning + timedelta(minutes=len(opened)), ledger, desk)
        around.gate.set()
        event.listen(ledger.engine, "commit", lambda connection: fail(around))
        opened.append(around)
        return around

    yield build
    for around in opened:
        around.ledger.close()


def fail(around: House) -> None:
    if around.is_disk_broken:
        raise OSError(5, "Input/output error")
