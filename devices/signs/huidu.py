"""Huidu cards, SDK 2 (TCP 10001): the handshake, XML in chunks, and the programme that shows a face.

Source: the vendor's public SDK 2 description. All numbers are little endian; a packet is its length with the head, its
command, then its data.
"""

import struct
from dataclasses import dataclass
from typing import Final
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from devices.signs.face import Colour, Face, Panel

TCP_PORT: Final = 10001

VERSION_ASKED: Final = 0x2001
VERSION_TOLD: Final = 0x2002
XML_ASKED: Final = 0x2003
XML_TOLD: Final = 0x2004
ERROR_TOLD: Final = 0x2000
HEARTBEAT: Final = 0x005F
HEARTBEAT_TOLD: Final = 0x0060

HEARTBEAT_S: Final = 30.0
CHUNK: Final = 8000
"""The most bytes of XML in one packet."""

LONGEST: Final = 16 * 1024
"""No packet of ours or theirs is longer; whoever says so is no card."""

_VERSION: Final = 0x01000005
_HEAD: Final = struct.Struct("<HH")
_PLACE: Final = struct.Struct("<II")
_COLOURS: Final[dict[Colour, str]] = {"red": "#ff0000", "green": "#00ff00", "amber": "#ffff00"}


class BadPacket(ValueError):
    """What came is no packet of this protocol."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Packet:
    command: int
    data: bytes = b""


def packed(command: int, data: bytes = b"") -> bytes:
    """The bytes of one packet."""
    return _HEAD.pack(_HEAD.size + len(data), command) + data


def packets(received: bytearray) -> list[Packet]:
    """The whole packets in what was received so far; they are taken out of it. Raises BadPacket."""
    found = []
    while len(received) >= _HEAD.size:
        length, command = _HEAD.unpack_from(received)
        if not _HEAD.size <= length <= LONGEST:
            raise BadPacket("length")
        if len(received) < length:
            break
        found.append(Packet(command=command, data=bytes(received[_HEAD.size : length])))
        del received[:length]
    return found


def version_asked() -> bytes:
    """The first packet: which version of the protocol we speak."""
    return packed(VERSION_ASKED, struct.pack("<I", _VERSION))


def xml_asked(xml: str) -> list[bytes]:
    """The packets of one XML request, chunk by chunk, each with the whole length and its place in it."""
    whole = xml.encode("utf-8")
    return [
        packed(XML_ASKED, _PLACE.pack(len(whole), start) + whole[start : start + CHUNK])
        for start in range(0, max(len(whole), 1), CHUNK)
    ]


def chunk_of(data: bytes) -> tuple[int, int, bytes]:
    """(whole length, place, bytes) of a chunk of XML. Raises BadPacket."""
    if len(data) < _PLACE.size:
        raise BadPacket("chunk")
    total, start = _PLACE.unpack_from(data)
    return total, start, data[_PLACE.size :]


def hello() -> str:
    """The XML that asks for a session: the card's answer carries its guid."""
    return _request("##GUID", '<in method="GetIFVersion"><version value="1000000"/></in>')


def guid_of(answer: str) -> str:
    """The session's guid in a card's answer. Raises BadPacket."""
    try:
        guid = ElementTree.fromstring(answer).get("guid")  # noqa: S314 - Python's expat bounds entities
    except ElementTree.ParseError:
        raise BadPacket("xml") from None
    if not guid:
        raise BadPacket("guid")
    return guid


def is_success(answer: str) -> bool:
    """Whether every `out` of a card's answer says `kSuccess`."""
    try:
        outs = ElementTree.fromstring(answer).findall(".//out")  # noqa: S314 - see above
    except ElementTree.ParseError:
        return False
    return bool(outs) and all(each.get("result") == "kSuccess" for each in outs)


def programme(face: Face, panel: Panel, guid: str) -> str:
    """The XML that makes a face the card's only programme: one area over the whole panel, a page after another."""
    texts = "".join(_text(face, place, panel) for place in range(len(face.pages)))
    area = (
        f'<area guid="a1" alpha="255"><rectangle x="0" y="0" width="{panel.width}" height="{panel.height}"/>'
        f"<resources>{texts}</resources></area>"
    )
    return _request(
        guid,
        '<in method="AddProgram"><screen timeStamps="0"><program guid="p1" type="normal">'
        f"<backgroundMusic/><playControl count='1'/>{area}</program></screen></in>",
    )


def _text(face: Face, place: int, panel: Panel) -> str:
    page = face.pages[place]
    size = 16 if panel.height < 32 else 32
    held_tenths = round((page.seconds or 5.0) * 10)
    return (
        f'<text guid="t{place + 1}" singleLine="true"><style valign="middle" align="center"/>'
        f"<string>{escape(page.text)}</string>"
        f'<font name="SimSun" size={quoteattr(str(size))} color="{_COLOURS[page.colour]}" bold="false"/>'
        f'<effect in="0" out="20" inSpeed="0" outSpeed="0" duration="{held_tenths}"/></text>'
    )


def _request(guid: str, what: str) -> str:
    return f"<?xml version='1.0' encoding='utf-8'?><sdk guid={quoteattr(guid)}>{what}</sdk>"
