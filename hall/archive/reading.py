"""Closed days read again: their facts out of the table or their files, their history anew, and both as rows to take away."""

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields
from datetime import date
from pathlib import Path
from typing import Any, Final, Literal, TextIO

from hall.archive.file import archive_path, read_proven
from hall.cells import harmless_cell
from hall.history import DayHistory, Session, Transaction, Visit
from hall.history.day import of_gathered
from hall.history.gathered import Gathered
from hall.ledger import Book, DayBooks
from link.messages.codec import encode
from link.messages.wire import fact_of

What = Literal["facts", "visits", "transactions", "sessions", "ratings"]
Form = Literal["jsonl", "csv"]

_WORKED_OUT: Final[dict[type[Any], tuple[str, ...]]] = {
    Visit: ("is_abandoned",),
    Transaction: ("waiting_ms", "walking_ms", "serving_ms"),
    Session: ("total_ms", "idle_ms"),
}
"""Figures that follow from the others, for whoever reads a row alone."""


def fact_texts(books: DayBooks, directory: Path, book: Book) -> Iterator[str]:
    """A closed day's facts as JSON texts. Raises ArchiveError where they are in a file that is not as it was written."""
    if not book.is_in_table:
        yield from read_proven(archive_path(directory, book.day), book.sha256)[1]
        return
    after = book.first - 1
    while piece := books.facts(after, book.last):
        yield from (text for _, text in piece)
        after = piece[-1][0]


def rebuild(books: DayBooks, directory: Path) -> Iterator[DayHistory]:
    """Derive the history of every closed day again and write it in place of what is there, a day at a time.

    Raises:
        ArchiveError: a day's facts are in a file that is not whole.
    """
    carried = {span.day for span in books.closed_days() if span.read_from < span.first}
    before: list[str] = []
    for book in books.all():
        texts = list(fact_texts(books, directory, book))
        known = Gathered()
        for text in (*(before if book.day in carried else ()), *texts):
            known.add(fact_of(text))
        history = of_gathered(book.day, known)
        books.rewrite(history)
        before = texts
        yield history


def export(
    books: DayBooks, directory: Path, days: tuple[date, date], *, what: What, form: Form, out: TextIO
) -> int:
    """Write the facts or the history of closed days, first to last, both included; how many rows it were.

    Raises:
        ArchiveError: a day's facts are in a file that is not whole.
    """
    chosen = [book for book in books.all() if days[0] <= book.day <= days[1]]
    if what == "facts":
        return _lines((text for book in chosen for text in fact_texts(books, directory, book)), out)
    rows = (row for book in chosen for row in _rows(books.history(book.day), what))
    if form == "jsonl":
        return _lines((json.dumps(row, ensure_ascii=False) for row in rows), out)
    return _csv(rows, out)


def _rows(history: DayHistory, what: What) -> Iterator[dict[str, Any]]:
    records: Sequence[Any] = getattr(history, what)
    for record in records:
        names = (*(each.name for each in fields(record)), *_WORKED_OUT.get(type(record), ()))
        yield {name: encode(getattr(record, name)) for name in names}


def _lines(texts: Iterable[str], out: TextIO) -> int:
    count = 0
    for text in texts:
        out.write(text + "\n")
        count += 1
    return count


def _csv(rows: Iterable[dict[str, Any]], out: TextIO) -> int:
    """RFC 4180. A spreadsheet must not take for a formula what somebody typed: such a cell gets an apostrophe."""
    writer, count = csv.writer(out), 0
    for row in rows:
        if count == 0:
            writer.writerow(row)
        writer.writerow(_cell(value) for value in row.values())
        count += 1
    return count


def _cell(value: Any) -> str:
    text = "" if value is None else "、".join(map(_word, value)) if isinstance(value, list) else str(value)
    return text if isinstance(value, int) else harmless_cell(text)


def _word(value: Any) -> str:
    """One of several in a cell; what has parts (an answer to a question) as `clear=1`."""
    return "=".join(map(str, value.values())) if isinstance(value, dict) else str(value)
