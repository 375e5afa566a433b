"""The short code of a pairing: `1234-5678`, of which the first two digits say which code it is and the rest is secret."""

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

SLOT_DIGITS: Final = 2
SECRET_DIGITS: Final = 6
"""Five tries at a million: whoever guesses at one code is right once in two hundred thousand codes."""

SLOTS: Final = 10**SLOT_DIGITS


class NoCodeError(ValueError):
    """What was typed is no pairing code."""


@dataclass(frozen=True, slots=True)
class Code:
    """`slot` is sent openly and names the code at the hall; `secret` never leaves either side."""

    slot: str
    secret: str

    def __str__(self) -> str:
        digits = self.slot + self.secret
        return f"{digits[:4]}-{digits[4:]}"

    def __repr__(self) -> str:
        return f"Code(slot={self.slot!r})"

    @property
    def password(self) -> bytes:
        """What both sides put into SPAKE2."""
        return f"jiaohao pairing code {self.slot} {self.secret}".encode()


def new_code(slot: int, below: Callable[[int], int]) -> Code:
    """A fresh code; `below(n)` is an even random number from 0 to n - 1."""
    return Code(f"{slot:0{SLOT_DIGITS}}", f"{below(10**SECRET_DIGITS):0{SECRET_DIGITS}}")


def read_code(text: str) -> Code:
    """The code that a person typed: spaces, any dash and full-width digits of a Chinese keyboard do not matter.

    Raises:
        NoCodeError: it is not eight digits.
    """
    plain = unicodedata.normalize("NFKC", text)
    digits = "".join(mark for mark in plain if not (mark.isspace() or unicodedata.category(mark) == "Pd"))
    if not (digits.isascii() and digits.isdigit() and len(digits) == SLOT_DIGITS + SECRET_DIGITS):
        raise NoCodeError(text)
    return Code(digits[:SLOT_DIGITS], digits[SLOT_DIGITS:])
