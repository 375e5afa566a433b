"""The fan-out of published facts: for each view a ring to resume from, and everybody who sees the hall by it."""

import logging
from collections import deque
from collections.abc import Callable, Sequence
from itertools import islice
from typing import Final

from hall.access.views import View
from hall.entries import Published
from hall.outbox import Reader, chunk_of
from link.messages.problems import refuse
from link.state import State

KEPT: Final = 20_000
"""Facts that a reader can have missed and still resume: two days of a large hall."""

OUTBOX_BYTES: Final = 1 << 20
"""What may wait for one reader: thousands of facts, far more than the 12 s after which a box calls itself stale."""

MOST_READERS: Final = 512
"""Streams at once: six times the displays of the largest hall we know."""

MOST_OF_ONE: Final = 8
"""Streams of one token: a box has one or two, and for some seconds those that its cable took with it."""

FactFrame = Callable[[View, Published], bytes]
SnapshotFrame = Callable[[View, State], bytes]

_log = logging.getLogger(__name__)


class Feed:
    """All readers of one hall. Used on the event loop only; `state` gives the published state."""

    def __init__(
        self,
        *,
        ledger: str,
        state: Callable[[], State],
        fact_frame: FactFrame,
        snapshot_frame: SnapshotFrame,
        kept: int = KEPT,
        outbox_bytes: int = OUTBOX_BYTES,
        most_readers: int = MOST_READERS,
        most_of_one: int = MOST_OF_ONE,
    ) -> None:
        self.ledger = ledger
        self._state = state
        self._fact_frame = fact_frame
        self._snapshot_frame = snapshot_frame
        self._kept = kept
        self._outbox_bytes = outbox_bytes
        self._most_readers = most_readers
        self._most_of_one = most_of_one
        self._channels: dict[View, _Channel] = {"whole": _Channel("whole", kept)}
        self._is_closed = False

    @property
    def readers(self) -> int:
        """How many listen now."""
        return sum(len(each.readers) for each in self._channels.values())

    def is_heard_by(self, token: str) -> bool:
        """Whether a stream with this token's pass is open."""
        return bool(self._of(token))

    def publish(self, facts: Sequence[Published]) -> None:
        """Tell every reader what was just published, in order; each view is encoded once for all who have it."""
        channels = self._channels.values()
        frames: dict[View, list[bytes]] = {each.view: [] for each in channels}
        for fact in facts:
            for channel in channels:
                frame = self._fact_frame(channel.view, fact)
                channel.keep(fact.fact.seq, frame)
                frames[channel.view].append(frame)
        for channel in channels:
            if frames[channel.view]:
                channel.push(b"".join(frames[channel.view]))

    def beat(self, comment: bytes) -> None:
        """Let every reader hear that the hall is there."""
        for channel in self._channels.values():
            channel.push(comment)

    def subscribe(
        self, last: tuple[str, int] | None, welcome: bytes = b"", view: View = "whole", token: str = ""
    ) -> Reader:
        """A reader from now on: after `last` (ledger, seq) where that is still known, else from a snapshot.

        Raises:
            Refused: `too-many-streams`, or `stopping`.
        """
        if self._is_closed:
            raise refuse("stopping")
        if self.readers >= self._most_readers or (token and len(self._of(token)) >= self._most_of_one):
            raise refuse("too-many-streams")
        channel = self._channels.setdefault(view, _Channel(view, self._kept))
        missed = self._missed(channel, last)
        first = (self._whole(channel),) if missed is None else missed
        reader = Reader((welcome, *first), limit=self._outbox_bytes, gone=self._drop, token=token)
        channel.readers.add(reader)
        return reader

    def end_of(self, token: str) -> None:
        """The pass of this token is no more: its streams are cut at once."""
        for reader in self._of(token):
            reader.close()
            reader.cut_off()

    def close(self) -> tuple[Reader, ...]:
        """End every stream, and let nobody in any more; those who still take what waits for them."""
        self._is_closed = True
        readers = tuple(reader for each in self._channels.values() for reader in each.readers)
        for reader in readers:
            reader.close()
        return readers

    def _of(self, token: str) -> tuple[Reader, ...]:
        return tuple(
            reader for each in self._channels.values() for reader in each.readers if reader.token == token
        )

    def _missed(self, channel: "_Channel", last: tuple[str, int] | None) -> tuple[bytes, ...] | None:
        """The facts after `last`; None where they are not known here."""
        if last is None or last[0] != self.ledger:
            return None
        return channel.last(self._state().seq - last[1])

    def _whole(self, channel: "_Channel") -> bytes:
        """A snapshot of now: who asks for one may have met a fact that an earlier one does not know of."""
        state = self._state()
        if channel.snapshot[0] != state.seq or not channel.snapshot[1]:
            channel.snapshot = (state.seq, self._snapshot_frame(channel.view, state))
        return channel.snapshot[1]

    def _drop(self, reader: Reader) -> None:
        for channel in self._channels.values():
            channel.readers.discard(reader)
        if reader.ending == "slow":
            _log.warning("a stream was too slow and was cut; %d are left", self.readers)


class _Channel:
    """One view of the facts, from the moment when somebody first had it."""

    def __init__(self, view: View, kept: int) -> None:
        self.view: View = view
        self.readers: set[Reader] = set()
        self.snapshot = (0, b"")
        self._ring: deque[bytes] = deque(maxlen=kept)
        self._newest = 0

    def keep(self, seq: int, frame: bytes) -> None:
        if seq != self._newest + 1:
            self._ring.clear()
        self._ring.append(frame)
        self._newest = seq

    def last(self, count: int) -> tuple[bytes, ...] | None:
        """The last frames, themselves: a hundred boxes that come back after a night share them. None: not all known."""
        if count == 0:
            return ()
        if not 0 < count <= len(self._ring):
            return None
        return tuple(islice(self._ring, len(self._ring) - count, None))

    def push(self, frames: bytes) -> None:
        if not self.readers:
            return
        chunk = chunk_of(frames)
        for reader in tuple(self.readers):
            reader.push(frames, chunk)
