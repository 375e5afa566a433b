"""An emulated sign of a private make: it reads frames by the very template that its manual would give."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from devices.signs.emulator.seen import Seen
from devices.signs.emulator.understood import Heard, Listener, crc_of
from devices.signs.models import FrameTable

_WIDE: Final = ("crc16", "modbus")
_CHECKS: Final = ("sum", "xor", *_WIDE)


class _Other(Exception):
    """These bytes are no such frame."""


class _Unfinished(Exception):
    """More of it must come."""


@dataclass(slots=True)
class _Reading:
    """How far a frame was read."""

    data: bytes
    at: int = 0
    values: dict[str, int] = field(default_factory=dict)
    text: bytes = b""
    counted_from: int = 0
    checked_from: int = 0
    checked_to: int = 0

    def take(self, count: int) -> bytes:
        if self.at + count > len(self.data):
            raise _Unfinished
        self.at += count
        return self.data[self.at - count : self.at]


def taught(kind: FrameTable, columns: int) -> Listener:
    """A listener for frames of a kind. `columns`: how wide the sign is, where texts are filled up to it."""
    words = kind.frame.split()

    def listen(received: bytearray) -> list[Heard]:
        found = []
        while received:
            try:
                reading = _read(words, bytes(received), columns if kind.fills else 0)
            except _Unfinished:
                break
            except _Other:
                del received[:1]
                continue
            found.append(_heard(kind, reading))
            del received[: reading.at]
        return found

    return listen


def _heard(kind: FrameTable, reading: _Reading) -> Heard:
    colours = {kind.colours.red: "red", kind.colours.green: "green", kind.colours.amber: "amber"}
    address = reading.values.get("address", 0)
    seen = Seen(
        text=reading.text.decode(kind.encoding, "replace").rstrip(),
        colour=colours.get(reading.values.get("colour", -1), "red"),
        flashes=bool(reading.values.get("blinks", 0)),
        is_dim=bool(reading.values.get("dim", 0)),
        address=address,
    )
    return Heard(seen=seen, answer=bytes.fromhex(kind.ok), address=address)


def _read(words: list[str], data: bytes, columns: int) -> _Reading:
    reading = _Reading(data)
    for place, word in enumerate(words):
        if word == "(":
            reading.counted_from = reading.at
        elif word == "[":
            reading.checked_from = reading.at
        elif word == "]":
            reading.checked_to = reading.at
        elif word == "{text}":
            reading.text = reading.take(_text_length(reading, words[place + 1 :], columns))
        elif word.startswith("{"):
            _take_field(reading, word)
        elif word != ")" and reading.take(1) != bytes.fromhex(word):
            raise _Other
    return reading


def _take_field(reading: _Reading, word: str) -> None:
    name, _, form = word.strip("{}").partition(":")
    size = int(form[0]) if form else 2 if name in _WIDE else 1
    is_little = form.endswith("le") or (name in _WIDE and not form.endswith("be"))
    value = int.from_bytes(reading.take(size), "little" if is_little else "big")
    reading.values[name] = value
    if name in _CHECKS:
        counted = reading.data[reading.checked_from : reading.checked_to]
        if value != _check(name, counted) & ((1 << 8 * size) - 1):
            raise _Other


def _text_length(reading: _Reading, after: list[str], columns: int) -> int:
    """By the frame's own length, else by the sign's width, else up to the byte that follows it."""
    if "length" in reading.values and ")" in after:
        end = reading.counted_from + reading.values["length"]
        return max(0, end - reading.at - sum(_size(word) for word in after[: after.index(")")]))
    if columns:
        return columns
    stop = next((word for word in after if not word.startswith("{") and word not in "()[]"), None)
    if stop is None:
        return max(0, len(reading.data) - reading.at - sum(_size(word) for word in after))
    end = reading.data.find(bytes.fromhex(stop), reading.at)
    if end < 0:
        raise _Unfinished
    return end - reading.at - sum(_size(word) for word in after[: after.index(stop)])


def _size(word: str) -> int:
    if word in "()[]":
        return 0
    name, _, form = word.strip("{}").partition(":")
    return int(form[0]) if form else 2 if name in _WIDE else 1


def _check(name: str, counted: bytes) -> int:
    checks: Mapping[str, int] = {
        "sum": sum(counted),
        "xor": _xor(counted),
        "crc16": crc_of(counted),
        "modbus": crc_of(counted, 0xFFFF),
    }
    return checks[name]


def _xor(counted: bytes) -> int:
    total = 0
    for byte in counted:
        total ^= byte
    return total
