"""Numeric displays that speak Modbus RTU: which register means what is data; the frames are pymodbus'."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from pymodbus.framer import FramerRTU
from pymodbus.pdu import DecodePDU
from pymodbus.pdu.register_message import WriteMultipleRegistersRequest, WriteSingleRegisterRequest

from devices.signs.drivers import ANSWER_S, MOST
from devices.signs.face import Colour, Face
from devices.signs.wire import Wire, WireFault

RegisterForm = Literal["ascii", "letters", "number", "bcd"]
"""How a text lies in registers: two characters in each, one in each, one binary number, or four decimal digits in each."""

_BLANK_BCD: Final = "F"
_WRITES: Final = (6, 16)
"""Write Single Register and Write Multiple Registers (MODBUS Application Protocol V1.1b3, 6.6 and 6.12)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Registers:
    """The register map of one kind of display.

    `text` is the first register of its text, `length` how many characters or digits it has. `blink`, `light` and
    `colour` are registers, None where it has none; `blank` is what a number display shows when it shows nothing.
    """

    text: int
    length: int
    form: RegisterForm = "ascii"
    swapped: bool = False
    """Low byte (`ascii`) or low word (`number`) first."""
    aligned: Literal["left", "right"] = "left"
    blank: int = 0
    blink: int | None = None
    blink_on: int = 1
    light: int | None = None
    light_full: int = 7
    light_dim: int = 3
    colour: int | None = None
    colours: Mapping[Colour, int] = field(default_factory=dict)
    single: bool = False
    """One register a frame (function 06), for displays that know no other."""

    def values(self, face: Face) -> Iterator[tuple[int, list[int]]]:
        """What a face writes: first registers with their values, the text last, so that it appears as it is to look."""
        page = face.pages[0]
        if self.colour is not None:
            yield self.colour, [self.colours.get(page.colour, 0)]
        if self.light is not None:
            yield self.light, [self.light_dim if face.is_dim else self.light_full]
        if self.blink is not None:
            yield self.blink, [self.blink_on if face.blinks else 0]
        yield self.text, self._text(page.text)

    def _text(self, text: str) -> list[int]:
        plain = "".join(sign for sign in text if sign.isascii() and sign.isprintable()).strip()
        if self.form in ("ascii", "letters"):
            return self._letters(plain)
        digits = "".join(sign for sign in plain if sign.isdigit())[-self.length :]
        if self.form == "bcd":
            return [int(each, 16) for each in _fours(digits.rjust(self.length, _BLANK_BCD))]
        value = int(digits) if digits else self.blank
        words = [value >> 16 & 0xFFFF, value & 0xFFFF] if self.length > 4 else [value & 0xFFFF]
        return words[::-1] if self.swapped else words

    def _letters(self, text: str) -> list[int]:
        cut = text[: self.length]
        whole = cut.rjust(self.length) if self.aligned == "right" else cut.ljust(self.length)
        if self.form == "letters":
            return [ord(sign) for sign in whole]
        whole += " " * (len(whole) % 2)
        pairs = zip(whole[::2], whole[1::2], strict=True)
        return [ord(b) << 8 | ord(a) if self.swapped else ord(a) << 8 | ord(b) for a, b in pairs]


def frames(registers: Registers, face: Face, address: int) -> list[bytes]:
    """The RTU frames that show the first page of a face, in their order."""
    made = []
    framer = FramerRTU(DecodePDU(False))
    for first, values in registers.values(face):
        if registers.single:
            requests = [
                WriteSingleRegisterRequest(dev_id=address, address=first + at, registers=[value])
                for at, value in enumerate(values)
            ]
            made += [framer.buildFrame(request) for request in requests]
        else:
            many = WriteMultipleRegistersRequest(
                dev_id=address, address=first, count=len(values), registers=values
            )
            made.append(framer.buildFrame(many))
    return made


@dataclass(frozen=True, slots=True, kw_only=True)
class ModbusDriver:
    """A numeric display. `answers` is off for lines on which nothing comes back."""

    registers: Registers
    address: int = 1
    answers: bool = True
    turns_pages: bool = False

    @property
    def blinks_itself(self) -> bool:
        return self.registers.blink is not None

    async def show(self, wire: Wire, face: Face) -> None:
        for frame in frames(self.registers, face, self.address):
            await wire.send(frame)
            if self.answers:
                await self._confirmed(wire)

    async def _confirmed(self, wire: Wire) -> None:
        """Its answer, whole: TCP converters may bring it in pieces."""
        got = b""
        framer = FramerRTU(DecodePDU(False))
        while True:
            more = await wire.receive(MOST, ANSWER_S)
            if not more:
                raise WireFault("no answer", "garbled" if got else "no-answer")
            got += more
            _, _, _, body = framer.decode(got)
            if body:
                break
        if got[0] != self.address or body[0] not in _WRITES:
            raise WireFault(f"refused with {body.hex(' ')}", "refused")


def _fours(digits: str) -> Iterator[str]:
    """Groups of four from the right."""
    whole = digits.rjust(-(-len(digits) // 4) * 4, _BLANK_BCD)
    return (whole[at : at + 4] for at in range(0, len(whole), 4))
