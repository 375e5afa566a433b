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
    rate: float = 1.0
    """How fast its wait counts where calling is fair: 1.5 means that ten minutes weigh like fifteen."""
    from_age: int | None = None
    """From this age on a citizen is in this class, where a card told the age."""
    needs_reason: bool = False
    """Whether a ticket is put into this class only with a reason."""
