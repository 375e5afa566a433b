"""What a ledger needs of the database beneath it; each kind of database answers in a file of its own."""

from collections.abc import Sequence
from typing import Protocol

from sqlalchemy import Connection, Engine, Table

KEEP_S = 2.0
"""How often an idle hall makes sure that its store is still there and still its own."""


class Store(Protocol):
    """One database and one connection to it. Its calls block, and may raise whatever the database's driver raises."""

    @property
    def engine(self) -> Engine:
        """Its connection. No transaction of it, whoever begins it, is carried out by a hall that lost the lead."""
        ...

    @property
    def name(self) -> str:
        """What people call it: a file, or a URL without its password."""
        ...

    def lead(self, holder: str, at: str) -> str:
        """Become the only one who writes. `holder` names this hall among all that may; `at` is RFC 3339 UTC.

        Returns:
            Who held the lead before and did not end in order; empty where nobody did, or it was this very holder.
        """
        ...

    @property
    def epoch(self) -> int:
        """How often the lead was taken; 0 where a lock on this machine is all there is to it."""
        ...

    def insert(self, connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
        """Write rows, their values in the table's order, as fast as this database can."""
        ...

    def prove(self) -> None:
        """After a commit, and now and then: what was written is where it will be looked for, and the lead is held.

        Raises:
            OSError: it is not there.
            LedgerError: another hall has taken the lead.
        """
        ...

    def tidy(self) -> None:
        """Housekeeping for an idle moment."""
        ...

    def end(self) -> None:
        """Let go of the lead and the connection, in order where that is possible. Never raises."""
        ...
