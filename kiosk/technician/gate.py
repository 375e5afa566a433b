"""The PIN and who gets it wrong, pure: three wrong tries, and the gate stays shut for a minute."""

import hmac
from dataclasses import dataclass, replace
from typing import Final

MOST_WRONG: Final = 3
LOCKED_S: Final = 60.0
MOST_DIGITS: Final = 8


@dataclass(frozen=True)
class Gate:
    """How often in a row the PIN was wrong, and until when (monotonic seconds) none is looked at."""

    wrong: int = 0
    locked_until: float = 0.0

    def locked_s(self, now: float) -> float:
        """For how long it is still shut; 0: it is not."""
        return max(0.0, self.locked_until - now)


def tried(gate: Gate, pin: str, typed: str, now: float) -> tuple[Gate, bool]:
    """The gate after a try, and whether it opens. While it is shut even the right PIN does not, and no try counts."""
    if gate.locked_s(now):
        return gate, False
    if pin and hmac.compare_digest(pin.encode(), typed.encode()):
        return Gate(), True
    wrong = gate.wrong + 1
    if wrong >= MOST_WRONG:
        return Gate(locked_until=now + LOCKED_S), False
    return replace(gate, wrong=wrong), False
