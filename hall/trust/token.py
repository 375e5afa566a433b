"""A token as the hall knows it: whose it is, what it may touch, since when and until when; never the token itself."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final, get_args

from hall.trust.passes import Pass
from link.messages.words import BoxRole

LASTS: Final = timedelta(days=400)
"""A box renews its token each month; one that lay in a cupboard for a year has to be paired again."""

PREFIX: Final = "jh1_"
"""So that a token is known for one where it lies about: in a log, in a repository, in a photograph."""

PAIRED_ROLES: Final[tuple[BoxRole, ...]] = tuple(role for role in get_args(BoxRole) if role != "hall")
"""What a box or a program can be. `hall` is the hall itself, for the commands on its own machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What somebody wants a token for. No windows, zones or printers: all that the role may."""

    role: BoxRole
    box: str
    windows: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    printers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Token:
    """`id` names it in lists and logs; `hash` is its SHA-256, hex: 256 random bits need no slow one.

    `follows` is the token that its box renewed, which ends when this one is used for the first time.
    """

    id: str
    hash: str
    wish: Wish
    made_at: datetime
    expires_at: datetime
    made_by: str = ""
    follows: str = ""
    used_at: datetime | None = None
    revoked_at: datetime | None = None

    def is_valid(self, now: datetime) -> bool:
        return self.revoked_at is None and now < self.expires_at

    @property
    def gives(self) -> Pass:
        """What it lets its holder be."""
        wish = self.wish
        return Pass(
            role=wish.role, box=wish.box, windows=wish.windows, zones=wish.zones, printers=wish.printers, token=self.id
        )  # fmt: skip


def new_token(wish: Wish, now: datetime, made_by: str = "", follows: str = "") -> tuple[Token, str]:
    """A token, and the text of 256 random bits that is given away once and kept nowhere."""
    text = PREFIX + secrets.token_urlsafe(32)
    token = Token(
        id=secrets.token_hex(6),
        hash=hash_of(text),
        wish=wish,
        made_at=now,
        expires_at=now + LASTS,
        made_by=made_by,
        follows=follows,
    )
    return token, text


def hash_of(text: str) -> str:
    """What is kept of a token's text."""
    return sha256(text.encode()).hexdigest()
