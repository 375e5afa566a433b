"""A playlist as the board knows it, and which of its items comes next."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal

from link.messages.definition import Hours
from link.views.hours import Timetable, open_span

Kind = Literal["picture", "video", "text", "today"]

SUFFIXES: Final[dict[str, Kind]] = {
    **dict.fromkeys((".jpg", ".jpeg", ".png", ".webp", ".bmp"), "picture"),
    **dict.fromkeys(
        (".mp4", ".mkv", ".webm", ".mov", ".avi", ".mpg", ".mpeg", ".m4v", ".ts", ".wmv"), "video"
    ),
}
"""What a file is, by its name's end in small letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One thing to show. `source`: the file's path; `seconds` for all but videos, which last as long as they last;
    `hours` in the hall's time, none: always."""

    kind: Kind
    name: str
    source: str = ""
    title: str = ""
    text: str = ""
    seconds: float = 15.0
    hours: tuple[Hours, ...] = ()
    volume: float = 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Playlist:
    """What can be played, and by the item's name what is wrong with what cannot: the key of a sentence and its reason."""

    items: tuple[Item, ...] = ()
    wrong: tuple[tuple[str, str, str], ...] = ()


def is_due(item: Item, now: datetime) -> bool:
    """Whether an item is for this moment, in the hall's zone."""
    return not item.hours or open_span(Timetable(hours=item.hours), now) is not None


def next_item(items: tuple[Item, ...], after: int, now: datetime, broken: Collection[str]) -> int | None:
    """The place of the item to be shown after the one at `after` (-1: from the beginning); None: there is nothing."""
    order = [(after + step) % len(items) for step in range(1, len(items) + 1)] if items else []
    return next((at for at in order if items[at].name not in broken and is_due(items[at], now)), None)
