"""The byte language of ESC/POS read back, command by command, from Epson's public command reference."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from printer.emulator.instructions import (
    Align,
    AskSensor,
    Characters,
    Columns,
    CutPaper,
    Embolden,
    Enlarge,
    FeedDots,
    FeedLines,
    Hanzi,
    Ignored,
    Instruction,
    LineFeed,
    ProcessId,
    Raster,
    Reset,
    Reverse,
    Symbol,
    Unknown,
)


class Parser:
    """Takes bytes as they come and gives whole instructions; keeps what is not whole yet."""

    def __init__(self) -> None:
        self._pending = bytearray()

    def feed(self, received: bytes) -> None:
        """Adds bytes at the end."""
        self._pending += received

    def forget(self) -> None:
        """Drops a command that never became whole."""
        self._pending.clear()

    def next(self) -> Instruction | None:
        """The next whole instruction, taken out; None where more bytes are needed."""
        if not self._pending:
            return None
        first = self._pending[0]
        if first in _SINGLE:
            return self._take(1, _SINGLE[first])
        if first >= 0x20:
            return self._characters()
        if first not in _LEADS:
            return self._take(1, Unknown(bytes((first,))))
        return self._command()

    def _characters(self) -> Characters:
        end = next((at for at, byte in enumerate(self._pending) if byte < 0x20), len(self._pending))
        text = bytes(self._pending[:end])
        del self._pending[:end]
        return Characters(text)

    def _command(self) -> Instruction | None:
        for length in (2, 3):
            if length == 3 and bytes(self._pending[:2]) not in _STEMS:
                break
            if len(self._pending) < length:
                return None
            shape = _SHAPES.get(bytes(self._pending[:length]))
            if shape is not None:
                return self._shaped(length, shape)
        return self._take(2, Unknown(bytes(self._pending[:2])))

    def _shaped(self, name_length: int, shape: "_Shape") -> Instruction | None:
        head_end = name_length + shape.head
        if len(self._pending) < head_end:
            return None
        head = bytes(self._pending[name_length:head_end])
        end = head_end + shape.body(head)
        if len(self._pending) < end:
            return None
        return self._take(end, shape.make(head, bytes(self._pending[head_end:end])))

    def _take(self, length: int, instruction: Instruction) -> Instruction:
        del self._pending[:length]
        return instruction


@dataclass(frozen=True)
class _Shape:
    """A command after its name: a head of fixed length, a body whose length the head tells, what they mean."""

    head: int
    make: Callable[[bytes, bytes], Instruction]
    body: Callable[[bytes], int] = lambda head: 0


def _word(low_high: bytes) -> int:
    return int.from_bytes(low_high, "little")


def _size_of_text(head: bytes, _body: bytes) -> Instruction:
    """GS ! n: bits 4 to 6 width, bits 0 to 2 height, each less one."""
    return Enlarge((head[0] >> 4 & 7) + 1, (head[0] & 7) + 1)


def _print_mode(head: bytes, _body: bytes) -> Instruction:
    """ESC ! n: bit 5 double width, bit 4 double height."""
    return Enlarge(2 if head[0] & 0x20 else 1, 2 if head[0] & 0x10 else 1)


def _raster(head: bytes, body: bytes) -> Instruction:
    """GS v 0 m xL xH yL yH: m bit 0 double width, bit 1 double height."""
    scales = (2 if head[0] & 1 else 1, 2 if head[0] & 2 else 1)
    return Raster(_word(head[1:3]), _word(head[3:5]), body, *scales)


def _column_bytes(mode: int) -> int:
    return 3 if mode in {32, 33} else 1


def _bits(head: bytes, body: bytes) -> Instruction:
    """ESC * m nL nH: m 0 and 1 are 8 dots high, 32 and 33 are 24."""
    return Columns(_word(head[1:3]), _column_bytes(head[0]), body)


def _symbol(_head: bytes, body: bytes) -> Instruction:
    return Symbol(body[0], body[1], body[2:]) if len(body) >= 2 else Unknown(b"\x1d(k" + body)


def _process_id(_head: bytes, body: bytes) -> Instruction:
    """GS ( H pL pH fn m d1 d2 d3 d4: fn and m are 48."""
    is_process_id = len(body) == 6 and body[0] in {0, 48} and body[1] in {0, 48}
    return ProcessId(body[2:]) if is_process_id else Unknown(b"\x1d(H" + body)


def _cut_body(head: bytes) -> int:
    return 1 if head[0] in {65, 66, 97, 98, 103, 104} else 0


def _cut(_head: bytes, body: bytes) -> Instruction:
    """GS V m, or GS V m n with n dots of feed before the cut."""
    return CutPaper(body[0] if body else 0)


def _ignored(_head: bytes, _body: bytes) -> Instruction:
    return Ignored()


_SINGLE: Final[dict[int, Instruction]] = {0x0A: LineFeed(), 0x0D: Ignored(), 0x00: Ignored()}
_LEADS: Final = {0x10, 0x1B, 0x1C, 0x1D}
_SHAPES: Final[dict[bytes, _Shape]] = {
    b"\x10\x04": _Shape(1, _ignored),
    b"\x1b@": _Shape(0, lambda head, body: Reset()),
    b"\x1ba": _Shape(1, lambda head, body: Align(head[0] & 3)),
    b"\x1b!": _Shape(1, _print_mode),
    b"\x1d!": _Shape(1, _size_of_text),
    b"\x1bE": _Shape(1, lambda head, body: Embolden(bool(head[0] & 1))),
    b"\x1dB": _Shape(1, lambda head, body: Reverse(bool(head[0] & 1))),
    b"\x1bd": _Shape(1, lambda head, body: FeedLines(head[0])),
    b"\x1bJ": _Shape(1, lambda head, body: FeedDots(head[0])),
    b"\x1c&": _Shape(0, lambda head, body: Hanzi(True)),
    b"\x1c.": _Shape(0, lambda head, body: Hanzi(False)),
    b"\x1dv0": _Shape(5, _raster, lambda head: _word(head[1:3]) * _word(head[3:5])),
    b"\x1b*": _Shape(3, _bits, lambda head: _word(head[1:3]) * _column_bytes(head[0])),
    b"\x1d(k": _Shape(2, _symbol, _word),
    b"\x1d(H": _Shape(2, _process_id, _word),
    b"\x1dr": _Shape(1, lambda head, body: AskSensor(head[0])),
    b"\x1dV": _Shape(1, _cut, _cut_body),
    b"\x1bi": _Shape(0, lambda head, body: CutPaper(0)),
    b"\x1bm": _Shape(0, lambda head, body: CutPaper(0)),
    b"\x1b2": _Shape(0, _ignored),
    b"\x1b3": _Shape(1, _ignored),
    b"\x1bM": _Shape(1, _ignored),
    b"\x1bt": _Shape(1, _ignored),
    b"\x1bR": _Shape(1, _ignored),
    b"\x1b-": _Shape(1, _ignored),
    b"\x1b{": _Shape(1, _ignored),
    b"\x1cC": _Shape(1, _ignored),
    b"\x1db": _Shape(1, _ignored),
    b"\x1dL": _Shape(2, _ignored),
    b"\x1dW": _Shape(2, _ignored),
}
_STEMS: Final = frozenset(name[:2] for name in _SHAPES if len(name) == 3)
"""The first two bytes of the commands that are named by three."""
