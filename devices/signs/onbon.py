"""Onbon BX-K font cards (BX-5K, 5MK, 6K): frames and dynamic areas.

Source: the vendor's public protocol source for K cards; checked against two frames that were worked out from it. All
numbers are little endian. A frame is eight `A5`, then the escaped head, data and CRC, then `5A`.
"""

import struct
from dataclasses import dataclass
from typing import Final, Literal

from devices.signs.face import Colour, Face, Panel
from devices.signs.fitting import width_of

Card = Literal["5K", "6K"]

TCP_PORT: Final = 5005

_START: Final = b"\xa5" * 8
_END: Final = b"\x5a"
_ESCAPES: Final = {0xA5: b"\xa6\x02", 0xA6: b"\xa6\x01", 0x5A: b"\x5b\x02", 0x5B: b"\x5b\x01"}
_PLAIN: Final = {value: bytes([byte]) for byte, value in _ESCAPES.items()}

_ANYBODY: Final = 0xFFFE
_HOST: Final = 0x8000
_DEVICE: Final = 0xFE
_VERSION: Final = 0x02
_HEAD: Final = struct.Struct("<HH3sBBBBBH")

_COLOURS: Final[dict[Colour, bytes]] = {"red": rb"\C1", "green": rb"\C2", "amber": rb"\C3"}
_STATIC, _ONE_LINE, _NO_BREAKS, _BREAKS = 0x01, 0x02, 0x01, 0x02
_HELD_S: Final = 4.0
_SILENCE_S: Final = 5
"""Seconds without a word after which a card of another run mode goes dark; it has no meaning in ours."""


class BadFrame(ValueError):
    """These bytes are no frame: the reason is one word for the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """A frame without its wrapping: to which screen, and the command with its data."""

    to: int
    data: bytes


def wrapped(data: bytes, to: int = _ANYBODY) -> bytes:
    """The bytes of a frame as they go over the wire."""
    head = _HEAD.pack(to, _HOST, b"\0\0\0", 0, 0, 0, _DEVICE, _VERSION, len(data))
    body = head + data
    return _START + _escaped(body + struct.pack("<H", crc16(body))) + _END


def unwrapped(frame: bytes) -> Frame:
    """The frame in some bytes that begin with `A5` and end with `5A`. Raises BadFrame."""
    if not (frame.startswith(b"\xa5") and frame.endswith(_END)):
        raise BadFrame("wrapping")
    body = _unescaped(frame.lstrip(b"\xa5")[:-1])
    if len(body) < _HEAD.size + 2:
        raise BadFrame("short")
    body, crc = body[:-2], struct.unpack("<H", body[-2:])[0]
    if crc16(body) != crc:
        raise BadFrame("crc")
    to, *_, length = _HEAD.unpack(body[: _HEAD.size])
    data = body[_HEAD.size :]
    if len(data) != length:
        raise BadFrame("length")
    return Frame(to=to, data=data)


def dynamic_area(face: Face, panel: Panel, card: Card, area: int = 0, to: int = _ANYBODY) -> bytes:
    """The frame that makes a face the dynamic area of a card: `A3 06`, one area over the whole panel.

    5K cards count x and width in bytes of eight dots, 6K cards in dots. Several pages are turned by the card itself.
    """
    across = 8 if card == "5K" else 1
    text = b"".join(_page_bytes(face, place, panel) for place in range(len(face.pages)))
    turns = len(face.pages) > 1
    record = (
        struct.pack("<BHHHH", 0, 0, 0, panel.width // across, panel.height)
        + bytes([area, 0, 0])  # id, line space, run mode: over and over
        + struct.pack("<H", _SILENCE_S)
        + bytes(
            [0, 0, 0, _ONE_LINE, _BREAKS if turns else _NO_BREAKS]
        )  # no sound, no extension, usual alignment
        + bytes([_STATIC, 0, 0, round((face.pages[0].seconds or _HELD_S) * 2)])  # hold counts half seconds
        + struct.pack("<I", len(text))
        + text
    )
    return wrapped(b"\xa3\x06\x01\x00\x00\x00\x01" + struct.pack("<H", len(record)) + record, to)


def switched(is_on: bool, to: int = _ANYBODY) -> bytes:
    """The frame that lights or darkens a card: `A3 00`, with an answer asked for."""
    return wrapped(b"\xa3\x00\x01\x00\x00" + (b"\x01" if is_on else b"\x00"), to)


def is_taken(answer: bytes) -> bool:
    """Whether a card's answer says yes (`A0 00`); it says no with `A0 01`. Raises BadFrame."""
    data = unwrapped(answer).data
    if data[:1] != b"\xa0":
        raise BadFrame("answer")
    return data[1:2] == b"\x00"


def crc16(data: bytes, begun_at: int = 0) -> int:
    """CRC-16 with the reflected polynomial A001: CRC-16/ARC, and begun at 0xFFFF that of Modbus RTU."""
    crc = begun_at
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = (crc >> 1) ^ (0xA001 if crc & 1 else 0)
    return crc


def _page_bytes(face: Face, place: int, panel: Panel) -> bytes:
    """One page in GBK behind its colour, filled up to its line so that the card breaks where we do."""
    page = face.pages[place]
    is_last = place == len(face.pages) - 1
    fill = 0 if is_last else max(0, panel.columns - width_of(page.text))
    return _COLOURS[page.colour] + (page.text + " " * fill).encode("gbk", "replace")


def _escaped(body: bytes) -> bytes:
    return b"".join(_ESCAPES.get(byte, bytes([byte])) for byte in body)


def _unescaped(body: bytes) -> bytes:
    plain, at = bytearray(), 0
    while at < len(body):
        if body[at] in (0xA6, 0x5B):
            pair = body[at : at + 2]
            if pair not in _PLAIN:
                raise BadFrame("escape")
            plain += _PLAIN[pair]
            at += 2
        else:
            plain.append(body[at])
            at += 1
    return bytes(plain)
