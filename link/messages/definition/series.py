"""What a number is made of."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A number's letter and counter. `digits` is a minimum width: after A999 comes A1000, unless `last` and `wrap` are set."""

    id: str
    prefix: str
    digits: int = 3
    first: int = 1
    last: int | None = None
    wrap: bool = False
    skip: tuple[str, ...] = ()
    """Endings that are left out, e.g. `("4", "13")`."""
