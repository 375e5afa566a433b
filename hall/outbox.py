"""What one listener of the stream still has to get: bounded, and written straight to its connection once it keeps up."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

PIECE_BYTES: Final = 1 << 16
"""What waits goes out in pieces, each when the one before has gone: all readers share one large snapshot in memory."""

Ending = Literal["", "left", "slow", "closed"]


@dataclass(frozen=True, slots=True)
class Straight:
    """A connection past all layers: `write` never blocks, `waiting` counts the bytes that the reader has not yet taken."""

    write: Callable[[bytes], None]
    waiting: Callable[[], int]


class Reader:
    """One listener. `cut` is called when it must be thrown out although a write is stuck. `token`: whose pass it has.

    Frames wait here until `take` has given all of them away and `go_straight` was called; from then on each one is
    written at once, as a chunk that was made once for everybody: a task woken for each of eighty boards cost a call
    several milliseconds.
    """

    def __init__(
        self, first: Sequence[bytes], *, limit: int, gone: Callable[["Reader"], None], token: str = ""
    ) -> None:
        self.ending: Ending = ""
        self.cut: Callable[[], None] | None = None
        self.token = token
        self._limit = limit
        self._gone = gone
        self._waiting = deque(piece for each in first for piece in _pieces(each))
        self._size = sum(map(len, first))
        self._allowed = limit + self._size
        self._straight: Straight | None = None
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

    def go_straight(self, straight: Straight) -> None:
        """From now on write past `take`; only where nothing waits here. What still waits in the connection is allowed
        beside the limit until it has gone."""
        if self._waiting or self.ending or self._straight is not None:
            return
        self._allowed = self._limit + straight.waiting()
        self._straight = straight

    def push(self, frames: bytes, chunk: bytes) -> None:
        """Give it frames, of which `chunk` is the form on the wire; a reader whose outbox is full is thrown out."""
        if self.ending:
            return
        if self._straight is not None:
            self._write(self._straight, chunk)
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

    def _write(self, straight: Straight, chunk: bytes) -> None:
        waiting = straight.waiting()
        if not waiting:
            self._allowed = self._limit
        if waiting + len(chunk) > self._allowed:
            self.throw_out()
            return
        straight.write(chunk)

    def _end(self, ending: Ending) -> None:
        if not self.ending:
            self.ending = ending
            self._gone(self)
        self._news.set()


def chunk_of(frames: bytes) -> bytes:
    """Frames as one chunk of a reply without a length (RFC 9112 section 7.1)."""
    return b"%x\r\n%b\r\n" % (len(frames), frames)


def _pieces(frames: bytes) -> Iterator[bytes | memoryview]:
    """Frames as they are, or parts of them without a copy where they are large."""
    if len(frames) <= PIECE_BYTES:
        return iter((frames,) if frames else ())
    whole = memoryview(frames)
    return (whole[start : start + PIECE_BYTES] for start in range(0, len(whole), PIECE_BYTES))
