"""The classes of citizens."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityClass:
    """One class of citizens. A lower `rank` is called first; equal ranks are called by arrival."""

    id: str
    name: str
    name_en: str = ""
    rank: int = 100
    at_kiosk: bool = False
    """Whether a citizen may choose it at the kiosk without being asked for proof."""
