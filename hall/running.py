"""A whole hall in one process: ledger, desk, feed and server put together, started, reloaded and stopped."""

import asyncio
import gc
import logging
import shutil
import socket
from collections.abc import Coroutine, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from config.hall import load_hall
from config.wrong import ConfigError
from hall.access.limits import Limits, limits_of
from hall.api.app import App, Router, behind_door, routes_over
from hall.api.board_port import create_board_app
from hall.api.door import Door
from hall.api.frames import HEARTBEAT, HEARTBEAT_S, fact_frames, snapshot_frames
from hall.api.house import House
from hall.api.metrics import Figures
from hall.api.origins import names_of
from hall.api.protocol import WHOLE_REQUEST_S
from hall.api.serving import Serving, bound_socket, listen
from hall.archive.closing import Shelf
from hall.bookkeeping import Bookkeeper
from hall.clock import Clock, machine_clock
from hall.desk import Desk, Published
from hall.feed import OUTBOX_BYTES, Feed
from hall.ids import RandomIds
from hall.journal import AtPoint
from hall.ledger import (
    LEAD_LAPSES_S,
    DayBooks,
    Ledger,
    LedgerLost,
    NotesTable,
    OutboxTable,
    PeopleTable,
    StaffTable,
    open_ledger,
    readable,
)
from hall.people.key import people_key
from hall.people.notes import Notes
from hall.people.people import People
from hall.people.writings import Writings
from hall.prepared import Prepared
from hall.replay import Replay
from hall.rules.clock import is_doubtful
from hall.secrets import hall_key, ticket_secret
from hall.staff.roll import Roll
from hall.steady_clock import SteadyClock
from hall.stepping_down import lapsed
from hall.trust.passes import PassOf
from hall.trust.trust import Trust
from hall.trusting import open_trust
from hall.upper.courier import Courier, Patience
from hall.whereabouts import URL_FILE, heard_at, local_url, told_addresses
from link.discovery import Advertisement
from link.messages.commands import DefineHall
from link.messages.definition import Definition
from link.messages.facts import DayOpened, HallDefined, TicketRated
from link.messages.problems import Refused

RARELY: Final = (50_000, 20, 100)
"""Python's own (700, 10, 10) looks for cycles some times a request, among tickets that live all day and make none: it
took a fifth of the hall's time. A busy minute's garbage waits now, some megabytes."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a hall is started with. `port` 0 lets the system choose; `is_trusted`: it speaks TLS and asks for tokens, and
    only then may `host` be an address that others reach; `outbox_bytes` may wait for one stream; a request has
    `whole_request_s` to come whole."""

    config: Path
    data: Path
    host: str
    port: int
    clock: Clock
    is_advertised: bool
    ledger: str = ""
    """The URL of the database; empty: a file in `data`."""
    is_trusted: bool = False
    is_standby: bool = False
    """Whether it waits while another hall leads on its database, instead of ending; and gives way when it cannot prove
    its own lead, because another waits."""
    heartbeat_s: float = HEARTBEAT_S
    outbox_bytes: int = OUTBOX_BYTES
    whole_request_s: float = WHOLE_REQUEST_S
    pass_of: PassOf | None = None
    limits: Limits | None = None
    patience: Patience | None = None
    """With the platform above the hall."""
    board_port: int | None = None
    """Where boards can be looked at over plain HTTP; None: nowhere, 0 lets the system choose."""


