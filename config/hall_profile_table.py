"""The tables of hall.toml that say who is called first and who works at the windows: `[[profile]] [[clerk]]`."""

from dataclasses import dataclass
from typing import Annotated

from pydantic import BeforeValidator

from config.rules import Amount, Form, Id, Line, Many, MaybeId, NameEn, Range, Rule
from config.validated import Table
from config.wrong import Said, Wrong, said
from link.messages.definition import PERMISSIONS, Order, Permission, RatioPer

_CLOCK = "([01][0-9]|2[0-3]):[0-5][0-9]"


@dataclass(frozen=True)
class Between(Rule):
    """A span of one day, `11:00-12:00`; may be empty."""

    @property
    def allowed(self) -> Said:
        return said("config.allowed.between")

    def checked(self, value: str) -> str:
        if not value:
            return value
        Form(f"{_CLOCK}-({_CLOCK}|24:00)", "between").checked(value)
        start, _, end = value.partition("-")
        if start >= end:
            raise Wrong(said("config.what.hours_order", given=value), self.allowed)
        return value


ServiceMark = Annotated[str, Form(r"\*|@?[A-Za-z0-9_-]{1,40}", "service_mark")]
Marks = Annotated[
    tuple[ServiceMark, ...],
    BeforeValidator(lambda value: (value,) if isinstance(value, str) else value),
    Many,
    Amount(0, 500),
]
Ids = Annotated[tuple[Id, ...], Many, Amount(0, 100)]
Then = Annotated[str, Form(r"((class:|pool:)?[A-Za-z0-9_-]{1,40})?", "then")]


class WhenTable(Table):
    """One condition of a profile."""

    service: MaybeId = ""
    priority: MaybeId = ""
    pool: MaybeId = ""
    wait_over_min: Annotated[float, Range(0, 1440)] | None = None
    longer_than: Annotated[int, Range(0, 100_000)] | None = None
    between: Annotated[str, Between()] = ""
    then: Then = ""


class ShareTable(Table):
    """One part of a profile's ratio."""

    service: MaybeId = ""
    priority: MaybeId = ""
    pool: MaybeId = ""
    count: Annotated[int, Range(1, 100)] = 1


class ProfileTable(Table):
    """`[[profile]]`: what a window calls, and whom first."""

    id: Id
    name: Annotated[str, Line(40)] = ""
    name_en: NameEn = ""
    services: Marks = ()
    pools: Ids = ()
    when: Annotated[tuple[WhenTable, ...], Many, Amount(0, 20)] = ()
    ratio: Annotated[tuple[ShareTable, ...], Many, Amount(0, 20)] = ()
    ratio_per: RatioPer = "profile"
    otherwise: Order = "priority"


class ClerkTable(Table):
    """`[[clerk]]`: somebody who works at the windows."""

    id: Id
    name: Annotated[str, Line(40, 1)]
    name_en: NameEn = ""
    profile: MaybeId = ""
    deputies: Ids = ()
    may: Annotated[tuple[Permission, ...], Many, Amount(0, len(PERMISSIONS))] = PERMISSIONS
