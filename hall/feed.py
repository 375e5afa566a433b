"""The fan-out of published facts: a ring to resume from, and a bounded outbox for each reader."""

import asyncio
import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from typing import Final, Literal

from link.messages.problems import refuse
from link.state import State

KEPT: Final = 20_000
"""Facts that a reader can have missed and still resume: two days of a large hall."""

OUTBOX_BYTES: Final = 1 << 20
"""What may wait for one reader: thousands of facts, far more than the 12 s after which a box calls itself stale."""

MOST_READERS: Final = 512
"""Streams at once: six times the displays of the largest hall we know."""

PIECE_BYTES: Final = 1 << 16
"""What waits goes out in pieces, each when the one before has gone: all readers share one large snapshot in memory."""

Ending = Literal["", "left", "slow", "closed"]

_log = logging.getLogger(__name__)


class Reader:
    """What one listener still has to get. `cut` is called when it must be thrown out although a write is stuck."""

    def __init__(self, first: Sequence[bytes], *, limit: int, gone: Callable[["Reader"], None]) -> None:
        self.ending: Ending = ""
        self.cut: Callable[[], None] | None = None
        self._limit = limit
        self._gone = gone
        self._waiting = deque(piece for each in first for piece in _pieces(each))
        self._size = sum(map(len, first))
        self._allowed = limit + self._size
        self._news = asyncio.Event()
        if self._waiting:
            self._news.set()

    async def take(self) -> bytes:
        """What waits, about a piece at a time, as soon as anything does; nothing once it is over."""
        await self._news.wait()
        frames: list[bytes | memoryview] = []
        taken = 0
        while self._waiting and taken < PIECE_BYTES:
            frames.append(self._waiting.popleft())
            taken += len(frames[-1])
        self._size -= taken
        if not self._waiting:
            self._allowed = self._limit
            if not self.ending:
                self._news.clear()
        return b"".join(frames)

    def push(self, frames: bytes) -> None:
        """Lay frames in the outbox; a reader whose outbox is full is thrown out."""
        if self.ending:
            return
        self._size += len(frames)
        if self._size > self._allowed:
            self.throw_out()
            return
        self._waiting.append(frames)
        self._news.set()

    def leave(self) -> None:
        """It does not listen any more."""
        self._end("left")

    def close(self) -> None:
        """It gets what waits, then the end."""
        self._end("closed")

    def throw_out(self) -> None:
        """It is too slow: nothing more, and its connection goes; it may come back and resume."""
        self._waiting.clear()
        self._end("slow")
        self.cut_off()

    def cut_off(self) -> None:
        """Cut the connection, even in the middle of a write."""
        if self.cut is not None:
            self.cut()

    def _end(self, ending: Ending) -> None:
        if not self.ending:
            self.ending = ending
            self._gone(self)
        self._news.set()


class Feed:
    """All readers of one hall. Used on the event loop only; `state` gives the published state."""

    def __init__(
        self,
        *,
        ledger: str,
        state: Callable[[], State],
        fact_frame: Callable[[int, str], bytes],
        snapshot_frame: Callable[[State], bytes],
        kept: int = KEPT,
        outbox_bytes: int = OUTBOX_BYTES,
        most_readers: int = MOST_READERS,
    ) -> None:
        self.ledger = ledger
        self._state = state
        self._fact_frame = fact_frame
        self._snapshot_frame = snapshot_frame
        self._ring: deque[bytes] = deque(maxlen=kept)
        self._newest = 0
        self._snapshot = (0, b"")
        self._outbox_bytes = outbox_bytes
        self._most_readers = most_readers
        self._readers: set[Reader] = set()
        self._is_closed = False

    @property
    def readers(self) -> int:
        """How many listen now."""
        return len(self._readers)

    def publish(self, lines: Iterable[tuple[int, str]]) -> None:
        """Tell every reader what was just published: (seq, JSON text of the public form), in order."""
        frames = [self._kept(seq, text) for seq, text in lines]
        if frames:
            self._push(b"".join(frames))

    def beat(self, comment: bytes) -> None:
        """Let every reader hear that the hall is there."""
        self._push(comment)

    def subscribe(self, last: tuple[str, int] | None, welcome: bytes = b"") -> Reader:
        """A reader from now on: after `last` (ledger, seq) where that is still known, else from a snapshot.

        Raises:
            Refused: `too-many-streams`, or `stopping`.
        """
        if self._is_closed:
            raise refuse("stopping")
        if len(self._readers) >= self._most_readers:
            raise refuse("too-many-streams")
        missed = self._missed(last)
        first = (self._whole(),) if missed is None else missed
        reader = Reader((welcome, *first), limit=self._outbox_bytes, gone=self._drop)
        self._readers.add(reader)
        return reader

    def close(self) -> tuple[Reader, ...]:
        """End every stream, and let nobody in any more; those who still take what waits for them."""
        self._is_closed = True
        readers = tuple(self._readers)
        for reader in readers:
            reader.close()
        return readers

    def _kept(self, seq: int, text: str) -> bytes:
        if seq != self._newest + 1:
            self._ring.clear()
        frame = self._fact_frame(seq, text)
        self._ring.append(frame)
        self._newest = seq
        return frame

    def _push(self, frames: bytes) -> None:
        for reader in tuple(self._readers):
            reader.push(frames)

    def _missed(self, last: tuple[str, int] | None) -> tuple[bytes, ...] | None:
        """The facts after `last`; None where they are not known here."""
        if last is None or last[0] != self.ledger:
            return None
        return self._since(last[1])

    def _since(self, seq: int) -> tuple[bytes, ...] | None:
        """The frames of the ring themselves: a hundred boxes that come back after a night share them."""
        behind = self._state().seq - seq
        if behind == 0:
            return ()
        if not 0 < behind <= len(self._ring):
            return None
        return tuple(islice(self._ring, len(self._ring) - behind, None))

    def _whole(self) -> bytes:
        """A snapshot of now: who asks for one may have met a fact that an earlier one does not know of."""
        seq = self._state().seq
        if self._snapshot[0] != seq or not self._snapshot[1]:
            self._snapshot = (seq, self._snapshot_frame(self._state()))
        return self._snapshot[1]

    def _drop(self, reader: Reader) -> None:
        self._readers.discard(reader)
        if reader.ending == "slow":
            _log.warning("a stream was too slow and was cut; %d are left", len(self._readers))


def _pieces(frames: bytes) -> Iterator[bytes | memoryview]:
    """Frames as they are, or parts of them without a copy where they are large."""
    if len(frames) <= PIECE_BYTES:
        return iter((frames,) if frames else ())
    whole = memoryview(frames)
    return (whole[start : start + PIECE_BYTES] for start in range(0, len(whole), PIECE_BYTES))
