"""What stands on a second-generation resident card, of it only what is needed: pure.

The text is 256 bytes of UTF-16LE: name 30, sex 2, people 4, born 16, address 70, number 36, issuer 30, valid from 16,
until 16, reserved 36 (GA 467-2013; see docs/cards.md). Nothing else of it is ever looked at.
"""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

TEXT_BYTES: Final = 256
NAME: Final = slice(0, 30)
BORN: Final = slice(36, 52)
NUMBER: Final = slice(122, 158)

WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECKS: Final = "10X98765432"
"""GB 11643-1999: the check of the first 17 digits, by ISO 7064 MOD 11-2."""


class NotACard(Exception):
    """What was read is not the text of a card. Says nothing of what it is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CardText:
    """A person, for as long as it takes to make a hash of them. Never logged, never kept."""

    name: str = field(repr=False)
    number: str = field(repr=False)
    born: date = field(repr=False)


def card_text(data: bytes) -> CardText:
    """The card in the answer to `read`: two lengths of two bytes, then the text, then a photograph that nobody looks at.

    Raises NotACard.
    """
    length = int.from_bytes(data[:2])
    text = data[4 : 4 + TEXT_BYTES]
    if length != TEXT_BYTES or len(text) < TEXT_BYTES:
        raise NotACard
    number, born = _field(text, NUMBER).upper(), _field(text, BORN)
    if not is_number(number) or number[6:14] != born:
        raise NotACard
    return CardText(name=_field(text, NAME), number=number, born=_day(born))


def is_number(number: str) -> bool:
    """Whether it can be the number of a resident: 17 digits and a check that fits."""
    if not re.fullmatch(r"[0-9]{17}[0-9X]", number, re.ASCII):
        return False
    return check_of(number[:17]) == number[17]


def check_of(digits: str) -> str:
    """The last sign of a number, from its first 17 digits."""
    return CHECKS[sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True)) % 11]


def _field(text: bytes, where: slice) -> str:
    try:
        return text[where].decode("utf-16-le").strip(" \0")
    except UnicodeDecodeError:
        raise NotACard from None


def _day(text: str) -> date:
    try:
        return datetime.strptime(text, "%Y%m%d").date()
    except ValueError:
        raise NotACard from None
