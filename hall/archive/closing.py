"""Closing the books of days that are over: the file, the history and the entry; step by step, so that nobody waits long."""

import logging
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from hall.archive.file import ArchiveError, DayFile, Head, archive_path, read_proven
from hall.history.day import DayHistory, of_gathered
from hall.history.gathered import Gathered
from hall.ledger import Book, DayBooks, Span
from link.messages.wire import fact_of

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """Where a hall's closed days stand: the books in its ledger, the files in its data directory. `hall` is its id."""

    books: DayBooks
    directory: Path
    hall: str


def close_days(shelf: Shelf, now: str) -> Iterator[bool]:
    """Close the book of each day that is over and has none; `now` is RFC 3339 UTC. Between two steps anybody else may
    use the ledger; each says whether the next one needs it. What was interrupted is done again by the next run, with the
    same outcome."""
    known = {book.day: book for book in shelf.books.all()}
    previous = ""
    for span in shelf.books.closed_days():
        book = known.get(span.day)
        if book is None:
            book = yield from _close(shelf, span, previous, now)
        previous = book.sha256


def remove_old(shelf: Shelf, today: date, keep_days: int) -> Iterator[bool]:
    """Take the facts of days more than `keep_days` ago out of the table; only what a whole file holds."""
    for book in shelf.books.all():
        if not book.is_in_table or today - book.day <= timedelta(days=keep_days):
            continue
        yield False
        is_removable = is_whole(shelf.directory, book)
        yield True
        if not is_removable:
            _log.error("the file of %s is not as it was written: its facts stay in the table", book.day)
            continue
        while not shelf.books.remove_facts(book):
            yield True
        _log.info("the facts of %s are in its file alone now", book.day)


def is_whole(directory: Path, book: Book) -> bool:
    """Whether a day's file is as it was written and has each of its facts, read to the end."""
    path = archive_path(directory, book.day)
    try:
        head, texts = read_proven(path, book.sha256)
        count = sum(1 for _ in texts)
        is_of_day = (head.first, head.last) == (book.first, book.last)
        return is_of_day and count == book.last - book.first + 1
    except ArchiveError:
        return False


def _close(shelf: Shelf, span: Span, previous: str, now: str) -> Generator[bool, None, Book]:
    reading = DayReading(shelf, span, previous)
    while reading.step():
        yield True
    yield False
    sha256 = reading.finish()
    history = reading.history()
    yield True
    book = Book(
        day=span.day, first=span.first, last=span.last, previous=previous, sha256=sha256, written_at=now
    )
    shelf.books.write(book, history)
    _log.info("the book of %s is closed: %d visits", span.day, len(history.visits))
    return book


class DayReading:
    """One day's facts on their way into its file and its history."""

    def __init__(self, shelf: Shelf, span: Span, previous: str) -> None:
        self._books, self._span = shelf.books, span
        self._after = span.read_from - 1
        self._known = Gathered()
        head = Head(
            hall=shelf.hall, day=span.day.isoformat(), first=span.first, last=span.last, previous=previous
        )
        self._file = DayFile(archive_path(shelf.directory, span.day), head)

    def step(self) -> bool:
        """Some facts more; whether there may be others."""
        piece = self._books.facts(self._after, self._span.last)
        for seq, text in piece:
            if seq >= self._span.first:
                self._file.add(text)
            self._known.add(fact_of(text))
            self._after = seq
        return bool(piece) and self._after < self._span.last

    def finish(self) -> str:
        """The file is whole; its SHA-256."""
        return self._file.finish()

    def history(self) -> DayHistory:
        """What the day came to."""
        return of_gathered(self._span.day, self._known)
