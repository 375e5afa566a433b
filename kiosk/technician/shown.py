"""What the technician's page shows: one frozen value; the words of keys and heads stand in the texts."""

from dataclasses import dataclass
from typing import Literal

from kiosk.technician.checked import State

Page = Literal["", "pin", "status", "log", "touch"]


@dataclass(frozen=True)
class FactRow:
    """A label and what it is of this box."""

    label: str
    value: str


@dataclass(frozen=True)
class CheckRow:
    """A line of the check: its state as a colour's name, as a sign and as a word."""

    state: State
    sign: str
    word: str
    part: str
    says: str
    do: str


@dataclass(frozen=True)
class LogRow:
    """A line of the log."""

    text: str


@dataclass(frozen=True)
class TechnicianShown:
    """`page` empty: it is not open, and the kiosk is the citizens'. `is_on`: it can be opened at all."""

    is_on: bool = False
    page: Page = ""
    typed: str = ""
    """A dot a digit."""
    note: str = ""
    """What is to be said of the PIN, of a print test or a touch test."""
    can_type: bool = True
    is_checking: bool = False
    summary: str = ""
    facts: tuple[FactRow, ...] = ()
    checks: tuple[CheckRow, ...] = ()
    log: tuple[LogRow, ...] = ()
    across: int = 1
    down: int = 1
    cells: tuple[bool, ...] = ()
    seconds_left: int = 0
    """Of the touch test."""
