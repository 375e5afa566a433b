"""On which line of a TOML text a setting stands: a guide for people's eyes, not a parser."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_.-]+)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*(\"?)([A-Za-z0-9_-]+)\1\s*=")

Path = tuple[str | int, ...]


def line_of(text: str, path: Path) -> int | None:
    """The line, counted from 1, of the setting at `path`, else of the table around it; None where neither is seen."""
    places = _first_places(text)
    for end in range(len(path), 0, -1):
        if path[:end] in places:
            return places[path[:end]]
    return None


@lru_cache(maxsize=4)
def _first_places(text: str) -> dict[Path, int]:
    """Kept for the last few files: a hall has a thousand settings, each of which asks."""
    return dict(reversed([*_places(text)]))


def _places(text: str) -> Iterator[tuple[Path, int]]:
    table: Path = ()
    seen: Counter[str] = Counter()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            name = header[2]
            table = (name, seen[name]) if header[1] == "[[" else tuple(name.split("."))
            seen[name] += 1
            yield table, number
        elif key := _KEY.match(line):
            yield (*table, key[2]), number
