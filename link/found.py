"""A hall as the LAN announces it, read with distrust into plain values."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv4Address
from typing import Final

API_PATH: Final = "/api/v1"
"""Where the API of this version begins; a hall says its own in the TXT field `path`."""

HALL_ID: Final = re.compile(r"[A-Za-z0-9_-]{1,40}")
"""What may be a hall's id. It is the label of the announcement too, which DNS ends at 63 bytes (RFC 1035 section 2.3.4)."""

NAME_LENGTH: Final = 60
MOST_ADDRESSES: Final = 8
_PATH: Final = re.compile(r"(/[A-Za-z0-9_.-]{1,20}){0,4}")


class Unfit(ValueError):
    """An announcement that is not a hall's, and why, in words for the log."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A hall that was heard. `urls` are the roots of its API, one an address, the likeliest first."""

    hall: str
    name: str
    schema: int
    urls: tuple[str, ...]


def found_of(properties: Mapping[bytes, bytes | None], addresses: Iterable[str], port: int) -> Found:
    """The hall of a TXT record (RFC 6763 section 6), its addresses and its port.

    Raises:
        Unfit: something needed is missing or is not what it should be.
    """
    hall = _text(properties, b"hall")
    if not HALL_ID.fullmatch(hall):
        raise Unfit("no hall id")
    schema = _text(properties, b"schema")
    if not (schema.isascii() and schema.isdigit() and len(schema) <= 4):
        raise Unfit("no schema")
    path = _text(properties, b"path") or API_PATH
    if not _PATH.fullmatch(path) or ".." in path:
        raise Unfit("a strange path")
    is_tls = _text(properties, b"tls") == "1"
    urls = tuple(root_url(address, port, is_tls=is_tls) + path for address in _usable(addresses))
    if not urls or not 0 < port < 65536:
        raise Unfit("no address")
    name = clean_text(_text(properties, b"name"), NAME_LENGTH) or hall
    return Found(hall=hall, name=name, schema=int(schema), urls=urls)


def root_url(address: str, port: int, *, is_tls: bool = False) -> str:
    """Plain HTTP lives on loopback alone, and not always there; everything else is TLS, whatever anybody announces."""
    scheme = "http" if IPv4Address(address).is_loopback and not is_tls else "https"
    return f"{scheme}://{address}:{port}"


def clean_text(text: str, longest: int) -> str:
    """What a stranger calls itself, fit for a screen and a log: no control or direction marks, NFC, one line, cut to length."""
    normal = unicodedata.normalize("NFC", text)
    visible = "".join(" " if mark.isspace() else mark for mark in normal if _is_shown(mark))
    return " ".join(visible.split())[:longest].rstrip()


def _is_shown(mark: str) -> bool:
    return mark.isspace() or not unicodedata.category(mark).startswith("C")


def _text(properties: Mapping[bytes, bytes | None], key: bytes) -> str:
    value = properties.get(key)
    return "" if value is None else value.decode("utf-8", "replace")


def _usable(addresses: Iterable[str]) -> list[str]:
    """The IPv4 addresses that something can listen on, loopback last: beside others it is our own machine's."""
    kept: dict[str, bool] = {}
    for text in addresses:
        try:
            address = IPv4Address(text)
        except AddressValueError:
            continue
        if not (address.is_unspecified or address.is_multicast or address.is_reserved):
            kept[text] = address.is_loopback
    return sorted(kept, key=kept.__getitem__)[:MOST_ADDRESSES]
