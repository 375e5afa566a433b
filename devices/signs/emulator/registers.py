"""An emulated Modbus display: registers that are written, and what its digits show; it knows nothing of how we write."""

from dataclasses import dataclass, field
from typing import Final

from devices.signs.emulator.seen import Seen
from devices.signs.emulator.understood import Heard
from devices.signs.models import RegisterMap

WRITE_ONE: Final = 0x06
WRITE_MANY: Final = 0x10
LONGEST: Final = 256


@dataclass(slots=True)
class Displays:
    """All the displays on one line, of one kind: each address has registers of its own."""

    kind: RegisterMap
    written: dict[int, dict[int, int]] = field(default_factory=dict)

    def __call__(self, received: bytearray) -> list[Heard]:
        """Take whole requests out of what was received; noise is dropped byte by byte."""
        found = []
        while len(received) >= 8:
            length = _length(received)
            if length == 0 or length > LONGEST:
                del received[:1]
            elif len(received) < length:
                break
            elif _crc(bytes(received[: length - 2])) != int.from_bytes(
                received[length - 2 : length], "little"
            ):
                del received[:1]
            else:
                found.append(self._take(bytes(received[:length])))
                del received[:length]
        return found

    def _take(self, request: bytes) -> Heard:
        address, first = request[0], int.from_bytes(request[2:4], "big")
        words = request[4:6] if request[1] == WRITE_ONE else request[7:-2]
        registers = self.written.setdefault(address, {})
        for at in range(0, len(words), 2):
            registers[first + at // 2] = int.from_bytes(words[at : at + 2], "big")
        answer = request[:6]
        answer += _crc(answer).to_bytes(2, "little")
        shows = first <= self.kind.text < first + len(words) // 2
        return Heard(seen=self._seen(address, registers) if shows else None, answer=answer, address=address)

    def _seen(self, address: int, registers: dict[int, int]) -> Seen:
        kind = self.kind
        colours = {kind.colours.red: "red", kind.colours.green: "green", kind.colours.amber: "amber"}
        colour = colours.get(registers.get(kind.colour, -1), "red") if kind.colour is not None else "red"
        return Seen(
            text=self._text(registers),
            colour=colour,
            flashes=kind.blink is not None and registers.get(kind.blink) == kind.blink_on,
            is_dim=kind.light is not None and registers.get(kind.light) == kind.light_dim,
            address=address,
        )

    def _text(self, registers: dict[int, int]) -> str:
        kind = self.kind
        if kind.form == "letters":
            return "".join(chr(registers.get(kind.text + at, 32)) for at in range(kind.length)).strip()
        if kind.form == "ascii":
            words = [registers.get(kind.text + at, 0x2020) for at in range(-(-kind.length // 2))]
            order = "little" if kind.swapped else "big"
            both = b"".join(word.to_bytes(2, "little" if order == "little" else "big") for word in words)
            return both.decode("ascii", "replace").strip()
        if kind.form == "bcd":
            words = [registers.get(kind.text + at, 0xFFFF) for at in range(-(-kind.length // 4))]
            return "".join(f"{word:04X}" for word in words).replace("F", "")
        if kind.length <= 4:
            value = registers.get(kind.text, kind.blank)
        else:
            first, second = registers.get(kind.text, 0), registers.get(kind.text + 1, 0)
            value = (second << 16 | first) if kind.swapped else (first << 16 | second)
        return "" if value == kind.blank else str(value)


def _length(received: bytearray) -> int:
    """How long the request is that begins here; 0: none does."""
    if received[1] == WRITE_ONE:
        return 8
    if received[1] == WRITE_MANY and received[6] == 2 * int.from_bytes(received[4:6], "big"):
        return 9 + received[6]
    return 0


def _crc(data: bytes) -> int:
    """CRC-16/MODBUS by its definition (Modbus over Serial Line V1.02, 6.2.2), bit by bit, beginning at FFFF."""
    crc = 0xFFFF
    for bit in (byte >> place & 1 for byte in data for place in range(8)):
        crc = crc >> 1 ^ (0xA001 if (crc ^ bit) & 1 else 0)
    return crc
