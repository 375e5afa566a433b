"""When a hall that another one stands by for gives way, though nobody has told it to."""

import asyncio
from collections.abc import Callable
from typing import Final

from hall.ledger import Ledger, LedgerLost

LOOK_S: Final = 0.25


async def lapsed(ledger: Ledger, is_stale: Callable[[], bool], lapses_s: float) -> LedgerLost:
    """Wait until a hall cannot write, and could not prove for `lapses_s` that it leads; that is then why it ends.

    A slow disk alone is no reason: what is under way may still be confirmed, and whoever came after would wait for the
    same disk. Boxes that still hear this hall find the other one only when this one is silent.
    """
    while True:
        await asyncio.sleep(LOOK_S)
        if is_stale() and ledger.unproven_s >= lapses_s:
            return LedgerLost("lapsed", ledger.name)
