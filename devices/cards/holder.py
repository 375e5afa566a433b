"""Who somebody is without saying who: a keyed hash, a masked form for eyes and an age; pure."""

import hmac
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final, Literal

from link.messages.phones import plain_phone

Identified = Literal["id", "phone"]
"""By what somebody is known: the number of an identity card, or a telephone number."""

STAR: Final = "*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A citizen as all others see them. `hash` is HMAC-SHA-256 (RFC 2104) in hex; `masked` is what may be kept and shown to
    staff, `王*1234` or `138****5678`; `name` is shown at the machine, `王*`; `age` in years, None where nothing told it."""

    hash: str
    masked: str
    name: str = ""
    age: int | None = None
    by: Identified = "id"


def card_holder(key: bytes, name: str, number: str, born: date, today: date) -> Holder:
    """Who lays down a card."""
    return Holder(
        hash=keyed_hash(key, "id", number),
        masked=f"{masked_name(name)}{number[-4:]}" if name else masked_number(number),
        name=masked_name(name),
        age=age_on(born, today),
    )


def phone_holder(key: bytes, phone: str) -> Holder:
    """Who types or says a telephone number, however it is written: the same number is the same person at every box."""
    plain = plain_phone(phone)
    masked = masked_phone(plain)
    return Holder(hash=keyed_hash(key, "phone", plain), masked=masked, name=masked, by="phone")


def keyed_hash(key: bytes, by: Identified, what: str) -> str:
    """The hash under which the hall knows somebody. What it is of stands before it, so that no telephone number is taken
    for a card."""
    return hmac.new(key, f"{by}:{what}".encode(), sha256).hexdigest()


def masked_number(number: str) -> str:
    """`110***********1234`: the province and the last four; of a short one less."""
    return _masked(number, 3, 4) if len(number) >= 12 else _masked(number, 0, 2)


def masked_phone(phone: str) -> str:
    """`138****5678`; of a number without an area code the last two."""
    return _masked(phone, 3, 4) if len(phone) >= 10 else _masked(phone, 0, 2)


def masked_name(name: str) -> str:
    """`王*`: the first sign, and never how many follow."""
    return name[:1] + STAR if name else ""


def age_on(born: date, today: date) -> int | None:
    """Whole years on a day; None where the card's date cannot be right."""
    years = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
    return years if 0 <= years <= 150 else None


def _masked(text: str, front: int, back: int) -> str:
    hidden = max(1, len(text) - front - back)
    return text[:front] + STAR * hidden + text[len(text) - back :]
