"""Brings each rating to the platform above the hall, in order, for as long as it takes; the hall never waits for it."""

import asyncio
import logging
import random
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Final

import httpx

from hall.desk import Desk
from hall.ledger import Letter, OutboxTable, Pile
from hall.people.writings import Writings
from hall.upper.letters import letter_of, with_comment
from hall.upper.sending import REPLY_WITHIN_S, NoPlatform, Platform, Reply, send
from link.messages.definition import Outbox
from link.messages.problems import Refused

PACKED_AT_ONCE: Final = 100
LEDGER_AGAIN_S: Final = 1.0
LONGEST_ASKED_S: Final = 3600.0
"""A platform that asks for more is asked again all the same."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long a letter waits after it failed: doubling from `first_s` to `longest_s`, a fifth more or less; and how long
    one try may take."""

    first_s: float = 1.0
    longest_s: float = 300.0
    within_s: float = REPLY_WITHIN_S

    def pause_s(self, failures: int, asked_s: float, chance: float) -> float:
        """After so many failures in a row; `asked_s` is what the platform asked for, `chance` from 0 to 1."""
        doubled = min(self.longest_s, self.first_s * 2.0 ** min(failures - 1, 30))
        return max(min(asked_s, LONGEST_ASKED_S), doubled * (0.8 + 0.4 * chance))


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboxStands:
    """How the outbox is: whether there is a platform at all, how many letters wait, and its last trouble since when."""

    is_on: bool = False
    pile: Pile = Pile()
    trouble: str = ""
    since: datetime | None = None


class Courier:
    """One task of a running hall. `folder` is where the hall's file lies; `now` is the hall's clock."""

    def __init__(
        self,
        desk: Desk,
        table: OutboxTable,
        writings: Writings,
        *,
        folder: Path,
        now: Callable[[], datetime],
        patience: Patience | None = None,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._desk, self._table, self._writings = desk, table, writings
        self._folder, self._now = folder, now
        self._patience = patience or Patience()
        self._chance = chance
        self._news = asyncio.Event()
        self.stands = OutboxStands()

    def wake(self) -> None:
        """Something was rated, or the hall's file was read again."""
        self._news.set()

    async def aside(self) -> list[Letter]:
        """The letters that the platform did not want."""
        found: list[Letter] = await self._desk.in_ledger(self._table.aside)
        return found

    async def take_up_again(self) -> int:
        """Send what was set aside once more, each in its old place; how many they are."""
        count: int = await self._desk.in_ledger(self._table.take_up_again)
        self.wake()
        return count

    async def run(self) -> None:
        """Work until it is cancelled: for one platform after another, as the hall's settings say."""
        while True:
            outbox = self._desk.published.definition.outbox
            try:
                await self._serve(outbox)
            except NoPlatform as wrong:
                self._troubled(str(wrong))
                await self._wait(self._patience.longest_s)
            except Refused as refused:  # the ledger cannot be used now, which the hall tells by itself
                _log.debug("the outbox waits for the ledger: %s", refused)
                await asyncio.sleep(LEDGER_AGAIN_S)

    async def _serve(self, outbox: Outbox) -> None:
        """Bring letters to one platform until the settings name another."""
        if not outbox.url:
            self.stands = OutboxStands()
            await self._wait(None)
            return
        self.stands = replace(self.stands, is_on=True)
        last = self._desk.published.seq
        await self._desk.in_ledger(lambda: self._table.begin_at(last))
        await self._pack()  # what was rated is kept even where the platform's files are missing
        platform = Platform.of(outbox, self._folder)
        async with AsyncExitStack() as open_line:
            line = await open_line.enter_async_context(platform.line())
            failures, asked_s = 0, 0.0
            while self._desk.published.definition.outbox == outbox:
                await self._pack()
                letter: Letter | None = await self._desk.in_ledger(self._table.first)
                if letter is None:
                    self._calm()
                    await self._wait(None)
                    continue
                reply = await self._bring(line, platform, letter, is_whole=outbox.comments)
                failures, asked_s = (failures + 1, reply.wait_s) if reply.result == "trouble" else (0, 0.0)
                if failures:
                    await self._pause(outbox, self._patience.pause_s(failures, asked_s, self._chance()))

    async def _bring(
        self, line: httpx.AsyncClient, platform: Platform, letter: Letter, *, is_whole: bool
    ) -> Reply:
        written = await self._writings.read([letter.comment]) if is_whole else {}
        body = with_comment(letter.body, written.get(letter.comment, ""))
        reply = await send(
            line, platform, body, key=letter.key, now=self._now(), within_s=self._patience.within_s
        )
        if reply.result == "delivered":
            await self._desk.in_ledger(lambda: self._table.delivered(letter.seq))
            self._calm()
        elif reply.result == "aside":
            _log.warning("the platform does not take letter %s: %s", letter.key, reply.trouble)
            await self._desk.in_ledger(lambda: self._table.set_aside(letter.seq, reply.trouble))
            self._calm()
        else:
            self._troubled(reply.trouble)
        await self._count()
        return reply

    async def _pause(self, outbox: Outbox, pause_s: float) -> None:
        """Wait before the next try; what is rated meanwhile is packed at once."""
        ends_at = asyncio.get_running_loop().time() + pause_s
        while (left_s := ends_at - asyncio.get_running_loop().time()) > 0:
            if not await self._wait(left_s):
                return
            await self._pack()
            if self._desk.published.definition.outbox != outbox:
                return

    async def _pack(self) -> None:
        """Make letters of all that was rated since the last one."""
        while True:
            new = await self._desk.in_ledger(lambda: self._table.new_facts(PACKED_AT_ONCE))
            if not new:
                break
            definition = self._desk.published.definition
            restored = await self._desk.in_ledger(self._table.restored)
            letters = [letter for seq, text in new if (letter := letter_of(seq, text, definition, restored))]
            up_to = new[-1][0]
            await self._desk.in_ledger(partial(self._table.add, letters, up_to))
        await self._count()

    async def _count(self) -> None:
        self.stands = replace(self.stands, pile=await self._desk.in_ledger(self._table.pile))

    async def _wait(self, within_s: float | None) -> bool:
        """Wait for news; whether there was any in time."""
        try:
            async with asyncio.timeout(within_s):
                await self._news.wait()
        except TimeoutError:
            return False
        self._news.clear()
        return True

    def _troubled(self, trouble: str) -> None:
        if not self.stands.trouble:
            _log.warning("letters do not reach the platform above the hall: %s", trouble)
            self.stands = replace(self.stands, since=self._now())
        self.stands = replace(self.stands, is_on=True, trouble=trouble)

    def _calm(self) -> None:
        if self.stands.trouble:
            _log.info("letters reach the platform above the hall again")
        self.stands = replace(self.stands, trouble="", since=None)
