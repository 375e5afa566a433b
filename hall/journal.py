"""Group commit: batches go to the ledger one after another, and what is decided meanwhile makes the next one."""

import asyncio
import threading
from collections import deque
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
    """Writes what it is given in the order it is given. Lives on one event loop; one thread of its own does the writing.

    The thread takes batch after batch by itself: while the loop decides, the disk is never idle.
    """

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
        self._lock = threading.Lock()  # around the three that the thread changes too
        self._gathering = Batch()
        self._under_way: deque[Batch] = deque()
        self._is_writing = False

    @property
    def is_idle(self) -> bool:
        """Whether all that was added is durable, and told."""
        return self._last() is None

    @property
    def is_full(self) -> bool:
        return len(self._gathering.entries) >= MOST_FACTS

    def add(self, entries: Sequence[Entry], command: CommandRow | None) -> None:
        """One command's facts and its reply: written together or not at all."""
        with self._lock:
            self._gathering.entries.extend(entries)
            if command is not None:
                self._gathering.commands.append(command)
            was_writing, self._is_writing = self._is_writing, True
        if not was_writing:
            loop = asyncio.get_running_loop()
            loop.call_soon(self._thread.submit, self._write, loop)  # those who are ready now come along

    def when_durable(self, release: Release) -> None:
        """Call `release` when all that was added so far is durable: at once, where it is."""
        last = self._last()
        if last is None:
            release(True)
        else:
            last.releases.append(release)

    async def in_thread(self, work: Callable[[], T]) -> T:
        """Do other blocking work on the ledger, between two batches."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def close(self) -> None:
        """Write what is left; then no more."""
        written = asyncio.get_running_loop().create_future()
        self.when_durable(written.set_result)
        await written
        self._thread.shutdown(wait=True)

    # ── on the loop ──────────────────────────────────────────────────────────────────────────────────

    def _last(self) -> Batch | None:
        """The newest batch that is not yet durable and told."""
        with self._lock:
            if self._gathering.entries:
                return self._gathering
            return self._under_way[-1] if self._under_way else None

    def _tell(self) -> None:
        """The oldest batch under way is durable."""
        batch = self._under_way.popleft()
        self._on_durable(batch)
        _release(batch, True)
        self._at_point("replied")

    def _fail(self, error: BaseException) -> None:
        """Drop what was being written and all that was decided after it: it stands on sand."""
        with self._lock:
            fallen = (*self._under_way, self._gathering)
            self._under_way.clear()
            self._gathering, self._is_writing = Batch(), False
        self._on_failure(error)
        for batch in fallen:
            _release(batch, False)

    # ── in the thread ────────────────────────────────────────────────────────────────────────────────

    def _write(self, loop: asyncio.AbstractEventLoop) -> None:
        """Write one batch, then queue up again behind other work. After a failure the loop says when to go on."""
        batch = self._taken()
        if batch is None:
            return
        try:
            self._commit(batch)
        except Exception as error:  # whatever it was: the outcome is not known
            loop.call_soon_threadsafe(self._fail, error)
            return
        self._thread.submit(self._write, loop)
        loop.call_soon_threadsafe(self._tell)

    def _taken(self) -> Batch | None:
        """What has gathered; None where nothing has, and then the next to add begins anew."""
        with self._lock:
            batch = self._gathering
            if not batch.entries:
                self._is_writing = False
                return None
            self._gathering = Batch()
            self._under_way.append(batch)
            return batch

    def _commit(self, batch: Batch) -> None:
        self._at_point("before_commit")
        self._ledger.append([entry.row for entry in batch.entries], batch.commands)
        self._at_point("after_commit")


def _release(batch: Batch, is_durable: bool) -> None:
    for release in batch.releases:
        release(is_durable)
