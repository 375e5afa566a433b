"""Signs with frames of their own: the frame is data, so that a technician can teach a sign from its manual.

A template is words with blanks between: two hexadecimal digits are a byte; `{address}`, `{text}`, `{colour}`, `{blinks}` are
filled in, and `{dim}`, 1 for half the light; `{length}` is how many bytes stand between `(` and `)`. `{sum}`, `{xor}`, `{crc16}`
and `{modbus}` are checks over what stands between `[` and `]`. A size may follow: `{address:2}` two bytes, high byte first;
`{length:2le}` low byte first.
Example: `FE [ {address} {length} ( 01 {colour} {text} ) ] {sum} FF`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from devices.signs.face import Colour, Face, Panel
from devices.signs.fitting import width_of
from devices.signs.onbon import crc16

_WORD: Final = re.compile(r"[0-9A-Fa-f]{2}|[()\[\]]|\{[a-z0-9]+(:[12](le|be)?)?\}")
_WIDE: Final = ("crc16", "modbus")
"""Checks of two bytes, low byte first."""
_CHECKS: Final = ("sum", "xor", *_WIDE)
_FIELDS: Final = ("address", "text", "colour", "blinks", "dim", "length", *_CHECKS)


class BadTemplate(ValueError):
    """A template cannot be used: `word` is what is wrong in it."""

    def __init__(self, word: str) -> None:
        super().__init__(word)
        self.word = word


@dataclass(frozen=True, slots=True, kw_only=True)
class Template:
    """How one make of sign is spoken to. `colours` has the byte of each colour; `encoding` is that of its text; texts are
    filled up with blanks to the panel's width where `fills` says so. Raises BadTemplate where `frame` is not right."""

    frame: str
    encoding: str = "gb18030"
    fills: bool = False
    colours: Mapping[Colour, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _checked(self.frame)

    @property
    def can_blink(self) -> bool:
        """Whether the frame tells the sign to blink, so that it needs no dark ones from us."""
        return any(_name(word) == "blinks" for word in self.frame.split())

    def made(self, face: Face, panel: Panel, address: int) -> bytes:
        """The frame that shows the first page of a face."""
        page = face.pages[0]
        blanks = max(0, panel.columns - width_of(page.text)) if self.fills else 0
        values: dict[str, bytes | int] = {
            "text": (page.text + " " * blanks).encode(self.encoding, "replace"),
            "address": address,
            "colour": self.colours.get(page.colour, 0),
            "blinks": face.blinks,
            "dim": int(face.is_dim),
        }
        return _filled(self.frame.split(), values)


def _checked(frame: str) -> None:
    words = frame.split()
    for word in words:
        if not _WORD.fullmatch(word) or (word.startswith("{") and _name(word) not in _FIELDS):
            raise BadTemplate(word)
    for opening, closing, needed in (("(", ")", ("length",)), ("[", "]", _CHECKS)):
        if words.count(opening) != words.count(closing) or words.count(opening) > 1:
            raise BadTemplate(opening)
        is_used = any(_name(word) in needed for word in words if word.startswith("{"))
        if is_used and opening not in words:
            raise BadTemplate(opening)
        if opening in words and words.index(opening) > words.index(closing):
            raise BadTemplate(closing)
    if "{text}" not in words:
        raise BadTemplate("{text}")


def _filled(words: list[str], values: Mapping[str, bytes | int]) -> bytes:
    """Length first, then the check over it, then all in order."""
    known = dict(values)
    known["length"] = len(_joined(_between(words, "(", ")"), known)) if "(" in words else 0
    counted = _joined(_between(words, "[", "]"), known) if "[" in words else b""
    known |= {
        "sum": sum(counted),
        "xor": _xor(counted),
        "crc16": crc16(counted),
        "modbus": crc16(counted, 0xFFFF),
    }
    return _joined(words, known)


def _between(words: list[str], opening: str, closing: str) -> list[str]:
    """What stands between two brackets; a length in there has its size, whatever its value."""
    return words[words.index(opening) + 1 : words.index(closing)]


def _joined(words: list[str], values: Mapping[str, bytes | int]) -> bytes:
    return b"".join(_bytes_of(word, values) for word in words if word not in ("(", ")", "[", "]"))


def _bytes_of(word: str, values: Mapping[str, bytes | int]) -> bytes:
    if not word.startswith("{"):
        return bytes.fromhex(word)
    name, _, form = word.strip("{}").partition(":")
    value = values.get(name, 0)
    if isinstance(value, bytes):
        return value
    size = int(form[0]) if form else 2 if name in _WIDE else 1
    is_little = form.endswith("le") or (name in _WIDE and not form.endswith("be"))
    return (value & ((1 << 8 * size) - 1)).to_bytes(size, "little" if is_little else "big")


def _name(word: str) -> str:
    return word.strip("{}").partition(":")[0]


def _xor(data: bytes) -> int:
    total = 0
    for byte in data:
        total ^= byte
    return total
