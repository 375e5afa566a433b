"""The table of a playlist.toml: what a board plays while it has room for it, in which hours, and how long."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Literal

from config.hall_hours import HoursList
from config.reading import Source, read_file
from config.rules import Line, Many, Range
from config.validated import Table, validated
from config.wrong import ConfigError, Finding, said


class PlaylistItem(Table):
    """`[[item]]`: a file of the folder, a text, or a page that the board makes itself."""

    file: Annotated[str, Line(200)] = ""
    title: Annotated[str, Line(60)] = ""
    text: Annotated[str, Line(400)] = ""
    page: Literal["", "today"] = ""
    seconds: Annotated[float, Range(3, 3600)] = 15
    hours: HoursList = ()
    volume: Annotated[float, Range(0, 1)] = 0.6


class PlaylistTables(Table):
    """A whole playlist.toml."""

    item: Annotated[tuple[PlaylistItem, ...], Many] = ()


def load_playlist(file: Path) -> tuple[PlaylistItem, ...]:
    """The items of a playlist.toml, in order. Raises ConfigError with all that is wrong."""
    source = read_file(file)
    tables = validated(source, PlaylistTables)
    if wrong := [*_findings(source, tables)]:
        raise ConfigError(wrong)
    return tables.item


def _findings(source: Source, tables: PlaylistTables) -> Iterator[Finding]:
    for place, item in enumerate(tables.item):
        if sum(map(bool, (item.file, item.text or item.title, item.page))) != 1:
            yield source.finding(
                ("item", place, "file"), said("playlist.what.one"), said("playlist.allowed.one")
            )
        if item.file and (Path(item.file).is_absolute() or ".." in Path(item.file).parts):
            what = said("playlist.what.outside", given=item.file)
            yield source.finding(("item", place, "file"), what, said("playlist.allowed.inside"))
