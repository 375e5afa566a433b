"""The driver of SDT card readers on a serial line: find, select, read, and wait until the card is lifted."""

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import date
from typing import Final

from devices.cards.card_text import NotACard, card_text
from devices.cards.frames import (
    DONE,
    FIND,
    FOUND,
    NO_CARD,
    READ,
    SELECT,
    STATUS,
    Answer,
    Decoder,
    Spoilt,
    command,
)
from devices.cards.holder import Holder, card_holder
from devices.cards.reader import CardTrouble, OnCard, OnReaderHealth, OnTrouble, ReaderHealth
from devices.serial_line.line import AGAIN_S, SerialLine
from devices.serial_line.port import LineFault

BAUD: Final = 115200
POLL_S: Final = 0.3
"""From one look for a card to the next: a card that is laid down is noticed at once, and the module stays cool."""

ANSWER_S: Final = 1.0
"""A module answers `find` and `select` within 100 ms."""

READ_S: Final = 3.0
"""1,295 bytes take 112 ms at 115,200 baud, after about 700 ms of radio."""

TRIES: Final = 3
"""How often a card that lies there is read again before somebody is told that it cannot be read."""

MUTE_AFTER: Final = 3
LIFTED_S: Final = 1.0
"""A card that was away for so long was lifted; less is a hand that trembles."""

log = logging.getLogger(__name__)


class _Failed(Exception):
    """A step of reading failed; the word is for the log."""


class SdtReader:
    """The driver (see CardReader). `key` gives the hall's key, None while it is not known: then no card is read, for there
    would be nothing to say about it. `today` is the hall's day."""

    def __init__(
        self,
        device: str,
        on_card: OnCard,
        on_trouble: OnTrouble = lambda trouble: None,
        on_health: OnReaderHealth = lambda health: None,
        *,
        key: Callable[[], bytes | None],
        today: Callable[[], date],
        baud: int = BAUD,
        poll_s: float = POLL_S,
        answer_s: float = ANSWER_S,
        read_s: float = READ_S,
        again_s: float = AGAIN_S,
        lifted_s: float = LIFTED_S,
    ) -> None:
        self._device = device
        self._on_card, self._on_trouble, self._on_health = on_card, on_trouble, on_health
        self._key, self._today = key, today
        self._poll_s, self._lifted_s = poll_s, lifted_s
        self._answer_s, self._read_s = answer_s, read_s
        self._health = ReaderHealth(is_well=False, reason="line")
        self._line = SerialLine(device, baud, self._hear, self._opened, self._gone, again_s=again_s)
        self._decoder = Decoder()
        self._answer: asyncio.Future[Answer | Spoilt] | None = None
        self._task: asyncio.Task[None] | None = None
        self._unheard = 0
        self._failures = 0
        self._last_hash = ""
        self._gone_at: float | None = None

    @property
    def health(self) -> ReaderHealth:
        return self._health

    async def open(self) -> None:
        self._line.open()
        self._task = asyncio.create_task(self._work())

    async def close(self) -> None:
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
        self._line.close()

    # ── the state machine ────────────────────────────────────────────────────────────────────────────

    async def _work(self) -> None:
        while True:
            if self._line.is_open:
                with contextlib.suppress(_Failed):  # told where it failed
                    await self._turn()
            await asyncio.sleep(self._poll_s)

    async def _turn(self) -> None:
        """One look: nothing there, a card that still lies there, or a new one that is read whole."""
        key = self._key()
        if key is None:
            await self._ask(STATUS, self._answer_s)
            self._told(ReaderHealth(is_well=False, reason="no-key"))
            return
        found = await self._ask(FIND, self._answer_s)
        self._told(ReaderHealth(is_well=True, detail=self._device))
        if found.status != FOUND:
            self._nothing_there(found)
            return
        try:
            holder = await self._read(key)
        except _Failed as failed:
            self._failed(str(failed))
            raise
        except NotACard:
            self._failed("no-card", "no-card", is_final=True)
            return
        self._read_whole(holder)

    async def _read(self, key: bytes) -> Holder:
        """Select and read. Raises _Failed, NotACard."""
        for step, within_s in ((SELECT, self._answer_s), (READ, self._read_s)):
            answer = await self._ask(step, within_s)
            if answer.status != DONE:
                raise _Failed(answer.failure)
        text = card_text(answer.data)
        return card_holder(key, text.name, text.number, text.born, self._today())

    def _read_whole(self, holder: Holder) -> None:
        """Tell who it is, unless the card has lain there since it was told."""
        now = asyncio.get_running_loop().time()
        is_lifted = self._gone_at is not None and now - self._gone_at >= self._lifted_s
        is_new = is_lifted or holder.hash != self._last_hash
        self._last_hash, self._gone_at, self._failures = holder.hash, None, 0
        if is_new:
            log.info("a card was read")
            self._on_card(holder)

    def _nothing_there(self, found: Answer) -> None:
        """No card; one that was not read to its end has been taken away."""
        if found.status[2] != NO_CARD:
            log.debug("card reader: find says %s", found.failure)
        if self._gone_at is None:
            self._gone_at = asyncio.get_running_loop().time()
        if 0 < self._failures < TRIES:
            self._trouble("moved")
        self._failures = 0

    def _failed(self, word: str, trouble: CardTrouble = "unread", *, is_final: bool = False) -> None:
        log.debug("card reader: %s", word)
        self._failures = TRIES if is_final and self._failures < TRIES else self._failures + 1
        if self._failures == TRIES:
            self._trouble(trouble)

    def _trouble(self, trouble: CardTrouble) -> None:
        log.info("a card was not read: %s", trouble)
        self._on_trouble(trouble)

    # ── the line ─────────────────────────────────────────────────────────────────────────────────────

    async def _ask(self, what: tuple[int, int], within_s: float) -> Answer:
        """One command and its answer. Raises _Failed where there is none that can be believed."""
        self._decoder.forget()
        self._answer = asyncio.get_running_loop().create_future()
        self._send(command(what))
        try:
            async with asyncio.timeout(within_s):
                answer = await self._answer
        except TimeoutError:
            self._not_heard()
            raise _Failed("no answer") from None
        finally:
            self._answer = None
            self._decoder.forget()
        if isinstance(answer, Spoilt):
            raise _Failed(answer.reason)
        self._unheard = 0
        return answer

    def _not_heard(self) -> None:
        self._unheard += 1
        if self._unheard == MUTE_AFTER:
            self._told(ReaderHealth(is_well=False, reason="mute", detail=self._device))

    def _opened(self) -> None:
        """Whether a reader is at its end shows when it answers."""
        self._unheard = self._failures = 0

    def _gone(self, fault: LineFault, detail: str) -> None:
        self._told(ReaderHealth(is_well=False, reason=fault, detail=detail))
        self._settle(Spoilt("length"))

    def _send(self, said: bytes) -> None:
        if not self._line.write(said):
            raise _Failed("no line")

    def _hear(self, heard: bytes) -> None:
        for answer in self._decoder.feed(heard):
            self._settle(answer)

    def _settle(self, answer: Answer | Spoilt) -> None:
        """What comes when nothing was asked is thrown away."""
        if self._answer is not None and not self._answer.done():
            self._answer.set_result(answer)

    def _told(self, health: ReaderHealth) -> None:
        if health != self._health:
            self._health = health
            log.info("card reader %s: %s", self._device, health.reason or "well")
            self._on_health(health)
