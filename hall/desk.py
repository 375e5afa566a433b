"""The desk of a hall: decides one command after another, writes, then tells everybody and answers."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any, Final, TypeVar

from hall.asked import Asked, Outcome, resolve
from hall.entries import Key, Published, command_row, entry_of, published_of
from hall.journal import AtPoint, Batch, Journal
from hall.ledger import KEEP_S, Failure, Ledger, LedgerLost, SeenKeys
from hall.replay import Replay, read_to_the_end
from hall.replies import Reply, reply_to, ticket_of_reply, with_secret
from hall.rules import Day, apply, copy_of, decide, record, who_of
from hall.rules.noting import notes_of
from hall.secrets import secret_hash
from hall.staleness import Staleness
from hall.timekeeper import TICK_S, Timekeeper
from link.messages.codec import moment_text
from link.messages.commands import Command, DefineHall, TakeLead, TakeTicket, Tick
from link.messages.definition import Definition
from link.messages.facts import Body, DayOpened, Fact, TicketIssued
from link.messages.problems import Problem, Refused, refuse
from link.state import State

__all__ = ["Desk", "Published", "Reply"]

log = logging.getLogger(__name__)

REMEMBERED: Final = timedelta(days=7)
"""How long a command's reply is kept for those who ask again."""

T = TypeVar("T")


