"""What becomes of a number that was called and did not come (过号)."""

from dataclasses import dataclass
from typing import Literal

AfterMiss = Literal["keep", "void", "requeue"]
"""It is kept until it is called back, it ends at once, or it goes back into the queue by itself."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MissedPolicy:
    """One way to treat missed numbers. Without any limit a kept number can be called back until the day ends."""

    id: str = ""
    then: AfterMiss = "keep"
    calls: int | None = None
    """`keep`: void once so many later numbers of its series were called."""
    minutes: float | None = None
    """`keep`: void after so many minutes."""
    times: int = 2
    """`requeue`: how often it goes back by itself; the next miss ends the visit."""
    back: int | None = None
    """`requeue`: behind so many others; None: to the end."""
    tolerance: int = 0
    """A void number can be called back while no more than so many later numbers of its series were called."""
    recalls: int | None = None
    """How often a number may be called again; None: as the hall's policy says."""
    at_recall_limit: Literal["refuse", "miss"] = "refuse"
    """Whether one recall too many is refused or means that nobody came."""
    recall_after_s: float = 0.0
    """So long after a call nobody is called again."""
    missed_after_s: float = 0.0
    """So long after the last call nobody is missed, unless `missed_after_recalls` are done."""
    missed_after_recalls: int = 0
    revive_back: int = 3
    """Who comes back after a miss waits behind so many others (过号顺延三位)."""
    revive_to_same: bool = False
    """Whether who comes back waits for the clerk, or else the window, that called them."""
