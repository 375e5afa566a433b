"""Alpha and BetaBrite signs: their ASCII frames, serial 9600 7E1.

Source: Adaptive's public "Alpha Sign Communications Protocol" (9708-8061). They have no Hanzi: letters and digits alone.
"""

from typing import Final

from devices.signs.face import Colour, Face

WAKE: Final = b"\0" * 5
_SOH, _STX, _ETX, _EOT, _ESC = b"\x01", b"\x02", b"\x03", b"\x04", b"\x1b"
_ALL_SIGNS: Final = b"Z"
_WRITE_TEXT: Final = b"A"
_FILL: Final = b"0"
_HOLD, _FLASH = b"b", b"c"
_COLOURS: Final[dict[Colour, bytes]] = {"red": b"\x1c1", "green": b"\x1c2", "amber": b"\x1c3"}


def message(face: Face, address: str = "00", label: str = "A") -> bytes:
    """The frame that writes a face into a text file of a sign. `address` is two hexadecimal digits, `00` all signs;
    `label` the file that the sign runs. Pages stand one after another; a call flashes, as the sign itself does it."""
    mode = _FLASH if face.blinks else _HOLD
    text = b"".join(_ESC + _FILL + mode + _COLOURS[page.colour] + _ascii(page.text) for page in face.pages)
    body = _STX + _WRITE_TEXT + label.encode("ascii") + text + _ETX
    return WAKE + _SOH + _ALL_SIGNS + address.encode("ascii") + body + _checksum(body) + _EOT


def _checksum(body: bytes) -> bytes:
    """The sum of all bytes from STX to ETX, both included, as four hexadecimal digits."""
    return f"{sum(body) & 0xFFFF:04X}".encode("ascii")


def _ascii(text: str) -> bytes:
    """What such a sign can show: anything else is left out, and no control character gets through."""
    return "".join(sign for sign in text if sign.isascii() and sign.isprintable()).encode("ascii")
