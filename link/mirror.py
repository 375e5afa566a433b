"""A box's own picture of the hall, folded from the fact stream."""

import asyncio
import json
import logging
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from link.hall_clock import HallClock
from link.listeners import Listeners
from link.messages import facts as f
from link.messages.codec import Undecodable, decode
from link.messages.facts import Fact
from link.messages.wire import UnknownKind, fact_from
from link.messages.words import SCHEMA
from link.state import State, apply, state_of

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Welcome:
    """The first event of a stream: who speaks, and how far the published state was."""

    hall: str
    ledger: str
    schema: int
    oldest_schema: int
    now: datetime
    seq: int
    name: str = ""


class NeedsSnapshot(Exception):
    """The facts cannot be followed from here; only a snapshot helps."""


class OtherHall(Exception):
    """Another hall's stream than the one that this box belongs to."""


class TooOld(Exception):
    """The hall does not speak so old a schema as this box's any more."""


class Mirror:
    """Owns the state; `on_change(state, facts, is_snapshot)` tells what is new, after it is folded.

    `state` is one object that changes in place until a snapshot puts another in its stead: take views of it, do not keep it.
    """

    def __init__(self, clock: HallClock | None = None) -> None:
        self.state = State()
        self.clock = clock or HallClock()
        self.on_change: Listeners[State, tuple[Fact, ...], bool] = Listeners()
        self.welcome: Welcome | None = None
        self._ledger = ""
        self._new: list[Fact] = []
        self._is_new_whole = False
        self._is_telling_due = False
        self._asked_for = 0

    @property
    def last_id(self) -> str:
        """Where to resume (`LEDGER.SEQ`); empty: from a snapshot."""
        return f"{self._ledger}.{self.state.seq}" if self._ledger else ""

    @property
    def is_current(self) -> bool:
        """Whether all is folded that was published when the stream began."""
        said = self.welcome
        return said is not None and said.ledger == self._ledger and self.state.seq >= said.seq

    def hall_now(self) -> datetime:
        """The hall's time, in the hall's zone."""
        return self.clock.now(self.state.definition.timezone)

    def begin(self) -> None:
        """A stream is about to begin: what the last one's welcome said does not count any more."""
        self.welcome = None

    def forget(self) -> None:
        """Do not resume: the next stream begins with a snapshot. What is shown stays."""
        self._ledger = ""

    def hear(self, event: str, text: str, hall: str | None = None) -> None:
        """One event of the stream. `hall`: the only one that is believed. Events of other names are left aside.

        Raises:
            OtherHall, TooOld: see there.
            NeedsSnapshot: a gap, an unknown kind, or something garbled.
        """
        try:
            if event == "welcome":
                self._welcomed(decode(Welcome, _object(text)), hall)
            elif event in ("snapshot", "fact") and self.welcome is None:
                raise NeedsSnapshot("no welcome came first")
            elif event == "snapshot":
                self._replace(state_of(_object(text)))
            elif event == "fact":
                self._take(_object(text))
        except Undecodable as wrong:
            raise NeedsSnapshot(f"{type(wrong).__name__}: {str(wrong)[:120]}") from None

    def tell(self) -> None:
        """Tell the listeners what has been folded since they were last told."""
        self._is_telling_due = False
        facts, is_whole = tuple(self._new), self._is_new_whole
        self._new, self._is_new_whole = [], False
        if facts or is_whole:
            self.on_change.tell(self.state, facts, is_whole)

    def tell_soon(self) -> None:
        """Tell once the event loop has taken in all that has come: a box that resumes gets thousands of facts at once."""
        if not self._is_telling_due:
            self._is_telling_due = True
            asyncio.get_running_loop().call_soon(self.tell)

    def _welcomed(self, welcome: Welcome, hall: str | None) -> None:
        if hall is not None and welcome.hall != hall:
            raise OtherHall(welcome.hall)
        if welcome.oldest_schema > SCHEMA:
            raise TooOld(
                f"the hall speaks schema {welcome.oldest_schema} to {welcome.schema}, this box {SCHEMA}"
            )
        self.welcome = welcome
        self.clock.set(welcome.now)

    def _replace(self, state: State) -> None:
        self.tell()
        self.state = state
        self._ledger = self.welcome.ledger if self.welcome else ""
        self._new, self._is_new_whole = [], True

    def _take(self, value: dict[str, Any]) -> None:
        if self.welcome is None or self._ledger != self.welcome.ledger:
            raise NeedsSnapshot("a fact before a snapshot")
        seq = decode(int, value.get("seq"))
        if seq <= self.state.seq:
            return
        if seq != self.state.seq + 1:
            raise NeedsSnapshot(f"facts {self.state.seq + 1} to {seq - 1} are missing")
        try:
            self._fold(fact_from(value))
        except _Unclear as unclear:
            self._pass_over(seq, str(unclear))
        except UnknownKind as unknown:
            self._pass_over(seq, f"kind {str(unknown)[:40]!r} is not known here")

    def _fold(self, fact: Fact) -> None:
        if _is_about_a_stranger(self.state, fact):
            raise _Unclear(f"a {fact.kind} of a ticket that is not known here")
        try:
            apply(self.state, fact)
        except Exception as fault:  # whatever a fact does to a picture that is not right: a fresh one is
            log.exception("fact %d (%s) does not fit this picture of the hall", fact.seq, fact.kind)
            raise _Unclear(f"a {fact.kind} that does not fit") from fault
        self.clock.at_least(fact.at)
        self._new.append(fact)

    def _pass_over(self, seq: int, why: str) -> None:
        """A snapshot knows what this fact did. One that was made before it (by an older hall) brings us here again: then
        go on without it, rather than ask for ever."""
        if self._asked_for != seq:
            self._asked_for = seq
            raise NeedsSnapshot(f"fact {seq}: {why}")
        log.warning("fact %d is passed over: %s", seq, why)
        self.state.seq = seq


class _Unclear(Exception):
    """A fact that cannot be folded into this picture."""


_COMES_BACK = (
    f.TicketCalled,
    f.TicketReturned,
    f.TicketRevived,
    f.TicketUnparked,
    f.TicketTransferred,
    f.CommandUndone,
)
"""Facts that can give life to a ticket that had ended before our snapshot, which does not hold the ended."""


def _is_about_a_stranger(state: State, fact: Fact) -> bool:
    body = fact.body
    return isinstance(body, _COMES_BACK) and bool(body.ticket) and state.find(body.ticket) is None


def _object(text: str) -> dict[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise Undecodable("not JSON") from None
    if not isinstance(value, dict):
        raise Undecodable("not an object")
    return value