class Desk:
    """Owns the two states of design: the deciding day, ahead of the disk, and the published one, which all reads see.

    `secrets` makes a ticket's secret of its id. `on_published` is called on the event loop with each commit's facts, in
    order, after `published` was folded with them and before anybody is answered. `at_point` is called at each named
    point of the way; crash tests end the process there. `ahead` is what was read of the ledger before it was this hall's.
    """

    def __init__(
        self,
        ledger: Ledger,
        now: Callable[[], datetime],
        new_id: Callable[[], str],
        secrets: Callable[[str], str],
        on_published: Callable[[tuple[Published, ...]], None],
        *,
        at_point: AtPoint = lambda point: None,
        retry_s: float = 1.0,
        tick_s: float = TICK_S,
        keep_s: float = KEEP_S,
        clock_off_s: Callable[[], float] = lambda: 0.0,
        ahead: Replay | None = None,
    ) -> None:
        self._ledger = ledger
        self._now = now
        self._new_id = new_id
        self._secrets = lru_cache(maxsize=1024)(secrets)  # asked for the fact, and again for the reply
        self._on_published = on_published
        self._at_point = at_point
        self._retry_s = retry_s
        self._keep_s = keep_s
        self._clock_off_s = clock_off_s
        self._journal = Journal(ledger, self._publish, self._lose, at_point)
        self._published = Day()
        self._deciding = Day()
        self._ahead = ahead
        self._keys = SeenKeys()
        self._asked: dict[Key, Asked] = {}
        self._stale = Staleness()
        self._time = Timekeeper(now, lambda: self._deciding, self._tick, self._rest, tick_s)
        self._is_stopping = False
        self._has_served = False
        self._tasks: set[asyncio.Task[None]] = set()

    @property
    def ledger_id(self) -> str:
        return self._ledger.id

    def now(self) -> datetime:
        """What the hall's clock says."""
        return self._now()

    @property
    def published(self) -> State:
        """The state of all that is durable; to be read, never changed."""
        return self._published.public

    @property
    def published_day(self) -> Day:
        """The same with what only the hall needs, such as how fast the queues move; to be read, never changed."""
        return self._published

    @property
    def is_stale(self) -> bool:
        """Whether the ledger cannot be written: reads go on, commands are refused."""
        return bool(self._stale.reason)

    @property
    def stale_reason(self) -> str:
        return self._stale.reason

    @property
    def failure(self) -> Failure:
        """What kind of failure makes the ledger stale, or did last."""
        return self._stale.failure

    async def lost(self) -> LedgerLost:
        """Wait until the ledger is no longer this hall's, and why: it has decided its last, and must end."""
        return await self._stale.lost()

    def secret_of(self, ticket: str) -> str:
        """The secret in a ticket's QR."""
        return self._secrets(ticket)

    def notes_of(self, ticket: str) -> tuple[str, ...]:
        """The references of what clerks noted of a visit that goes on, the oldest first."""
        return notes_of(self._published, ticket)

    async def start(self, definition: Definition) -> None:
        """Read the ledger, take in a changed definition, open the day if it is due; returns when all that is durable.

        Raises:
            Refused: the ledger cannot be written.
        """
        await self._journal.in_thread(self._replay)
        self._deciding = copy_of(self._published)
        log.info("ledger %s read up to fact %d", self._ledger.id, self._published.public.seq)
        for command in (Tick(after_gap=True), DefineHall(definition=definition), Tick(after_gap=True)):
            self._decide(command, "", "")
        if self._ledger.taken_from:
            log.warning("this hall has taken over from %s", self._ledger.taken_from)
            self._decide(TakeLead(epoch=self._ledger.epoch, from_host=self._ledger.taken_from), "", "")
        self._time.look()
        await self.settled()
        self._spawn(self._time.run())
        self._spawn(self._keep_ledger())

    async def do(self, command: Command, key: str, request_hash: str) -> Reply:
        """Carry a command out once, however often it is sent with this key; answered when it is durable.

        Raises:
            Refused: it cannot be carried out; also only when all that was decided before is durable.
        """
        asked = (command.who.box, key)
        while (flying := self._on_its_way(asked)) is not None and flying.hash != request_hash:
            await flying.over()  # then it is remembered, and this one is refused; or it was refused itself
        if flying is None:
            flying = self._asked[asked] = Asked(request_hash)
            future = flying.over()
            await self._begin(command, asked, flying)
        else:
            future = flying.over()
        outcome = await future
        return self._handed_out(command, outcome)

    async def settled(self) -> None:
        """Wait until all that was decided so far is durable; Refused where that will not be known."""
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._journal.when_durable(lambda is_durable: resolve(future, is_durable))
        if not await future:
            raise refuse("not-durable")

    async def in_ledger(self, work: Callable[[], T]) -> T:
        """Do other blocking work on the ledger, between two batches. Raises Refused where it cannot be done."""
        if self._is_stopping:
            raise refuse("stopping")
        try:
            return await self._journal.in_thread(work)
        except Exception as error:
            log.warning("the ledger could not be used: %s", error)
            raise refuse("not-durable") from None

    async def stop(self) -> None:
        """Take no more commands, write what was decided, end. The ledger stays open for whoever opened it to close."""
        self._is_stopping = True
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._journal.close()

    # ── deciding ─────────────────────────────────────────────────────────────────────────────────────

    def _on_its_way(self, asked: Key) -> Asked | None:
        """The same command, asked before and not yet answered; Refused where the hall takes none at all."""
        if self._is_stopping:
            raise refuse("stopping")
        if self._stale.reason or self._journal.is_full:
            raise refuse("not-durable")
        return self._asked.get(asked)

    async def _begin(self, command: Command, asked: Key, waiting: Asked) -> None:
        """Decide a command that is not on its way; its waiters are told when all that was decided is durable."""
        known = await self._remembered(asked, waiting.hash) if self._keys.add(*asked) else None
        outcome = known or self._outcome(command, asked[1], waiting.hash)
        self._journal.when_durable(lambda is_durable: self._answer(asked, waiting, outcome, is_durable))

    def _outcome(self, command: Command, key: str, request_hash: str) -> Outcome:
        try:
            self._change_day_if_over()
            reply = self._decide(command, key, request_hash)
        except Refused as refused:
            return refused.problem
        except Exception as error:
            log.exception("a %s could not be decided", command.kind)
            self._lose(error)  # the deciding day may be half changed: it is made anew from the ledger
            return Problem(type="fault")
        self._has_served = self._has_served or bool(reply.seqs)
        return reply

    async def _remembered(self, asked: Key, request_hash: str) -> Outcome | None:
        """What was answered to this key before; None where it was never carried out."""
        try:
            row = await self._journal.in_thread(lambda: self._ledger.command(*asked))
        except Exception as error:
            log.warning("the ledger could not be asked for an earlier answer: %s", error)
            return Problem(type="not-durable")
        if self._is_stopping or self._stale.reason:
            return Problem(type="stopping" if self._is_stopping else "not-durable")
        if row is None:
            return None
        if row.hash != request_hash:
            return Problem(type="key-reused")
        return Reply(row.status, row.reply.encode(), row.seqs)

    def _decide(self, command: Command, key: str, request_hash: str) -> Reply:
        """Decide one command against the deciding day and hand what happened to the journal."""
        day, now = self._deciding, self._now()
        who = who_of(day, command)
        bodies = decide(day, command, now, self._new_id)
        self._at_point("decided")
        entries = []
        for body in bodies:
            fact = record(day, body, now, who, key)
            entry = entry_of(fact, self._hash_for(body))
            entries.append(entry)
            apply(day, fact, entry.published.fact)
        self._time.decided()
        reply = reply_to(command, day.public, [entry.fact for entry in entries])
        self._at_point("encoded")
        if entries:
            self._journal.add(entries, command_row((who.box, key), request_hash, reply, entries[-1]))
            self._at_point("batched")
        return reply

    def _hash_for(self, body: Body) -> str:
        """What the ledger keeps of a new ticket's secret; the secret itself is kept nowhere."""
        return secret_hash(self._secrets(body.ticket)) if isinstance(body, TicketIssued) else ""

    # ── after the commit ─────────────────────────────────────────────────────────────────────────────

    def _publish(self, batch: Batch) -> None:
        self._tell([(entry.fact, entry.published) for entry in batch.entries])

    def _tell(self, facts: list[tuple[Fact, Published]]) -> None:
        for fact, published in facts:
            apply(self._published, fact, published.fact)
            if isinstance(fact.body, DayOpened):
                log.info("business day %s opened", fact.day)
                self._spawn(self._forget())
        self._at_point("published")
        try:
            self._on_published(tuple(published for _, published in facts))
        except Exception:
            log.exception("facts up to %d could not be told", facts[-1][0].seq)
        self._at_point("told")

    def _answer(self, asked: Key, waiting: Asked, outcome: Outcome, is_durable: bool) -> None:
        self._asked.pop(asked, None)
        waiting.answer(outcome if is_durable else Problem(type="not-durable"))

    def _handed_out(self, command: Command, outcome: Outcome) -> Reply:
        if isinstance(outcome, Problem):
            raise Refused(outcome)
        if not isinstance(command, TakeTicket):
            return outcome
        return with_secret(outcome, self._secrets(ticket_of_reply(outcome)))

    # ── the ledger: reading it, losing it, finding it again ──────────────────────────────────────────

    def _replay(self) -> None:
        read, self._ahead = read_to_the_end(self._ledger, self._ahead), None
        self._published, self._keys = read.day, read.keys

    def _lose(self, error: BaseException) -> None:
        if isinstance(error, LedgerLost):
            self._stale.give_up(error)
        if self._stale.reason:
            return
        self._stale.begin(error)
        self._spawn(self._find_again())

    async def _find_again(self) -> None:
        """Each second: read what was written after all, and drop what was decided and is not there."""
        while self._stale.reason and not self._stale.is_for_ever:
            await asyncio.sleep(self._retry_s)
            if not self._journal.is_idle:
                continue
            try:
                found = await self._journal.in_thread(self._written_after_all)
            except LedgerLost as error:
                self._stale.give_up(error)
                return
            except Exception as error:
                self._stale.begin(error)
                continue
            if found:
                self._tell([(fact, published_of(fact)) for fact in found])
            self._deciding = copy_of(self._published)
            self._stale.end(self._published.public.seq)

    def _written_after_all(self) -> list[Fact]:
        self._ledger.reconnect(moment_text(self._now()), self._published.public.seq)
        return list(self._ledger.facts(self._published.public.seq))

    async def _forget(self) -> None:
        before = moment_text(self._now() - REMEMBERED)
        try:
            await self._journal.in_thread(lambda: self._ledger.forget_commands(before))
        except Exception as error:
            log.warning("old commands could not be forgotten: %s", error)

    async def _keep_ledger(self) -> None:
        """A ledger that is gone, or another hall's, is noticed before the next citizen needs it."""
        while True:
            await asyncio.sleep(self._keep_s)
            if self._stale.reason or not self._journal.is_idle:
                continue
            try:
                await self._journal.in_thread(self._ledger.keep)
            except Exception as error:
                self._lose(error)

    # ── time ─────────────────────────────────────────────────────────────────────────────────────────

    async def _rest(self) -> None:
        """Spare the next citizen some of SQLite's housekeeping; when that fails, a commit will say so."""
        if not self._journal.is_idle:
            return
        try:
            await self._journal.in_thread(self._ledger.tidy)
        except Exception as error:
            log.debug("the ledger's log could not be moved into its file: %s", error)

    def _change_day_if_over(self) -> None:
        """Whoever comes just after four belongs to the new day, and must not expire with the old one."""
        if self._time.is_due():
            self._decide(self._time_of_day(), "", "")
            self._time.look()

    def _tick(self) -> None:
        if self._stale.reason:
            return
        try:
            self._decide(self._time_of_day(), "", "")
        except Exception as error:
            log.exception("what the clock asks could not be decided")
            self._lose(error)

    def _time_of_day(self) -> Tick:
        return Tick(after_gap=not self._has_served, clock_off_s=self._clock_off_s())

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
