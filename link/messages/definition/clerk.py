"""Who works at the windows."""

from dataclasses import dataclass
from typing import Final, Literal, get_args

Permission = Literal["pick", "prioritise"]
"""`pick`: call a chosen number; `prioritise`: put a ticket into another class."""

PERMISSIONS: Final[tuple[Permission, ...]] = get_args(Permission)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clerk:
    """One clerk. `profile` wins over the window's while the clerk sits there; `deputies` are those who may take over."""

    id: str
    name: str
    name_en: str = ""
    profile: str = ""
    deputies: tuple[str, ...] = ()
    may: tuple[Permission, ...] = PERMISSIONS
