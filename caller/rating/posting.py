"""Ratings on their way to the hall: kept in a file until it has answered, each sent under its key."""

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final, Protocol

from caller.rating.rating import Rating
from link.asking import HallAway, HallRefused
from link.private_file import make_private_folder, write_private

FIRST_PAUSE_S: Final = 1.0
LONGEST_PAUSE_S: Final = 30.0
KEPT_MOST: Final = 200
"""A window's ratings of some days; a hall that is away longer has other worries."""

AGAIN: Final = ("too-many-requests", "token-unknown")
"""What a later try may mend: fewer at once, a box that is paired anew."""

log = logging.getLogger(__name__)


class RatesTickets(Protocol):
    """What is needed of the hall; its box must have the role that rates. Raises HallRefused or HallAway."""

    async def rate(self, rating: Rating) -> None: ...


class Posting:
    """Sends one after another; the hall counts each once, by its key and its transaction. `file` None: kept in memory.

    What the hall refuses (rated already, too late) is let go with a log line: the citizen cannot mend it.
    """

    def __init__(
        self,
        hall: RatesTickets,
        file: Path | None = None,
        *,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._hall, self._file, self._pause = hall, file, pause
        self._left: list[Rating] = []
        self._sending: asyncio.Task[None] | None = None

    def open(self) -> None:
        """Go on with what was left when the box went out."""
        self._left = [*self._read(), *self._left]
        self._send()

    def post(self, rating: Rating) -> None:
        """Take a rating; returns once it is on the disk, where there is one."""
        self._left = [*self._left, rating][-KEPT_MOST:]
        self._keep()
        self._send()

    @property
    def left(self) -> int:
        """How many the hall has not answered yet."""
        return len(self._left)

    async def settled(self) -> None:
        """Return when nothing is on its way any more."""
        if self._sending is not None:
            await asyncio.wait([self._sending])

    async def close(self) -> None:
        """Stop; what is left is sent next time."""
        if self._sending is not None:
            self._sending.cancel()
            await asyncio.wait([self._sending])

    def _send(self) -> None:
        if self._left and (self._sending is None or self._sending.done()):
            self._sending = asyncio.get_running_loop().create_task(self._send_all())

    async def _send_all(self) -> None:
        wait_s = FIRST_PAUSE_S
        while self._left:
            if await self._is_answered(self._left[0]):
                self._left, wait_s = self._left[1:], FIRST_PAUSE_S
                self._keep()
                continue
            await self._pause(wait_s)
            wait_s = min(wait_s * 2, LONGEST_PAUSE_S)

    async def _is_answered(self, rating: Rating) -> bool:
        try:
            await self._hall.rate(rating)
        except HallRefused as refused:
            log.warning("a rating was refused: %s", refused.problem.name)
            return refused.problem.name not in AGAIN
        except HallAway as away:
            log.info("a rating waits for the hall: %s", away.reason)
            return False
        return True

    def _keep(self) -> None:
        if self._file is None:
            return
        try:
            make_private_folder(self._file.parent)
            write_private(self._file, json.dumps([asdict(each) for each in self._left]).encode())
        except OSError as fault:
            log.error("ratings on their way are not kept: %s", fault)

    def _read(self) -> list[Rating]:
        if self._file is None or not self._file.exists():
            return []
        try:
            return [_rating(each) for each in json.loads(self._file.read_bytes())]
        except (OSError, ValueError, TypeError, KeyError) as fault:
            log.error("ratings left from before cannot be read: %s", fault)
            return []


def _rating(kept: Any) -> Rating:
    """As `_keep` wrote it. Raises KeyError, TypeError, ValueError."""
    return Rating(
        ticket=str(kept["ticket"]),
        transaction=int(kept["transaction"]),
        grade=int(kept["grade"]),
        key=str(kept["key"]),
        reasons=tuple(str(each) for each in kept["reasons"]),
        comment=str(kept["comment"]),
        answers=tuple((str(question), int(answer)) for question, answer in kept["answers"]),
        by="device" if kept["by"] == "device" else "screen",
    )
