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
    seen: Counter[Path] = Counter()
    for number, line in enumerate(text.split("\n"), start=1):
        if header := _HEADER.match(line):
            table = _table(header[2], seen, is_row=header[1] == "[[")
            yield table, number
        elif key := _KEY.match(line):
            yield (*table, key[2]), number


def _table(name: str, seen: Counter[Path], *, is_row: bool) -> Path:
    """`[a.b]` inside the last `[[a]]`, where there are several; a `[[row]]` is counted in `seen`."""
    *outer, last = name.split(".")
    path: Path = ()
    for step in outer:
        path = (*path, step)
        path = (*path, seen[path] - 1) if seen[path] else path
    path = (*path, last)
    if is_row:
        seen[path] += 1
        path = (*path, seen[path] - 1)
    return path
