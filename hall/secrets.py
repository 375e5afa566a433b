"""The hall's own key, and the secret in each ticket's QR that is made from it and stored nowhere."""

import base64
import hashlib
import secrets
from pathlib import Path
from typing import Final

from link.private_file import write_private

FILE: Final = "hall.key"
_BYTES: Final = 32


class KeyFileError(Exception):
    """What lies at `file` is no key of a hall."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file))
        self.file = file


def hall_key(directory: Path) -> bytes:
    """The key in a data directory, made once and readable by the hall alone.

    Raises:
        KeyFileError: what lies there is no key.
    """
    return kept_key(directory / FILE)


def kept_key(path: Path) -> bytes:
    """32 random bytes that a file keeps, made where it is not there yet. Raises KeyFileError."""
    if not path.exists():
        write_private(path, secrets.token_bytes(_BYTES))
    key = path.read_bytes()
    if len(key) != _BYTES:
        raise KeyFileError(path)
    return key


def ticket_secret(key: bytes, ticket: str) -> str:
    """128 bits that only this hall can make out of a ticket's id, base64url without padding (22 characters).

    A keyed BLAKE2b (RFC 7693 section 2.9), a tenth of the work of an HMAC through OpenSSL.
    """
    mac = hashlib.blake2b(ticket.encode(), key=key, digest_size=16, person=b"jiaohao ticket")
    return base64.urlsafe_b64encode(mac.digest()).decode()[:22]


def secret_hash(secret: str) -> str:
    """What the ledger keeps of a secret: SHA-256, hex."""
    return hashlib.sha256(secret.encode()).hexdigest()
