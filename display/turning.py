"""What does not fit on a board at once turns as pages."""

from collections.abc import Sequence
from math import ceil
from typing import Final, TypeVar

T = TypeVar("T")

PAGE_S: Final = 8.0
"""How long one notice, one page of a long list, or one other hall is shown."""


def turned(pages: Sequence[T], turn: int) -> tuple[T | None, str]:
    """The page whose turn it is, and `2/4` where there are several."""
    if not pages:
        return None, ""
    place = turn % len(pages)
    return pages[place], f"{place + 1}/{len(pages)}" if len(pages) > 1 else ""


def pages_of(rows: Sequence[T], room: int) -> list[Sequence[T]]:
    """As few pages as it takes, about equally long."""
    if not rows or room < 1:
        return []
    each = ceil(len(rows) / ceil(len(rows) / room))
    return [rows[at : at + each] for at in range(0, len(rows), each)]
