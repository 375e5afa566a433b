"""Decoders of an emulated sign, written from the protocols alone: none of them knows how our frames are made."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree

from devices.signs.emulator.seen import Seen

_COLOURS: Final = {"1": "red", "2": "green", "3": "amber"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """What one message did: what is shown now (None: nothing new), and the bytes of the answer (empty: none);
    `address` says which sign of the line it was meant for."""

    seen: Seen | None = None
    answer: bytes = b""
    address: int = 0


Listener = Callable[[bytearray], list[Heard]]
"""Takes whole messages out of what was received; what is not whole yet stays."""


# ── Onbon K cards ────────────────────────────────────────────────────────────────────────────────────


def onbon(received: bytearray) -> list[Heard]:
    """Frames between A5 and 5A; a broken one is answered with no."""
    found = []
    while (end := received.find(b"\x5a")) >= 0:
        raw = bytes(received[:end]).lstrip(b"\xa5")
        del received[: end + 1]
        if raw:
            found.append(_onbon_frame(raw))
    return found


def _onbon_frame(raw: bytes) -> Heard:
    plain = raw
    for pair, byte in (
        (b"\xa6\x02", b"\xa5"),
        (b"\x5b\x02", b"\x5a"),
        (b"\x5b\x01", b"\x5b"),
        (b"\xa6\x01", b"\xa6"),
    ):
        plain = plain.replace(pair, byte)
    body, crc = plain[:-2], int.from_bytes(plain[-2:], "little")
    if len(body) < 14 or crc_of(body) != crc:
        return Heard(answer=_onbon_answer(0x01))
    data, address = body[14:], int.from_bytes(body[:2], "little")
    if data[:2] != b"\xa3\x06":
        return Heard(answer=_onbon_answer(0x00), address=address)
    area = data[9:]
    length = int.from_bytes(area[23:27], "little")
    text = area[27 : 27 + length].decode("gbk", "replace")
    parts = re.split(r"\\C([123])", text)[1:]
    pages = tuple(part.rstrip() for part in parts[1::2])
    return Heard(
        seen=Seen(
            text=pages[0] if pages else "",
            colour=_COLOURS.get(parts[0], "red") if parts else "red",
            pages=pages,
            address=address,
        ),
        answer=_onbon_answer(0x00),
        address=address,
    )


def _onbon_answer(code: int) -> bytes:
    data = bytes([0xA0, code, 0, 0, 0])
    head = bytes.fromhex("0080feff0000000000") + bytes([0, 0xFE, 0x02]) + len(data).to_bytes(2, "little")
    body = head + data
    body += crc_of(body).to_bytes(2, "little")
    for byte, pair in (
        (b"\xa6", b"\xa6\x01"),
        (b"\xa5", b"\xa6\x02"),
        (b"\x5b", b"\x5b\x01"),
        (b"\x5a", b"\x5b\x02"),
    ):
        body = body.replace(byte, pair)
    return b"\xa5" * 8 + body + b"\x5a"


def crc_of(data: bytes, begun_at: int = 0) -> int:
    """CRC-16/ARC by its table-free definition, least significant bit first; begun at 0xFFFF it is that of Modbus."""
    crc = begun_at
    for bit in (byte >> place & 1 for byte in data for place in range(8)):
        crc = crc >> 1 ^ (0xA001 if (crc ^ bit) & 1 else 0)
    return crc


# ── Alpha ────────────────────────────────────────────────────────────────────────────────────────────


def alpha(received: bytearray) -> list[Heard]:
    """Messages from SOH to EOT whose checksum, where there is one, is right."""
    found = []
    while (end := received.find(b"\x04")) >= 0:
        raw = bytes(received[:end])
        del received[: end + 1]
        parts = re.fullmatch(rb"\0*\x01(.)([0-9A-F]{2})(\x02A(.)(.*?)\x03)([0-9A-F]{4})", raw, re.DOTALL)
        if parts and sum(parts[3]) & 0xFFFF == int(parts[6], 16):
            address = int(parts[2], 16)
            seen = _alpha_text(parts[5].decode("ascii", "replace"), address)
            found.append(Heard(seen=seen, address=address))
    return found


def _alpha_text(text: str, address: int) -> Seen:
    pages = re.findall(r"\x1b(.)(.)\x1c(.)([^\x1b]*)", text)
    return Seen(
        text=pages[0][3] if pages else "",
        colour=_COLOURS.get(pages[0][2], "red") if pages else "red",
        pages=tuple(page[3] for page in pages),
        flashes=bool(pages) and pages[0][1] == "c",
        address=address,
    )


# ── Huidu ────────────────────────────────────────────────────────────────────────────────────────────


class Huidu:
    """One connection to an emulated card: version, chunks of XML, programmes."""

    GUID: Final = "d4e8a0c2"

    def __init__(self) -> None:
        self._xml = b""

    def __call__(self, received: bytearray) -> list[Heard]:
        found = []
        while len(received) >= 4 and len(received) >= (length := int.from_bytes(received[:2], "little")) >= 4:
            command = int.from_bytes(received[2:4], "little")
            data = bytes(received[4:length])
            del received[:length]
            found.append(self._packet(command, data))
        return found

    def _packet(self, command: int, data: bytes) -> Heard:
        if command == 0x2001:
            return Heard(answer=_huidu_packet(0x2002, data[:4]))
        if command == 0x005F:
            return Heard(answer=_huidu_packet(0x0060, b""))
        if command != 0x2003:
            return Heard(answer=_huidu_packet(0x2000, b"\x01\x00"))
        total, start = int.from_bytes(data[:4], "little"), int.from_bytes(data[4:8], "little")
        self._xml = self._xml[:start] + data[8:]
        if len(self._xml) < total:
            return Heard()
        return self._request(self._xml.decode("utf-8", "replace"))

    def _request(self, xml: str) -> Heard:
        asked = ElementTree.fromstring(xml)  # noqa: S314 - a program of ours, on the technician's own machine
        method = next((each.get("method", "") for each in asked.iter("in")), "")
        strings = [(each.text or "") for each in asked.iter("string")]
        fonts = [each.get("color", "") for each in asked.iter("font")]
        colour = {"#ff0000": "red", "#00ff00": "green", "#ffff00": "amber"}.get(
            fonts[0] if fonts else "", "red"
        )
        answer = f'<sdk guid="{self.GUID}"><out method="{method}" result="kSuccess"/></sdk>'.encode()
        packet = _huidu_packet(0x2004, len(answer).to_bytes(4, "little") + bytes(4) + answer)
        seen = Seen(text=strings[0], colour=colour, pages=tuple(strings)) if strings else None
        return Heard(seen=seen, answer=packet)


def _huidu_packet(command: int, data: bytes) -> bytes:
    return (len(data) + 4).to_bytes(2, "little") + command.to_bytes(2, "little") + data