class RunningHall:
    """One hall. `open` once, `close` once. `more` are routes beside the contract's, such as a bench compares with;
    `at_point` is the desk's. `prepared` and `ahead` are what was done and read while it stood by."""

    def __init__(
        self,
        settings: Settings,
        more: Sequence[Router] = (),
        at_point: AtPoint = lambda point: None,
        *,
        prepared: Prepared | None = None,
        ahead: Replay | None = None,
    ) -> None:
        self._settings = settings
        self._prepared, self._ahead = prepared, ahead
        self._more = more
        self._at_point = at_point
        self._figures = prepared.figures if prepared else Figures()
        self._new_id = RandomIds()
        self._is_stopping = False
        self._reloading = asyncio.Lock()
        self._tasks: list[asyncio.Task[None]] = []
        self._advertisement: Advertisement | None = None
        self._trust: Trust | None = None
        self._boards: Serving | None = None

    @property
    def url(self) -> str:
        """Where it serves, as this machine reaches it."""
        return local_url(self._settings.host, self._serving.port, is_tls=self._settings.is_trusted)

    async def open(self) -> None:
        """Start everything: take the lead before anybody is heard, serve, then advertise.

        Raises:
            ConfigError: hall.toml is not right.
            CannotListen: the address cannot be had.
            LedgerError, KeyFileError, AuthorityError, Refused: the data directory cannot be used.
        """
        definition = self._prepared.definition() if self._prepared else load_hall(self._settings.config)
        with ExitStack() as undone:
            listener = bound_socket(self._settings.host, self._settings.port)
            undone.callback(listener.close)
            plain = self._plain_listener()
            if plain is not None:
                undone.callback(plain.close)
            self._clock = SteadyClock(self._settings.clock, self._is_believed)
            self._ledger = open_ledger(self._settings.data, self._clock(), self._settings.ledger)
            undone.callback(self._ledger.close)
            for each in (listener, plain):
                if each is not None:
                    listen(each)
            self._desk = self._new_desk(self._ledger, hall_key(self._settings.data))
            self._feed = self._new_feed()
            self._roll = Roll(
                StaffTable(self._ledger.engine),
                self._desk.in_ledger,
                self._clock,
                lambda: self._desk.published.definition.policy,
            )
            self._bookkeeper = Bookkeeper(
                self._desk,
                self._shelf,
                PeopleTable(self._ledger.engine),
                NotesTable(self._ledger.engine),
            )
            self._writings = Writings(
                table=PeopleTable(self._ledger.engine),
                in_ledger=self._desk.in_ledger,
                now=self._clock,
                new_reference=self._new_id,
            )
            self._courier = Courier(
                self._desk,
                OutboxTable(self._ledger.engine),
                self._writings,
                folder=self._settings.config.parent,
                now=self._clock,
                patience=self._settings.patience,
            )
            if self._settings.is_trusted:
                self._trust = self._new_trust(definition)
                undone.callback(self._trust.close)
            with readable(self._ledger.name):
                await self._desk.start(definition)
            undone.pop_all()
        app = behind_door(self._routes(), lambda: self._is_stopping, self._new_door())
        tls = self._trust.certificates.context if self._trust else None
        self._serving = Serving(app, self._feed, listener, self._settings.whole_request_s, tls)
        await self._serving.open()
        await self._open_boards(plain)
        self._begin(definition)

    @property
    def board_url(self) -> str:
        """Where boards can be looked at over plain HTTP; empty where they cannot."""
        return local_url(self._settings.host, self._boards.port, is_tls=False) if self._boards else ""

    @property
    def ledger(self) -> Ledger:
        """Where it writes."""
        return self._ledger

    async def ended(self) -> None:
        """Wait until the hall ends by itself, which it should not.

        Raises:
            LedgerLost: because its ledger is another's now.
        """
        served = asyncio.create_task(self._serving.ended())
        lost = [asyncio.create_task(each) for each in self._losses()]
        try:
            await asyncio.wait((served, *lost), return_when=asyncio.FIRST_COMPLETED)
            for each in lost:
                if each.done():
                    raise each.result()
        finally:
            served.cancel()
            for each in lost:
                each.cancel()

    async def close(self) -> None:
        """End the streams, answer what is asked, write all that was decided, let go of the ledger."""
        _log.info("the hall stops")
        self._is_stopping = True
        (self._settings.data / URL_FILE).unlink(missing_ok=True)
        for task in self._tasks:
            task.cancel()
        silence = asyncio.create_task(self._fall_silent())
        await self._serving.close()
        if self._boards is not None:
            await self._boards.close()
        if self._trust is not None:
            await self._trust.settle()
        await self._desk.stop()
        self._ledger.close()
        await silence
        _log.info("the hall has stopped at fact %d", self._desk.published.seq)

    async def reload(self) -> str:
        """Read hall.toml again; empty, or one line that says what is wrong with it."""
        async with self._reloading:
            try:
                definition = await asyncio.to_thread(load_hall, self._settings.config)
            except ConfigError as wrong:
                _log.warning("the hall's file is not right, the hall goes on as it was: %s", wrong)
                return str(wrong)
            reply = await self._desk.do(DefineHall(definition=definition), self._new_id(), "reload")
            _log.info("the hall's file was read again: %s", "changed" if reply.seqs else "as before")
            return ""

    async def reload_quietly(self) -> None:
        """As `reload`, where there is nobody to tell but the log."""
        try:
            await self.reload()
        except Refused as refused:
            _log.warning("the hall's file was not taken in: %s", refused)

    def _losses(self) -> list[Coroutine[Any, Any, LedgerLost]]:
        """The ways in which its ledger becomes another's, each a wait until that is so."""
        waits: list[Coroutine[Any, Any, LedgerLost]] = [self._desk.lost()]
        if self._settings.is_standby:
            waits.append(lapsed(self._ledger, lambda: self._desk.is_stale, LEAD_LAPSES_S))
        return waits

    def _names(self) -> frozenset[str]:
        """By which the hall may be called beside its addresses."""
        return names_of(self._desk.published.definition)

    def _plain_listener(self) -> socket.socket | None:
        port = self._settings.board_port
        return None if port is None else bound_socket(self._settings.host, port)

    async def _open_boards(self, listener: socket.socket | None) -> None:
        if listener is None:
            return
        app = create_board_app(self._house(), lambda: self._is_stopping, self._names)
        self._boards = Serving(app, self._feed, listener, self._settings.whole_request_s)
        await self._boards.open()
        _log.warning("boards can be looked at without TLS at %s", self.board_url)

    def _new_desk(self, ledger: Ledger, key: bytes) -> Desk:
        return Desk(
            ledger,
            self._clock,
            self._new_id,
            lambda ticket: ticket_secret(key, ticket),
            self._published,
            at_point=self._at_point,
            clock_off_s=lambda: self._clock.off_s,
            ahead=self._ahead,
        )

    def _is_believed(self, at: datetime) -> bool:
        """Whether the hall's time makes sense beside its ledger. A clock of somebody's choice is set by nobody else."""
        is_the_machines = self._settings.clock is machine_clock
        return is_the_machines and not is_doubtful(self._desk.published_day, at, after_gap=True)

    def _new_door(self) -> Door:
        pass_of = self._settings.pass_of or (self._trust.pass_of if self._trust else None)
        return Door(
            pass_of,
            of_cookie=pass_of or (lambda cookie: None),
            signed_in=self._roll.signed_in,
            why_over=self._roll.why_over,
            names=self._names,
            limits=self._settings.limits or limits_of(self._desk.published.definition.policy),
        )

    def _new_trust(self, definition: Definition) -> Trust:
        return open_trust(self._settings.data, definition.id, self._ledger, self._desk, self._feed)

    def _new_feed(self) -> Feed:
        return Feed(
            ledger=self._ledger.id,
            state=lambda: self._desk.published,
            fact_frame=fact_frames(self._ledger.id),
            snapshot_frame=snapshot_frames(self._ledger.id),
            outbox_bytes=self._settings.outbox_bytes,
        )

    def _published(self, facts: tuple[Published, ...]) -> None:
        self._feed.publish(facts)
        if any(isinstance(each.fact.body, DayOpened) for each in facts):
            self._bookkeeper.wake()
        if any(isinstance(each.fact.body, TicketRated | HallDefined) for each in facts):
            self._courier.wake()
        self._figures.count([each.fact.kind for each in facts])

    def _people(self) -> People:
        return People(
            table=PeopleTable(self._ledger.engine),
            in_ledger=self._desk.in_ledger,
            now=self._settings.clock,
            new_reference=self._new_id,
            key=people_key(self._settings.data),
        )

    def _shelf(self) -> Shelf:
        books, hall = DayBooks(self._ledger.engine), self._desk.published.definition.id
        return Shelf(books=books, directory=self._settings.data, hall=hall)

    def _routes(self) -> App:
        house = self._house()
        return (
            self._prepared.routes(house) if self._prepared else routes_over(house, self._figures, self._more)
        )

    def _house(self) -> House:
        return House(
            desk=self._desk,
            feed=self._feed,
            now=self._clock,
            new_key=self._new_id,
            reload=self.reload,
            disk_free_mb=lambda: shutil.disk_usage(self._settings.data).free >> 20,
            roll=self._roll,
            people=self._people(),
            notes=Notes(
                table=NotesTable(self._ledger.engine),
                in_ledger=self._desk.in_ledger,
                new_reference=self._new_id,
            ),
            writings=self._writings,
            courier=self._courier,
            trust=self._trust,
            layouts=self._settings.data / "layouts",
        )

    def _begin(self, definition: Definition) -> None:
        (self._settings.data / URL_FILE).write_text(self.url, encoding="ascii")
        self._tasks.append(asyncio.create_task(self._beat()))
        self._tasks.append(asyncio.create_task(self._roll.keep_tidy()))
        self._tasks.append(asyncio.create_task(self._bookkeeper.run()))
        self._tasks.append(asyncio.create_task(self._courier.run()))
        if self._trust is not None:
            self._tasks.append(asyncio.create_task(self._trust.run()))
        _log.info("hall %s serves at %s", definition.id, self.url)
        if self._settings.is_advertised:
            self._advertisement = Advertisement(
                hall=definition.id,
                name=definition.name,
                port=self._serving.port,
                addresses=told_addresses(self._settings.host),
                interfaces=heard_at(self._settings.host),
                is_tls=self._settings.is_trusted,
                is_twin=self._settings.is_standby,
            )
            self._tasks.append(asyncio.create_task(self._advertisement.open()))

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self._settings.heartbeat_s)
            self._feed.beat(HEARTBEAT)

    async def _fall_silent(self) -> None:
        if self._advertisement is not None:
            await self._advertisement.close()


def settle_memory() -> None:
    """Leave what the start made out of every later garbage collection: going through it all would stop the hall for
    a tenth of a second in mid-call. For a process that is a hall and nothing else."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)
