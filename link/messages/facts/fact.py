"""What every fact is: its envelope, who asked, and the body that says what happened."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Which box asked, and which clerk was signed in there; empty where nobody was."""

    box: str = ""
    clerk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """What has happened, without when and by whom."""

    kind: ClassVar[str] = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line of the ledger. `seq` never restarts; `at` is UTC by the hall's clock, never before the last fact's;
    `day` is the business day; `command` is the idempotency key of what was asked, empty for the hall's own."""

    seq: int
    at: datetime
    day: date
    who: Who
    command: str
    body: Body

    @property
    def kind(self) -> str:
        return self.body.kind
