"""The exchange that turns one short code into one strong key on both sides, and proves it to each: SPAKE2, then HMAC.

    box                                                     hall
     ── code's slot, A's message ──────────────────────────▶   one try is gone
     ◀─ B's message, what is offered ───────────────────────
     ── the box's confirmation ─────────────────────────────▶   wrong: nothing more is said
     ◀─ the hall's confirmation, what is given, sealed ─────

Whoever stands between learns nothing that could be tried against codes offline, and whatever they change (the offer too)
makes the confirmations differ.
"""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from spake2 import SPAKE2_A, SPAKE2_B, SPAKEError
from spake2.ed25519_basic import NotOnCurve

from link.pairing.code import Code

VERSION: Final = b"jiaohao pairing 1"
BOX: Final = b"jiaohao box"
HALL: Final = b"jiaohao hall"

_ONCE: Final = bytes(12)
"""The nonce of ChaCha20-Poly1305 (RFC 8439 section 2.8). A key of an exchange seals one message and no other."""

_KEY_BYTES: Final = 32


class ExchangeFailed(Exception):
    """The other side does not know the code, or somebody stands between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What the hall says openly that it will give, bound into the keys: `authority` is the SHA-256 of its certificate."""

    hall: str
    authority: str
    role: str
    box: str


@dataclass(frozen=True, slots=True)
class Keys:
    """What both sides have in the end where all went well; and something else each where it did not."""

    transcript: bytes
    of_box: bytes
    of_hall: bytes
    sealing: bytes

    @property
    def box_confirmation(self) -> bytes:
        """By which the box shows that it knows the code."""
        return _mac(self.of_box, self.transcript)

    @property
    def hall_confirmation(self) -> bytes:
        """By which the hall shows that it knows the code."""
        return _mac(self.of_hall, self.transcript)

    def check_box(self, confirmation: bytes) -> None:
        """Raises ExchangeFailed."""
        _check(self.box_confirmation, confirmation)

    def check_hall(self, confirmation: bytes) -> None:
        """Raises ExchangeFailed."""
        _check(self.hall_confirmation, confirmation)

    def seal(self, given: bytes) -> bytes:
        """The one message that goes to the box, which nobody else can read or change."""
        return ChaCha20Poly1305(self.sealing).encrypt(_ONCE, given, self.transcript)

    def unseal(self, sealed: bytes) -> bytes:
        """Raises ExchangeFailed."""
        try:
            return ChaCha20Poly1305(self.sealing).decrypt(_ONCE, sealed, self.transcript)
        except InvalidTag:
            raise ExchangeFailed from None


class BoxSide:
    """The box's part: `message` goes to the hall, whose answer makes the keys. For one exchange."""

    def __init__(self, code: Code) -> None:
        self._spake = SPAKE2_A(code.password, idA=BOX, idB=HALL)
        self.message: bytes = self._spake.start()

    def keys(self, message: bytes, offer: Offer) -> Keys:
        """Raises ExchangeFailed where the hall's message is none."""
        return _keys(_finished(self._spake, message), self.message, message, offer)


class HallSide:
    """The hall's part, made of the box's message: `message` answers it. For one exchange.

    Raises:
        ExchangeFailed: the box's message is none.
    """

    def __init__(self, code: Code, message: bytes, offer: Offer) -> None:
        spake = SPAKE2_B(code.password, idA=BOX, idB=HALL)
        self.message: bytes = spake.start()
        self.keys = _keys(_finished(spake, message), message, self.message, offer)


def _finished(spake: SPAKE2_A | SPAKE2_B, message: bytes) -> bytes:
    if (
        len(message) != 1 + _KEY_BYTES
    ):  # the side's letter and a point of Ed25519; the library takes longer ones
        raise ExchangeFailed
    try:
        key: bytes = spake.finish(message)
    except (SPAKEError, NotOnCurve, ValueError, AssertionError):
        raise ExchangeFailed from None
    return key


def _keys(shared: bytes, of_a: bytes, of_b: bytes, offer: Offer) -> Keys:
    """Keys for each use (RFC 5869), bound to everything that was said; confirmed in both ways as RFC 9382 section 4 asks."""
    said = (
        VERSION, offer.hall.encode(), offer.authority.encode(), offer.role.encode(), offer.box.encode(), of_a, of_b
    )  # fmt: skip
    transcript = sha256(b"".join(len(each).to_bytes(4, "big") + each for each in said)).digest()
    whole = HKDF(hashes.SHA256(), 3 * _KEY_BYTES, salt=transcript, info=VERSION).derive(shared)
    of_box, of_hall, sealing = (whole[at : at + _KEY_BYTES] for at in range(0, 3 * _KEY_BYTES, _KEY_BYTES))
    return Keys(transcript, of_box, of_hall, sealing)


def _mac(key: bytes, transcript: bytes) -> bytes:
    return hmac.digest(key, transcript, "sha256")


def _check(right: bytes, given: bytes) -> None:
    if not hmac.compare_digest(right, given):
        raise ExchangeFailed
