"""Files of closed days that this machine lacks: written from the facts in the table, or named for whoever can copy them."""

import json
import logging
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

from hall.archive.closing import Shelf
from hall.archive.file import FOLDER, DayFile, Head, archive_path, sha256_of
from hall.ledger import Book
from link.private_file import make_private_folder, write_private

NOTE: Final = "lacking.json"
"""In the folder of the files, while there is something to say: each day and its file's SHA-256."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lack:
    """A closed day whose file is not here, or not as its book says, and cannot be written here."""

    day: date
    sha256: str


def fill(shelf: Shelf, known: set[str] | None = None, suffix: str = ".new") -> Generator[bool, None, None]:
    """Write the file of each closed day that has none here, or another one than its book says, as long as its facts are in
    the table; a file that comes out otherwise is taken away again. Then leave a note of what is still lacking.

    Steps as in `close_days`. `known` remembers the SHA-256 of files that were found to be right, which are not read
    again; `suffix` is of the file while it is written.

    Raises:
        OSError: a file cannot be written. Those before are there, nothing is there by halves.
    """
    known = set() if known is None else known
    lacks = []
    for book in shelf.books.all():
        if book.sha256 in known or (
            not book.is_in_table and archive_path(shelf.directory, book.day).is_file()
        ):
            continue
        yield False
        is_here = _is_here(shelf.directory, book.day, book.sha256)
        if not is_here:
            yield True
            is_here = book.is_in_table and (yield from _written(shelf, book, suffix))
        if is_here:
            known.add(book.sha256)
        else:
            lacks.append(Lack(day=book.day, sha256=book.sha256))
    yield False
    _note(shelf.directory, lacks)


def lacking(directory: Path) -> tuple[Lack, ...]:
    """The days whose files a data directory lacks, as its hall has noted it; what was copied since does not count.

    Raises:
        OSError: it cannot be read.
    """
    return tuple(each for each in _noted(directory) if not _is_here(directory, each.day, each.sha256))


def _written(shelf: Shelf, book: Book, suffix: str) -> Generator[bool, None, bool]:
    """Whether the file is there now, with the very bytes that the book speaks of."""
    head = Head(
        hall=shelf.hall,
        day=book.day.isoformat(),
        first=book.first,
        last=book.last,
        previous=book.previous,
    )
    file = DayFile(archive_path(shelf.directory, book.day), head, suffix)
    try:
        after = book.first - 1
        while piece := shelf.books.facts(after, book.last):
            for seq, text in piece:
                file.add(text)
                after = seq
            yield True
        yield False
        is_the_same = file.finish_as(book.sha256)
    except BaseException:
        file.abandon()
        raise
    if is_the_same:
        _log.info("the file of %s was lacking here and is written", book.day)
    return is_the_same


def _is_here(directory: Path, day: date, sha256: str) -> bool:
    try:
        return sha256_of(archive_path(directory, day)) == sha256
    except FileNotFoundError:
        return False


def _note(directory: Path, lacks: list[Lack]) -> None:
    if lacks == list(_noted(directory)):
        return
    file = directory / FOLDER / NOTE
    if not lacks:
        file.unlink(missing_ok=True)
        return
    days = ", ".join(str(each.day) for each in lacks)
    _log.warning("the files of these days are not here, and their facts cannot give them: %s", days)
    text = json.dumps([{"day": str(each.day), "sha256": each.sha256} for each in lacks])
    make_private_folder(file.parent)
    write_private(file, text.encode())


def _noted(directory: Path) -> Iterator[Lack]:
    """Nothing where there is no note, or none that can be understood."""
    try:
        value = json.loads((directory / FOLDER / NOTE).read_text("utf-8"))
        noted = [Lack(day=date.fromisoformat(each["day"]), sha256=str(each["sha256"])) for each in value]
    except (FileNotFoundError, ValueError, TypeError, KeyError):
        return
    yield from noted
