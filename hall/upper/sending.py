"""One letter over HTTP: signed, sent, and what the platform's reply means."""

import asyncio
import hmac
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Final, Literal

import httpx

from link.messages.definition import Outbox

REPLY_WITHIN_S: Final = 15.0
"""A platform that takes longer is busy or gone: the same letter comes again."""

SHORTEST_KEY: Final = 16
"""Bytes of a key."""

_WRONG_LETTER: Final = frozenset({400, 406, 410, 413, 415, 422})
"""What says that this very letter will never be taken. All else (no such address, wrong key, too many, a fault) may pass
with the next try or when somebody has put it right, and would be as true of every other letter."""

_LONGEST_REASON: Final = 200

Result = Literal["delivered", "aside", "trouble"]


@dataclass(frozen=True, slots=True)
class Reply:
    """What became of a letter: `trouble` in words of the network or the platform; it asks to wait for `wait_s`."""

    result: Result
    trouble: str = ""
    wait_s: float = 0.0


class NoPlatform(Exception):
    """The settings name a file that cannot be used: `file`, and the system's word for why."""

    def __init__(self, file: str, reason: str) -> None:
        super().__init__(f"{file}: {reason}")


@dataclass(frozen=True, slots=True)
class Platform:
    """Where letters go, by which key they are signed, and by whom TLS is vouched for."""

    url: str
    key: bytes
    tls: ssl.SSLContext

    @classmethod
    def of(cls, outbox: Outbox, folder: Path) -> "Platform":
        """By the hall's settings; files lie beside its own. Raises NoPlatform."""
        try:
            key = (folder / outbox.key).read_bytes().strip()
        except OSError as error:
            raise NoPlatform(outbox.key, error.strerror or str(error)) from None
        if len(key) < SHORTEST_KEY:
            raise NoPlatform(outbox.key, f"{len(key)} < {SHORTEST_KEY} bytes")
        try:
            authority = str(folder / outbox.authority) if outbox.authority else None
            tls = ssl.create_default_context(cafile=authority)
        except (OSError, ssl.SSLError) as error:
            raise NoPlatform(outbox.authority, getattr(error, "strerror", "") or str(error)) from None
        return cls(outbox.url, key, tls)

    def line(self) -> httpx.AsyncClient:
        """A connection to it, to be closed by whoever asked for it."""
        return httpx.AsyncClient(
            verify=self.tls, trust_env=False, follow_redirects=False, timeout=REPLY_WITHIN_S
        )


def signature(key: bytes, at: datetime, body: bytes) -> str:
    """`t=SECONDS,v1=HEX`: HMAC-SHA256 (RFC 2104) over the Unix time, a dot and the body."""
    seconds = str(int(at.timestamp()))
    mac = hmac.new(key, f"{seconds}.".encode() + body, sha256).hexdigest()
    return f"t={seconds},v1={mac}"


async def send(
    line: httpx.AsyncClient, platform: Platform, body: bytes, *, key: str, now: datetime, within_s: float
) -> Reply:
    """Send one letter, and wait so long for the reply. Raises nothing: what goes wrong is in the result."""
    headers = {
        "Content-Type": "application/json; charset=utf-8",
        "Idempotency-Key": key,
        "Jiaohao-Signature": signature(platform.key, now, body),
    }
    try:
        async with asyncio.timeout(within_s):
            async with line.stream("POST", platform.url, content=body, headers=headers) as answer:
                said = "" if answer.is_success else await _beginning(answer)
                return meaning(answer.status_code, answer.headers, said)
    except TimeoutError:
        return Reply("trouble", f"no reply within {within_s:g} s")
    except (httpx.HTTPError, httpx.InvalidURL, ssl.SSLError, OSError) as error:
        return Reply("trouble", _printable(str(error) or type(error).__name__))


def meaning(status: int, headers: Mapping[str, str], said: str) -> Reply:
    """What a reply means. Any 2xx: the platform has the letter, from this time or an earlier one."""
    if 200 <= status < 300:
        return Reply("delivered")
    trouble = f"HTTP {status} {_printable(said)}".strip()
    if status in _WRONG_LETTER:
        return Reply("aside", trouble)
    wait = headers.get("retry-after", "")
    return Reply(
        "trouble", trouble, float(wait) if wait.isascii() and wait.isdecimal() and len(wait) < 6 else 0.0
    )


async def _beginning(answer: httpx.Response) -> str:
    async for piece in answer.aiter_bytes(1024):
        return piece.decode("utf-8", "replace")
    return ""


def _printable(text: str) -> str:
    """What somebody else said, fit for a log and a screen."""
    return "".join(each if each.isprintable() else " " for each in text)[:_LONGEST_REASON]
