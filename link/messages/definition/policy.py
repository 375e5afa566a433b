"""The hall's rules that are not a service's own."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The hall's rules that are not a service's own. Durations in seconds."""

    outcome_mandatory: bool = False
    recall_limit: int | None = None
    double_press_s: float = 3.0
    undo_s: float = 5.0
    ticket_without_paper: Literal["number", "none"] = "number"
    staff_listed: bool = False
    carry_over: bool = False
    """Whether waiting tickets live through the day's change (a 24-hour hall)."""
