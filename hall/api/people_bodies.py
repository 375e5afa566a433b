"""What may be said of a citizen: a keyed hash, a masked form and perhaps a telephone, and nothing by which they are known."""

from typing import Annotated, Final

from pydantic import AfterValidator, Field, StringConstraints

from hall.api.bodies import Body
from hall.api.shapes import Shape
from hall.api.words import Line

MOST_DIGITS: Final = 8
"""That a masked form may show: `110***********1234` has seven, a whole ID-card number eighteen (GB 11643-1999)."""


def _masked(text: str) -> str:
    shown = sum(sign.isalnum() and sign.isascii() for sign in text)
    if "*" not in text or shown > MOST_DIGITS or len(text) > 40:
        raise ValueError("not masked")
    return text


Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""HMAC-SHA-256 (RFC 2104) of what identifies the citizen, under the key of `GET /people/key`; hex."""

Phone = Annotated[str, StringConstraints(pattern=r"^(\+?[0-9]{5,15})?$")]


class PersonBody(Body):
    hash: Hash
    masked: Annotated[Line, AfterValidator(_masked), Field(examples=["110***********1234"])]
    phone: Phone = ""


class KeptPerson(Shape):
    """`person` is what a ticket or an appointment may carry."""

    person: str


class PeopleKey(Shape):
    """`key` in hex: 32 bytes."""

    key: str
