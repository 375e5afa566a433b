"""A bundle that proves whose it is: the list SHA256SUMS, and beside it the Ed25519 signature of who made it.

The list is as sha256sum(1) reads it; the signature is the bare 64 bytes of RFC 8032, which `openssl pkeyutl -verify -rawin`
reads too.
"""

import hashlib
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Final

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_pem_private_key,
    load_pem_public_key,
)

from jiaohao.updating.updating import CannotUpdate
from jiaohao.updating.versions import Wheel

SUMS: Final = "SHA256SUMS"
SIGNATURE: Final = "SHA256SUMS.sig"

_LINE: Final = re.compile(r"([0-9a-f]{64}) [ *](.+)")
_KEY: Final = re.compile(rb"-----BEGIN PUBLIC KEY-----.*?-----END PUBLIC KEY-----", re.DOTALL)
_PIECE: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Signing:
    """The secret half of a key."""

    key: Ed25519PrivateKey

    def signature(self, sums: bytes) -> bytes:
        return self.key.sign(sums)

    @property
    def public(self) -> bytes:
        """The other half, as a box keeps it."""
        return self.key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def signing_with(pem: bytes, password: bytes | None = None) -> Signing:
    """From a PEM file such as `openssl genpkey -algorithm ed25519` makes. Raises ValueError, TypeError (password)."""
    key = load_pem_private_key(pem, password)
    if not isinstance(key, Ed25519PrivateKey):
        raise ValueError("no Ed25519 key")
    return Signing(key)


@contextmanager
def carried_over(wheel: Wheel, key: Path, place: Path) -> Iterator[Wheel]:
    """The wheel and all that lies beside it, each file as the signed list has it, copied into a `place` of our own: what
    is changed on the stick afterwards, or lies there besides, is not what is installed. The place goes at the end.

    Raises:
        CannotUpdate: nobody whom this box knows has signed it, or a file is not as it was signed.
        OSError: there is no room, or it cannot be read.
    """
    shutil.rmtree(place, ignore_errors=True)
    beside = wheel.file.parent.resolve()
    folder, sums = _signed_sums(beside, keys_in(key))
    place.mkdir(mode=0o700, parents=True)
    try:
        for name, sum_ in sums.items():
            source = folder / name
            if source.parent == beside:
                _copy(source, place / source.name, sum_)
        if not (place / wheel.file.name).exists():
            raise CannotUpdate("update.wrong.unlisted", file=wheel.file.name)
        yield Wheel(file=place / wheel.file.name, version=wheel.version)
    finally:
        shutil.rmtree(place, ignore_errors=True)


def keys_in(file: Path) -> tuple[Ed25519PublicKey, ...]:
    """The keys that this box trusts: one or more public halves in PEM, one after the other. Raises CannotUpdate."""
    try:
        text = file.read_bytes()
    except OSError:
        raise CannotUpdate("update.wrong.no_key", file=file) from None
    try:
        keys = tuple(load_pem_public_key(found) for found in _KEY.findall(text))
    except (ValueError, UnsupportedAlgorithm):
        raise CannotUpdate("update.wrong.key", file=file) from None
    known = tuple(key for key in keys if isinstance(key, Ed25519PublicKey))
    if not known or len(known) != len(keys):
        raise CannotUpdate("update.wrong.key", file=file)
    return known


def is_signed(sums: bytes, signature: bytes, keys: tuple[Ed25519PublicKey, ...]) -> bool:
    """Whether one of the keys has signed exactly this."""
    for key in keys:
        try:
            key.verify(signature, sums)
        except InvalidSignature:
            continue
        return True
    return False


def listed(sums: bytes) -> dict[str, str]:
    """SHA-256 by name. Raises ValueError where a line is none of sha256sum's, or leads out of the folder."""
    found: dict[str, str] = {}
    for line in sums.decode("utf-8").splitlines():
        match = _LINE.fullmatch(line)
        if match is None or not _is_inside(match[2]) or match[2] in found:
            raise ValueError(line)
        found[match[2]] = match[1]
    return found


def _signed_sums(folder: Path, keys: tuple[Ed25519PublicKey, ...]) -> tuple[Path, dict[str, str]]:
    """The folder of the list, which may be the one above, and what the list says."""
    home = next((each for each in (folder, folder.parent) if (each / SIGNATURE).is_file()), None)
    if home is None:
        raise CannotUpdate("update.wrong.unsigned", folder=folder)
    sums = (home / SUMS).read_bytes()
    if not is_signed(sums, (home / SIGNATURE).read_bytes(), keys):
        raise CannotUpdate("update.wrong.signature", folder=home)
    try:
        return home, listed(sums)
    except ValueError as wrong:
        raise CannotUpdate("update.wrong.list", folder=home, line=wrong) from None


def _copy(source: Path, to: Path, sum_: str) -> None:
    found = hashlib.sha256()
    try:
        with source.open("rb") as read, to.open("xb") as written:
            while piece := read.read(_PIECE):
                found.update(piece)
                written.write(piece)
    except FileNotFoundError:
        raise CannotUpdate("update.wrong.sum", file=source.name) from None
    if found.hexdigest() != sum_:
        raise CannotUpdate("update.wrong.sum", file=source.name)


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name)
    return not parts.is_absolute() and ".." not in parts.parts
