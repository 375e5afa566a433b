"""What may be said of a citizen: a keyed hash, a masked form and perhaps a telephone, and nothing by which they are known."""

from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, StringConstraints

from hall.api.bodies import Body
from hall.api.shapes import Shape
from hall.api.words import composed
from link.messages.phones import plain_phone

_PLAIN: Final = r"[^*\u0000-\u001F\u007F-\u009F\u2028\u2029\u202A-\u202E\u2066-\u2069]"

Masked = Annotated[
    str, StringConstraints(pattern=rf"^{_PLAIN}{{0,4}}\*{{1,30}}{_PLAIN}{{0,4}}$"), AfterValidator(composed)
]
"""What may be shown of an id or a name: at most four signs before and after the stars, `110***********1234`, `王*`."""

Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
"""HMAC-SHA-256 (RFC 2104) of what identifies the citizen, under the key of `GET /people/key`; hex."""

Phone = Annotated[str, StringConstraints(pattern=r"^(\+?[0-9]{5,15})?$"), AfterValidator(plain_phone)]


class PersonBody(Body):
    hash: Hash
    masked: Annotated[Masked, Field(examples=["110***********1234"])]
    phone: Phone = ""


class WhoBody(Body):
    """Who asks for their appointments: by the hash of their card, or by their whole telephone number."""

    hash: Hash | Literal[""] = ""
    phone: Phone = ""


class KeptPerson(Shape):
    """`person` is what a ticket or an appointment may carry."""

    person: str


class PeopleKey(Shape):
    """`key` in hex: 32 bytes."""

    key: str
