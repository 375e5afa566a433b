"""Notices as pages: a long one is cut where a person would breathe, so that none ends in dots."""

from typing import Final

ROOM: Final = 34.0
"""How much of a notice fits on the strip, in Hanzi; a Latin letter or digit counts as a good half."""

_LATIN: Final = 0.56
_PAUSES: Final = "。！？；，、.!?;, "


def notice_pages(notices: tuple[str, ...], room: float = ROOM) -> tuple[str, ...]:
    """All notices in order, each on as many pages as it needs."""
    return tuple(page for notice in notices for page in _pages(notice.strip(), room) if page)


def width(text: str) -> float:
    """How wide a text is, in Hanzi."""
    return sum(_LATIN if letter.isascii() else 1.0 for letter in text)


def _pages(notice: str, room: float) -> list[str]:
    pages = []
    while width(notice) > room:
        end = _end(notice, room)
        pages.append(notice[:end].strip())
        notice = notice[end:].strip()
    return [*pages, notice]


def _end(notice: str, room: float) -> int:
    """Behind the last pause that fits, if it is not too near the beginning; else as much as fits."""
    fits = next(end for end in range(1, len(notice) + 1) if width(notice[: end + 1]) > room)
    pause = max((place + 1 for place, letter in enumerate(notice[:fits]) if letter in _PAUSES), default=0)
    return pause if width(notice[:pause]) > room / 3 else fits
