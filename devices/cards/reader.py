"""What a card reader says, whatever its make: who lays down a card, what went wrong, and how it is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from devices.cards.holder import Holder

CardTrouble = Literal["moved", "unread", "no-card"]
"""`moved`: it was taken away before it was read; `unread`: it lies there and cannot be read; `no-card`: it is something
else."""

ReaderFault = Literal["", "line", "mute", "not-allowed", "taken", "no-key"]
"""Why nothing can be read: unplugged, no answer, may not be opened, in another program's hands, or the hall's key is not
known yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReaderHealth:
    """Whether cards can be read now; `detail` is for a technician."""

    is_well: bool
    reason: ReaderFault = ""
    detail: str = ""


OnCard = Callable[[Holder], None]
OnTrouble = Callable[[CardTrouble], None]
OnReaderHealth = Callable[[ReaderHealth], None]


class CardReader(Protocol):
    """A driver. Everything happens on the event loop; only a Holder ever leaves it."""

    @property
    def health(self) -> ReaderHealth:
        """How the reader is now."""

    async def open(self) -> None:
        """Begin; returns at once, with or without a reader, and never raises for its sake."""

    async def close(self) -> None:
        """Let go of it."""
