"""One sentence of a page, as it is shown and as it is spoken."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Said:
    """As the caption shows it, and as it is spoken (a ticket's digits one by one)."""

    caption: str
    spoken: str
    item: str = ""
    """The id of what it is about, so that the screen can point at it."""
