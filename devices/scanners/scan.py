"""From signs to codes: where one ends, what is too long, and what is nothing that was ever printed; pure."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, Protocol

ENDS: Final = "\r\n\t"
"""What scanners are set to send after a code: Enter, or Tab."""

MOST: Final = 1024
"""Signs of a code. A QR code holds 4,296 at most; none that a hall prints or takes has more than this."""

PAUSE_S: Final = 0.3
"""A scanner sends a sign every few milliseconds: after so long a silence the code is over, with or without an end."""

LOST: Final = "\ufffd"
"""In place of signs that were lost or are none (U+FFFD): the code around them is spoilt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Scan:
    """One code. `is_garbage`: it was too long, was torn, or has signs that no code has; then there is no text."""

    text: str = ""
    is_garbage: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ScannerHealth:
    """Whether codes can be read; `detail` is for a technician."""

    is_well: bool
    reason: Literal["", "unplugged", "not-allowed", "taken", "line"] = ""
    detail: str = ""


OnScan = Callable[[Scan], None]
OnScannerHealth = Callable[[ScannerHealth], None]


class Scanner(Protocol):
    """A driver of one scanner. Everything happens on the event loop."""

    @property
    def health(self) -> ScannerHealth:
        """How the scanner is now."""

    async def open(self) -> None:
        """Begin; returns at once, with or without a scanner, and never raises for its sake."""

    async def close(self) -> None:
        """Let go of it."""


class Assembler:
    """Signs as they come; `at_s` is of a clock that never jumps."""

    def __init__(self) -> None:
        self._text = ""
        self._is_spoilt = False
        self._at_s = 0.0

    @property
    def is_within(self) -> bool:
        """Whether a code has begun and not ended."""
        return bool(self._text) or self._is_spoilt

    def feed(self, signs: str, at_s: float) -> Iterator[Scan]:
        """The codes that end with these signs."""
        if (before := self.pause(at_s)) is not None:
            yield before
        self._at_s = at_s
        for sign in signs:
            if sign in ENDS:
                if (whole := self._whole()) is not None:
                    yield whole
            else:
                self._add(sign)

    def pause(self, at_s: float) -> Scan | None:
        """The code that silence has ended, if it has."""
        return self._whole() if self.is_within and at_s - self._at_s >= PAUSE_S else None

    def _add(self, sign: str) -> None:
        if sign == LOST or not sign.isprintable() or len(self._text) >= MOST:
            self._is_spoilt, self._text = True, ""
        elif not self._is_spoilt:
            self._text += sign

    def _whole(self) -> Scan | None:
        text, is_spoilt = self._text.strip(), self._is_spoilt
        self._text, self._is_spoilt = "", False
        if is_spoilt:
            return Scan(is_garbage=True)
        return Scan(text=text) if text else None
