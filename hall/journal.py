"""Group commit: batches go to the ledger one after another, and what is decided meanwhile makes the next one."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Final, TypeVar

from hall.entries import Entry
from hall.ledger import CommandRow, Ledger

T = TypeVar("T")
AtPoint = Callable[[str], None]
Release = Callable[[bool], None]
"""Called once when what it waits for is durable (True), or when that will not be known (False)."""

MOST_FACTS: Final = 20_000
"""A batch this big is written before more is added: one day's change, and a bound on memory."""


@dataclass(slots=True)
class Batch:
    entries: list[Entry] = field(default_factory=list)
    commands: list[CommandRow] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)


class Journal:
    """Writes what it is given in the order it is given. Lives on one event loop; one thread of its own does the writing."""

    def __init__(
        self,
        ledger: Ledger,
        on_durable: Callable[[Batch], None],
        on_failure: Callable[[BaseException], None],
        at_point: AtPoint,
    ) -> None:
        self._ledger = ledger
        self._on_durable = on_durable
        self._on_failure = on_failure
        self._at_point = at_point
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="ledger")
        self._gathering = Batch()
        self._writing: Batch | None = None
        self._task: asyncio.Task[None] | None = None

    @property
    def is_idle(self) -> bool:
        """Whether all that was added is durable."""
        return self._writing is None and not self._gathering.entries

    @property
    def is_full(self) -> bool:
        return len(self._gathering.entries) >= MOST_FACTS

    def add(self, entries: Sequence[Entry], command: CommandRow | None) -> None:
        """One command's facts and its reply: written together or not at all."""
        self._gathering.entries.extend(entries)
        if command is not None:
            self._gathering.commands.append(command)
        if self._task is None:
            self._task = asyncio.get_running_loop().create_task(self._write())

    def when_durable(self, release: Release) -> None:
        """Call `release` when all that was added so far is durable: at once, where it is."""
        if self._gathering.entries:
            self._gathering.releases.append(release)
        elif self._writing is not None:
            self._writing.releases.append(release)
        else:
            release(True)

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Do other blocking work on the ledger, between two batches."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def close(self) -> None:
        """Write what is left; then no more."""
        if self._task is not None:
            await self._task
        self._thread.shutdown(wait=True)

    async def _write(self) -> None:
        while self._gathering.entries:
            batch = self._writing = self._gathering
            self._gathering = Batch()
            try:
                await self.in_thread(lambda: self._commit(batch))  # noqa: B023 - awaited before batch changes
            except Exception as error:  # whatever it was: the outcome is not known
                self._fail(batch, error)
                return
            self._writing = None
            self._on_durable(batch)
            _release(batch, True)
            self._at_point("replied")
        self._task = None

    def _commit(self, batch: Batch) -> None:
        self._at_point("before_commit")
        self._ledger.append([entry.row for entry in batch.entries], batch.commands)
        self._at_point("after_commit")

    def _fail(self, batch: Batch, error: BaseException) -> None:
        """Drop what was being written and all that was decided after it: it stands on sand."""
        later, self._gathering = self._gathering, Batch()
        self._writing = self._task = None
        self._on_failure(error)
        _release(batch, False)
        _release(later, False)


def _release(batch: Batch, is_durable: bool) -> None:
    for release in batch.releases:
        release(is_durable)
