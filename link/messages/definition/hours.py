"""When something is open: spans of a working day."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """One span of a working day. `days` counts Monday as 0; times are `HH:MM` of the hall's clock, the end exclusive."""

    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    start: str = "00:00"
    end: str = "24:00"
