"""Where numbers are put aside for whoever takes them up again: a shelf with a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """A named pool. It has no order: tickets parked in it are chosen by hand; sent to it, they wait in it like in a queue."""

    id: str
    name: str
    name_en: str = ""
