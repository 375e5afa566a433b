"""What the four real-time status bytes of an ESC/POS printer mean; pure."""

from dataclasses import dataclass
from typing import Final, Literal

Condition = Literal["ready", "near_end", "out_of_paper", "cover_open", "fault", "offline"]

QUESTIONS: Final = (1, 2, 3, 4)
"""DLE EOT n: 1 printer, 2 cause of being offline, 3 error, 4 paper sensors (Epson's ESC/POS reference)."""

_FIXED_MASK: Final = 0b10010011
_FIXED: Final = 0b00010010
_OFFLINE: Final = 0b00001000
_COVER_OPEN: Final = 0b00000100
_STOPPED_BY_PAPER: Final = 0b00100000
_ANY_ERROR: Final = 0b01000000
_ERRORS: Final = 0b01101100
_NEAR_END: Final = 0b00001100
_PAPER_END: Final = 0b01100000


@dataclass(frozen=True)
class StatusBytes:
    """The answers to DLE EOT 1 to 4."""

    printer: int
    offline_cause: int
    error: int
    paper: int

    @property
    def condition(self) -> Condition:
        """The one word for all four: what a person has to cure first comes first."""
        if self.offline_cause & _COVER_OPEN:
            return "cover_open"
        if self.paper & _PAPER_END or self.offline_cause & _STOPPED_BY_PAPER:
            return "out_of_paper"
        if self.error & _ERRORS or self.offline_cause & _ANY_ERROR:
            return "fault"
        if self.printer & _OFFLINE:
            return "offline"
        return "near_end" if self.paper & _NEAR_END else "ready"


def is_status_byte(byte: int) -> bool:
    """Whether a byte can be an answer to DLE EOT: bits 1 and 4 are set, bits 0 and 7 clear, in all four."""
    return byte & _FIXED_MASK == _FIXED
