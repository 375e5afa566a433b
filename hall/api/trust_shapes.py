"""What is sent and answered where boxes are paired and tokens looked after; bytes travel as hexadecimal digits."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from hall.api.bodies import Body
from hall.api.shapes import Shape
from hall.api.words import NewId, Printer, Word
from hall.trust.token import Wish
from link.messages.words import BoxRole

Role = Literal[
    "kiosk", "caller", "display", "sign", "printer", "desk", "rating", "manager", "technician", "integration"
]  # fmt: skip
"""All of `hall.trust.token.PAIRED_ROLES`."""


Hex = Annotated[str, StringConstraints(pattern=r"^([0-9a-f]{2}){1,100}$")]
"""Bytes, as hexadecimal digits."""


class WishBody(Body):
    """Whom a code or a token is for; what it may touch, all where nothing is named."""

    role: Role
    box: NewId
    windows: Annotated[list[Word], Field(default_factory=list, max_length=64)]
    zones: Annotated[list[Word], Field(default_factory=list, max_length=64)]
    printers: Annotated[list[Printer], Field(default_factory=list, max_length=16)]

    @property
    def wish(self) -> Wish:
        return Wish(
            role=self.role,
            box=self.box,
            windows=tuple(self.windows),
            zones=tuple(self.zones),
            printers=tuple(self.printers),
        )


class BeginBody(Body):
    slot: Annotated[str, StringConstraints(pattern=r"^[0-9]{2}$")]
    message: Hex


class ConfirmBody(Body):
    exchange: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{34}$")]
    confirmation: Hex


class Offered(Shape):
    """The hall's part of the exchange, and what it says openly that it will give."""

    exchange: str
    message: str
    hall: str
    name: str
    authority: Annotated[str, Field(description="SHA-256 of the hall's authority, hex.")]
    role: str
    box: str


class Paired(Shape):
    confirmation: str
    sealed: Annotated[str, Field(description="The grant, under the key of the exchange.")]


class CodeShown(Shape):
    """`replaces` are the tokens that the box has now, which end when it is paired."""

    code: Annotated[str, Field(examples=["1234-5678"])]
    seconds: int
    tries: int
    replaces: list["TokenShown"]


class TokenShown(Shape):
    """A token, without the token itself."""

    id: str
    role: BoxRole
    box: str
    windows: list[str]
    zones: list[str]
    printers: list[str]
    made_at: datetime
    made_by: str
    expires_at: datetime
    used_at: datetime | None
    revoked_at: datetime | None


class TokensShown(Shape):
    tokens: list[TokenShown]


class Granted(Shape):
    """What its holder keeps; `token` is said this once."""

    id: str
    hall: str
    name: str
    authority: str
    token: str
    role: BoxRole
    box: str
    windows: list[str]
    zones: list[str]
    printers: list[str]
    made_at: datetime
    expires_at: datetime
