"""Following whoever leads: what a hall that stands by reads of the ledger before it needs it, a page at a time."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Final, Generic, Protocol, TypeVar

from sqlalchemy import ColumnElement, Connection, TextClause, select, tuple_
from sqlalchemy.exc import InterfaceError, OperationalError

from hall.ledger.ledger import start_of_last_day
from hall.ledger.tables import COMMAND, FACT, IS_LASTING
from link.messages.facts import Fact
from link.messages.wire import fact_of

PAGE: Final = 500
"""Rows at once (two at the least), some ten milliseconds: nobody who stands by may be reading when the lead becomes free."""

AGAIN_S: Final = 30.0
"""After something that could not be read. Then the hall reads everything once it leads, as one that was just started."""

_log = logging.getLogger(__name__)


class Told(Protocol):
    """Whoever is told what the ledger says (`hall.replay.Replay`)."""

    is_whole: bool

    @property
    def seq(self) -> int: ...

    def fold(self, facts: Iterable[Fact]) -> None: ...

    def remember(self, keys: Iterable[tuple[str, str]]) -> None: ...

    def goes_on(self, facts: Iterable[Fact]) -> bool: ...


T = TypeVar("T", bound=Told)


class Follower(Generic[T]):
    """Reads on a connection that commits by itself, and keeps no transaction open. All of it in one thread."""

    def __init__(self, new: Callable[[], T], *, page: int = PAGE, again_s: float = AGAIN_S) -> None:
        self._new, self._at_once, self._again_s = new, page, again_s
        self._told = new()
        self._connection: Connection | None = None
        self._beginning: Iterator[None] | None = None
        self._rests_until_s = 0.0

    def look(self, connection: Connection) -> bool:
        """Read one page further; whether there is more.

        Raises:
            OperationalError, InterfaceError: the connection is gone.
        """
        if time.monotonic() < self._rests_until_s:
            return False
        try:
            return self._go_on(connection) if self._told.is_whole else self._begin(connection)
        except (OperationalError, InterfaceError):
            raise
        except Exception as wrong:
            # No table yet, or the facts of a newer program: whoever leads goes on, and so does who stands by.
            _log.info("what is in the ledger cannot be followed yet: %s", type(wrong).__name__)
            self._forget()
            self._rests_until_s = time.monotonic() + self._again_s
            return False

    def handed_over(self) -> T:
        """What was read so far, whole or not; the next look begins anew."""
        told = self._told
        self._forget()
        return told

    def _forget(self) -> None:
        self._told, self._connection, self._beginning = self._new(), None, None

    def _begin(self, connection: Connection) -> bool:
        if self._beginning is None or connection is not self._connection:
            self._forget()
            self._connection, self._beginning = connection, self._from_the_beginning(connection, self._told)
        if next(self._beginning, True) is None:
            return True
        self._beginning = None
        self._told.is_whole = self._told.seq > 0
        return False

    def _go_on(self, connection: Connection) -> bool:
        """From the last fact that is known on, so that each look sees whether it is still there."""
        rows = self._page(connection, FACT.c.seq >= self._told.seq)
        if not self._told.goes_on(fact_of(text) for _, text in rows):
            _log.warning("the ledger is not the one that was followed: it is read anew")
            self._forget()
            return True
        return len(rows) == self._at_once

    def _from_the_beginning(self, connection: Connection, told: Told) -> Iterator[None]:
        """As `Ledger.facts_that_matter`, then the keys: those of facts that come meanwhile are in these facts."""
        start = start_of_last_day(connection)
        while rows := self._page(connection, FACT.c.seq > told.seq, FACT.c.seq < start, IS_LASTING):
            told.fold(fact_of(text) for _, text in rows)
            yield
        while rows := self._page(connection, FACT.c.seq > max(told.seq, start - 1)):
            told.fold(fact_of(text) for _, text in rows)
            yield
        keys, place = select(COMMAND.c.box, COMMAND.c.key), ("", "")
        by_key = tuple_(COMMAND.c.box, COMMAND.c.key)
        while found := connection.execute(
            keys.where(by_key > place).order_by(*by_key).limit(self._at_once)
        ).all():
            told.remember((box, key) for box, key in found)
            place = (found[-1][0], found[-1][1])
            yield

    def _page(
        self, connection: Connection, *where: ColumnElement[bool] | TextClause
    ) -> list[tuple[int, str]]:
        """Seq and text of facts, in order."""
        wanted = select(FACT.c.seq, FACT.c.text).where(*where).order_by(FACT.c.seq).limit(self._at_once)
        return [(seq, text) for seq, text in connection.execute(wanted)]
