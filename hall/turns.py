"""How a hall that stands by comes to serve: as often as it is its turn, until it can be opened."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Final, TypeVar

from hall.ledger import LedgerError

AGAIN_S: Final = 1.0
"""After an opening that failed. The next one may fail as well, and each costs the database a connection or two."""

T = TypeVar("T")

_log = logging.getLogger(__name__)


async def opened_in_turn(
    has_turn: Callable[[], Awaitable[bool]],
    opened: Callable[[], Awaitable[T]],
    is_over: asyncio.Event,
    *,
    again_s: float = AGAIN_S,
) -> T | None:
    """What `opened` makes when it is this hall's turn; None where `has_turn` says that there will be none. Why an opening
    failed is said once for each reason.

    Raises:
        LedgerError: it cannot be opened, and trying again will not help.
    """
    said = ""
    while await has_turn():
        try:
            return await opened()
        except LedgerError as wrong:
            if not wrong.may_pass:
                raise
            if str(wrong) != said:
                said = str(wrong)
                _log.warning("it is this hall's turn, but it cannot open yet: %s", said)
        with suppress(TimeoutError):
            await asyncio.wait_for(is_over.wait(), again_s)
    return None
