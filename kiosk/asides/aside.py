"""One aside, pure: which page it is on and what was chosen there."""

from dataclasses import dataclass
from typing import Final, Literal

AsideStep = Literal[
    "language", "more", "themes", "theme", "search", "papers", "guide", "map", "groups", "group"
]

LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
MOST_LETTERS: Final = 8


@dataclass(frozen=True)
class Aside:
    """`chosen` is a theme, a group of a department's services, or the service whose guide it is; `typed` are the letters
    of a search."""

    step: AsideStep
    chosen: str = ""
    typed: str = ""
    is_printing: bool = False
    is_printed: bool | None = None
    """Whether the guide came out; None: not asked for, or not yet known."""
