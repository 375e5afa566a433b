"""How a printer is, in the words everyone uses, and how a ticket ended."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

HealthState = Literal["ready", "near_end", "out_of_paper", "cover_open", "offline", "fault"]

Reason = Literal[
    "out_of_paper",
    "cover_open",
    "offline",
    "fault",
    "refused",
    "timeout",
    "unplugged",
    "denied",
    "full",
    "misnamed",
    "unconfirmed",
]
"""Why a ticket was not printed, or a printer is not ready; `unconfirmed`: begun, and nobody can say."""


@dataclass(frozen=True)
class PrinterHealth:
    """The state of one printer since a moment (UTC); `reason` is a word of `Reason`, empty where all is well.

    `ready` and `near_end` print. Texts for people: `printer.state.STATE` and `printer.reason.REASON`.
    """

    state: HealthState
    reason: Reason | None
    since: datetime

    @property
    def is_able(self) -> bool:
        """Whether a ticket would come out now."""
        return self.state in {"ready", "near_end"}


@dataclass(frozen=True)
class Printed:
    """The ticket is out. `is_confirmed` is False where the printer cannot tell (it then took all bytes)."""

    job: str
    is_confirmed: bool


@dataclass(frozen=True)
class NotPrinted:
    """No ticket, or none for sure. `is_begun`: some of it may be on paper; only a person may ask for it again."""

    job: str
    reason: Reason
    is_begun: bool


Outcome = Printed | NotPrinted
