"""When something is open: spans of a working day, duty in the breaks, and days on which other hours hold."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """One span of a working day. `days` counts Monday as 0; times are `HH:MM` of the hall's clock, the end exclusive."""

    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    start: str = "00:00"
    end: str = "24:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """Hours in which only some services go on (午间值班, 双休日值班), at the windows on duty."""

    hours: tuple[Hours, ...]
    services: tuple[str, ...]
    windows: tuple[str, ...] = ()
    """Where; empty: at any window that calls the services."""
    name: str = ""
    name_en: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialDay:
    """Days from `first` to `last` on which the week's hours do not hold: closed, unless one of the others says how."""

    first: date
    last: date
    name: str
    name_en: str = ""
    hours: tuple[Hours, ...] = ()
    """The hours of such a day, whatever weekday it is."""
    follows: int | None = None
    """The weekday (Monday is 0) whose hours hold instead (调休)."""
    services: tuple[str, ...] = ()
    """Only these services; empty: the whole hall. What names a service goes before what is for all."""
