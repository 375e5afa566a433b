"""What has been typed at a number pad so far, and the press that a key makes of it: pure."""

from dataclasses import dataclass
from math import inf
from typing import Final

from devices.keypads.press import ACTIONS, NUMBER_MOST, Action

FORGOTTEN_S: Final = 10.0
"""Digits that nobody went on with are forgotten: the next clerk must not call with them."""

ENTER: Final = "enter"
"""The key that calls the number which was typed, or the next one where none was."""

ENTERED: Final[tuple[Action, Action]] = ("next", "call")
"""What it asks for: without digits, and with some."""

MEANINGS: Final = (*"0123456789", ENTER, *ACTIONS)
"""All that a key can be made to mean."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Digits, and when the last of them came (`at_s` of a clock that never jumps)."""

    digits: str = ""
    at_s: float = -inf

    def press(self, meaning: str, now_s: float) -> tuple["Typed", tuple[Action, str] | None]:
        """What stands typed after a key, and the action with its number that the key asks for, if any.

        `cancel` after digits only takes them back. A number of more than NUMBER_MOST digits is to be refused.
        """
        digits = self.digits if now_s - self.at_s <= FORGOTTEN_S else ""
        if meaning in "0123456789":
            return Typed((digits + meaning)[: NUMBER_MOST + 1], now_s), None
        if meaning == "cancel" and digits:
            return Typed(), None
        if meaning == ENTER:
            return Typed(), (ENTERED[bool(digits)], digits)
        action = next((each for each in ACTIONS if each == meaning), None)
        return (Typed(), (action, digits)) if action is not None else (self, None)
