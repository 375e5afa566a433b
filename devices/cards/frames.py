"""The frames of SDT card readers: pure, both ways.

A frame is `AA AA AA 96 69 | length | command parameter | data | check`; the length counts all that follows it, the check
is the XOR of everything from the length on. An answer has three status bytes in place of command and parameter. Source:
GA 467-2013 (the security module's interface) as public host programs have it; see docs/cards.md.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import reduce
from operator import xor
from typing import Final, Literal

PREFIX: Final = bytes.fromhex("AAAAAA9669")
LEAST: Final = 4
"""Three status bytes and the check."""

MOST: Final = 3 + 4 + 256 + 1024 + 1024 + 1
"""The longest answer of any command: texts, photograph and fingerprints."""

STATUS: Final = (0x11, 0xFF)
FIND: Final = (0x20, 0x01)
SELECT: Final = (0x20, 0x02)
READ: Final = (0x30, 0x01)

FOUND: Final = bytes((0x00, 0x00, 0x9F))
DONE: Final = bytes((0x00, 0x00, 0x90))
NO_CARD: Final = 0x80

MEANS: Final[dict[int, str]] = {
    0x10: "checksum", 0x11: "length", 0x21: "command", 0x23: "permission", 0x24: "unknown", 0x31: "authentication",
    0x32: "authentication", 0x33: "verification", 0x40: "type", 0x41: "read", 0x47: "random", 0x60: "self-test",
    0x66: "licence", 0x80: "no-card", 0x81: "select", 0x91: "no-item",
}  # fmt: skip
"""What the third status byte says when something failed; words for the log alone."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A whole answer. `data` may hold a person: it is never shown, not even in an error."""

    status: bytes
    data: bytes = field(default=b"", repr=False)

    @property
    def failure(self) -> str:
        """The word for what failed; empty: nothing did."""
        return "" if self.status in (FOUND, DONE) else MEANS.get(self.status[2], f"{self.status[2]:02x}")


@dataclass(frozen=True, slots=True)
class Spoilt:
    """What began like an answer and was none."""

    reason: Literal["checksum", "length"]


def command(what: tuple[int, int]) -> bytes:
    """A command as it goes over the line."""
    body = bytes((0, 3, *what))
    return PREFIX + body + bytes((_check(body),))


class Decoder:
    """Bytes as they come, in any pieces, with noise between; answers out. Holds no more than one frame."""

    def __init__(self) -> None:
        self._held = bytearray()

    def feed(self, heard: bytes) -> Iterator[Answer | Spoilt]:
        self._held += heard
        while (found := self._next()) is not None:
            yield found

    def forget(self) -> None:
        """What was heard so far belongs to nobody any more."""
        self._held.clear()

    def _next(self) -> Answer | Spoilt | None:
        start = self._held.find(PREFIX)
        if start < 0:
            del self._held[: max(0, len(self._held) - len(PREFIX) + 1)]
            return None
        del self._held[:start]
        head = len(PREFIX) + 2
        if len(self._held) < head:
            return None
        length = int.from_bytes(self._held[len(PREFIX) : head])
        if not LEAST <= length <= MOST:
            del self._held[: len(PREFIX)]
            return Spoilt("length")
        if len(self._held) < head + length:
            return None
        body = bytes(self._held[len(PREFIX) : head + length])
        if _check(body[:-1]) != body[-1]:
            del self._held[: len(PREFIX)]  # the true frame may begin within what was taken for this one
            return Spoilt("checksum")
        del self._held[: head + length]
        return Answer(body[2:5], body[5:-1])


def _check(body: bytes) -> int:
    return reduce(xor, body, 0)
