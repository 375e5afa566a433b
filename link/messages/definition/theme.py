"""One thing in life that takes several matters (一件事): `having a child`, `opening a shop`."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """Services of any department that belong together for whoever comes for them."""

    id: str
    name: str
    name_en: str = ""
    icon: str = "list"
    services: tuple[str, ...] = ()
