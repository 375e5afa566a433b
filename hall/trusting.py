"""The trust of a running hall, put together: certificates in its data directory, tokens in its ledger."""

from collections.abc import Sequence
from pathlib import Path

from hall.clock import machine_clock
from hall.desk import Desk
from hall.feed import Feed
from hall.ledger import Ledger, LedgerError, TokenTable
from hall.trust.certificate import Certificates
from hall.trust.token import Token
from hall.trust.trust import Hall, Trust


def open_trust(data: Path, hall: str, ledger: Ledger, desk: Desk, feed: Feed) -> Trust:
    """Everything ready for the first box. Blocks for some milliseconds, at a hall's first start for a few more.

    Raises:
        AuthorityError: the authority's file is damaged.
        LedgerError: nothing can be kept in the data directory.
    """
    certificates = Certificates(data, hall)
    table = TokenTable(ledger.engine)

    async def save(tokens: Sequence[Token]) -> None:
        await desk.in_ledger(lambda: table.put(tokens))

    try:
        certificates.open()
        trust = Trust(
            Hall(id=hall, name=lambda: desk.published.definition.name),
            certificates,
            known=table.all(),
            save=save,
            now=machine_clock,
            on_end=feed.end_of,
        )
        trust.let_in_local(data)
    except OSError as wrong:
        raise LedgerError("directory", str(data), wrong.strerror or str(wrong)) from None
    return trust
