"""What is written: a fact as its text, and a command with what was answered."""

from dataclasses import dataclass
from typing import NamedTuple


class FactRow(NamedTuple):
    """A fact ready to be written: its own JSON text, and the columns to find it by; in the table's order."""

    seq: int
    at: str
    day: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CommandRow:
    """A command that was carried out. `hash` is that of its request, `reply` has no secrets, `at` is RFC 3339 UTC."""

    box: str
    key: str
    hash: str
    status: int
    reply: str
    seqs: tuple[int, ...]
    at: str
