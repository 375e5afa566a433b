"""A folder of videos and pictures, read as a playlist; what is wrong with one item is said and costs no other."""

from pathlib import Path

from config.hours import hours_of
from config.playlist_table import PlaylistItem, load_playlist
from config.wrong import ConfigError
from display.media.playlist import SUFFIXES, Item, Playlist

LIST = "playlist.toml"


def read_playlist(folder: Path) -> Playlist:
    """What the folder's playlist.toml says; without one, all its videos and pictures by name. Never raises: reads the disk,
    so call it in a thread."""
    try:
        if (folder / LIST).is_file():
            return _listed(folder, load_playlist(folder / LIST))
        files = sorted(file for file in folder.iterdir() if file.is_file() and not file.name.startswith("."))
    except ConfigError as error:
        return Playlist(wrong=((LIST, "list", str(error)),))
    except OSError as error:
        return Playlist(wrong=((folder.name, "folder", error.strerror or str(error)),))
    return _listed(folder, tuple(PlaylistItem(file=file.name) for file in files))


def stamp(folder: Path) -> tuple[float, ...]:
    """Something that changes when the folder or its list does."""
    try:
        return tuple(place.stat().st_mtime for place in (folder, folder / LIST) if place.exists())
    except OSError:
        return ()


def _listed(folder: Path, tables: tuple[PlaylistItem, ...]) -> Playlist:
    items: list[Item] = []
    wrong: list[tuple[str, str, str]] = []
    for table in tables:
        name = table.file or table.title or table.text[:20] or table.page
        kind = (
            SUFFIXES.get(Path(table.file).suffix.lower()) if table.file else "today" if table.page else "text"
        )
        if kind is None:
            wrong.append((name, "kind", ""))
        elif table.file and not (folder / table.file).is_file():
            wrong.append((name, "missing", ""))
        else:
            source = str(folder / table.file) if table.file else ""
            items.append(
                Item(
                    kind=kind,
                    name=name,
                    source=source,
                    title=table.title,
                    text=table.text,
                    seconds=table.seconds,
                    hours=tuple(hours_of(text) for text in table.hours),
                    volume=table.volume,
                )
            )
    return Playlist(items=tuple(items), wrong=tuple(wrong))
