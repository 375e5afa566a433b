"""What a kiosk writes down for the time without its hall: each entry one line of its journal, on the disk before it counts."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final, Literal

from link.messages.codec import decode, encode
from link.messages.facts import HandedIn

Giver = Literal["hall", "kiosk"]
Telling = Literal["printed", "print-failed", "cancelled"]


@dataclass(frozen=True, kw_only=True)
class Lent:
    """Counters `first` to `last` of a series that the hall keeps for this kiosk until `until`.

    `boot`: the start of the machine that may give them; empty: kept for the next one. The ticket of a counter is called
    `STEM-COUNTER`; `secrets` are theirs, in order. Empty: the hall named none, and their tickets have no code.
    """

    kind: ClassVar[str] = "lent"
    hall: str
    ledger: str
    series: str
    first: int
    last: int
    until: datetime
    boot: str
    stem: str = ""
    secrets: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Claimed:
    """A new start of the machine: what the starts before it had is void. What was kept for it is its own where it is proven
    that the disk is the last one (`is_proven`), else void too."""

    kind: ClassVar[str] = "claimed"
    is_proven: bool


@dataclass(frozen=True, kw_only=True)
class Gave:
    """A ticket that a citizen got here, from the hall or from what it lent."""

    kind: ClassVar[str] = "gave"
    hall: str
    by: Giver
    ticket: HandedIn


@dataclass(frozen=True, kw_only=True)
class Handed:
    """The hall of this ledger has these tickets; with `is_all` everything that it could want."""

    kind: ClassVar[str] = "handed"
    hall: str
    ledger: str
    tickets: tuple[str, ...] = ()
    is_all: bool = False


@dataclass(frozen=True, kw_only=True)
class Untold:
    """Something that the hall could not be told when it happened; `key` is the press, for ever the same."""

    kind: ClassVar[str] = "untold"
    hall: str
    key: str
    what: Telling
    ticket: str
    printer: str = ""
    reason: str = ""
    is_reprint: bool = False


@dataclass(frozen=True, kw_only=True)
class Told:
    """The hall knows it now, or has said that it does not want to."""

    kind: ClassVar[str] = "told"
    key: str


@dataclass(frozen=True, kw_only=True)
class Doubted:
    """The hall was asked for a number and fell silent, and the citizen got one of ours: its own, if there is one, is
    given back. Asking again with the same `key` tells; after `until` nobody asks any more."""

    kind: ClassVar[str] = "doubted"
    hall: str
    key: str
    service: str
    priority: str
    language: str
    until: datetime
    person: str = ""
    age: int | None = None


@dataclass(frozen=True, kw_only=True)
class Settled:
    """What became of such a number is known, and it is given back."""

    kind: ClassVar[str] = "settled"
    key: str


@dataclass(frozen=True, kw_only=True)
class Opened:
    """The journal was opened: by this program, on this machine."""

    kind: ClassVar[str] = "opened"
    machine: str = ""


Entry = Lent | Claimed | Gave | Handed | Untold | Told | Doubted | Settled | Opened

_KINDS: Final[dict[str, type[Entry]]] = {
    each.kind: each for each in (Lent, Claimed, Gave, Handed, Untold, Told, Doubted, Settled, Opened)
}


@dataclass(frozen=True, kw_only=True)
class Written:
    """An entry and when it was written: by this machine's clock (`own_at`), by its count since it was started (`boot`,
    `up_s`), and by the hall's time where that was known."""

    own_at: datetime
    boot: str
    up_s: float
    entry: Entry
    hall_at: datetime | None = None


def value_of(written: Written) -> dict[str, object]:
    """The JSON object of a line."""
    return {
        "own_at": encode(written.own_at),
        "boot": written.boot,
        "up_s": written.up_s,
        "hall_at": None if written.hall_at is None else encode(written.hall_at),
        "kind": written.entry.kind,
        "entry": encode(written.entry),
    }


def written_of(value: object) -> Written | None:
    """The line of a JSON object; None for a kind that a newer program wrote. Raises Undecodable, KeyError, TypeError."""
    if not isinstance(value, dict):
        raise TypeError("not an object")
    kind = _KINDS.get(value["kind"])
    if kind is None:
        return None
    return Written(
        own_at=decode(datetime, value["own_at"]),
        boot=decode(str, value["boot"]),
        up_s=decode(float, value["up_s"]),
        hall_at=None if value.get("hall_at") is None else decode(datetime, value["hall_at"]),
        entry=decode(kind, value["entry"]),
    )
