"""Keys of the desk, and telling a scanner, which types like a keyboard but faster than any hand, from a person."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

Act = Literal["reprint", "prioritise", "change", "add", "revive", "cancel", "book", "note", "flag"]
"""What is done with the ticket that was found; `book` needs none."""

Tool = Literal["broadcast", "notices", "crowd", "suspend", "numbers"]
"""What concerns the whole hall."""

ACTS: Final[tuple[Act, ...]] = get_args(Act)
TOOLS: Final[tuple[Tool, ...]] = get_args(Tool)

ACT_KEYS: Final[Mapping[Act, str]] = {
    "reprint": "P", "prioritise": "Y", "change": "S", "add": "N", "revive": "R", "cancel": "Del", "book": "T",
    "note": "M", "flag": "V",
}  # fmt: skip
TOOL_KEYS: Final[Mapping[Tool, str]] = {
    "broadcast": "F5", "notices": "F6", "crowd": "F7", "suspend": "F8", "numbers": "F9",
}  # fmt: skip

BURST_S: Final = 0.08
"""Scanners leave 1 to 20 ms between two characters, the fastest hands 100: a letter alone for so long was a person's."""


class Burst:
    """Characters that came while no field had the focus."""

    def __init__(self) -> None:
        self._held = ""
        self._last_s = 0.0

    @property
    def is_empty(self) -> bool:
        return not self._held

    def take(self, char: str, now_s: float) -> None:
        """One character more."""
        self._held += char
        self._last_s = now_s

    def over(self, now_s: float) -> str:
        """What was typed, once nothing followed it for long enough; empty before."""
        if not self._held or now_s - self._last_s < BURST_S * 0.9:
            return ""
        return self.end()

    def end(self) -> str:
        """What was typed until now: a scanner has pressed Enter."""
        held, self._held = self._held, ""
        return held


def act_of(key: str) -> Act | None:
    """What a key does with the ticket that was found; Backspace stands for Del on small keyboards."""
    wanted = "DEL" if key.upper() in ("DEL", "BACKSPACE") else key.upper()
    return next((act for act, bound in ACT_KEYS.items() if bound.upper() == wanted), None)


def tool_of(key: str) -> Tool | None:
    return next((tool for tool, bound in TOOL_KEYS.items() if bound == key), None)
