"""Whether a ledger holds what it says: no fact missing, the chain of files whole, the state and the history as the facts
make them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from hall.archive.file import ArchiveError, archive_path, read_proven
from hall.history.day import of_gathered
from hall.history.gathered import Gathered
from hall.ledger import Book, DayBooks, Ledger, Span, damage
from hall.rules import Day, apply
from link.messages.codec import Undecodable
from link.messages.facts import Fact
from link.messages.wire import fact_of


@dataclass(frozen=True, slots=True)
class Wrong:
    """One thing that is not as it should be: `key` is the sentence, `fields` fill it."""

    key: str
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """What was looked at, and all that is wrong with it."""

    facts: int
    days: int
    seq: int
    """The last fact's."""
    wrongs: tuple[Wrong, ...]


def prove(ledger: Ledger, directory: Path) -> Proof:
    """Read everything: the files of closed days, the table, the history; fold it all, and compare."""
    proving = _Proving(ledger, directory)
    wrongs = tuple(proving.all())
    return Proof(facts=proving.count, days=len(proving.books), seq=proving.last, wrongs=wrongs)


class _Proving:
    def __init__(self, ledger: Ledger, directory: Path) -> None:
        self._ledger = ledger
        self._directory = directory
        self._table = DayBooks(ledger.engine)
        self.books = self._table.all()
        self._spans = {span.day: span for span in self._table.closed_days()}
        self._day = Day()
        self.last = 0
        self._before: list[Fact] = []
        self.count = 0

    def all(self) -> Iterator[Wrong]:
        if said := damage(self._ledger.engine):
            yield Wrong("ledger.wrong.pages", {"file": self._ledger.name, "reason": said})
        previous = ""
        for book in self.books:
            yield from self._book(book, previous)
            previous = book.sha256
        yield from self._still_open()
        yield from self._state()

    def _book(self, book: Book, previous: str) -> Iterator[Wrong]:
        """One closed day: its file, its facts, its history."""
        span = self._spans.get(book.day)
        if span is None or (span.first, span.last) != (book.first, book.last):
            yield Wrong("ledger.wrong.book", {"day": str(book.day)})
        if book.previous != previous:
            yield Wrong("ledger.wrong.chain", {"day": str(book.day)})
        texts: list[str] = []
        try:
            yield from self._file(book, texts)
        except ArchiveError as wrong:
            yield Wrong(wrong.key, wrong.fields)
        if book.is_in_table:
            held = self._held(book)
            if texts and texts != held:
                yield Wrong("ledger.wrong.file_and_table", {"day": str(book.day)})
            texts = held
        facts: list[Fact] = []
        yield from self._facts(texts, facts)
        yield from self._gap(book.last)
        if span is not None:
            yield from self._history(span, facts)
        self._before = facts

    def _file(self, book: Book, texts: list[str]) -> Iterator[Wrong]:
        """What was changed is not even unpacked: it may be made to fill the memory."""
        path = archive_path(self._directory, book.day)
        head, lines = read_proven(path, book.sha256)
        texts.extend(lines)
        if (head.day, head.first, head.last, head.previous) != (
            str(book.day), book.first, book.last, book.previous,
        ):  # fmt: skip
            yield Wrong("ledger.wrong.file_head", {"file": path.name})

    def _held(self, book: Book) -> list[str]:
        found: list[str] = []
        after = book.first - 1
        while piece := self._table.facts(after, book.last):
            found.extend(text for _, text in piece)
            after = piece[-1][0]
        return found

    def _facts(self, texts: list[str], facts: list[Fact]) -> Iterator[Wrong]:
        for text in texts:
            try:
                fact = fact_of(text)
            except Undecodable as wrong:
                yield Wrong("ledger.wrong.fact", {"seq": str(self.last + 1), "reason": str(wrong)})
                self.last += 1
                continue
            yield from self._gap(fact.seq - 1)
            self.last = fact.seq
            self.count += 1
            facts.append(fact)
            if not _is_applied(self._day, fact):
                yield Wrong("ledger.wrong.fold", {"seq": str(fact.seq)})

    def _gap(self, up_to: int) -> Iterator[Wrong]:
        """No number between the last fact and `up_to` is left."""
        if self.last != up_to:
            yield Wrong("ledger.wrong.gap", {"first": str(self.last + 1), "last": str(up_to)})
            self.last = up_to

    def _history(self, span: Span, facts: list[Fact]) -> Iterator[Wrong]:
        known = Gathered()
        for fact in (*(self._before if span.read_from < span.first else ()), *facts):
            known.add(fact)
        if self._table.history(span.day) != self._table.as_written(of_gathered(span.day, known)):
            yield Wrong("ledger.wrong.history", {"day": str(span.day)})

    def _still_open(self) -> Iterator[Wrong]:
        """What no book has: the day as it is, and a day that ended a moment ago."""
        end = self._table.last_seq()
        while piece := self._table.facts(self.last, end):
            yield from self._facts([text for _, text in piece], [])
        yield from self._gap(end)

    def _state(self) -> Iterator[Wrong]:
        """What a restart would read gives the same hall as all that ever happened."""
        restarted = Day()
        try:
            for fact in self._ledger.facts_that_matter():
                if fact.seq <= self.last:  # else it was written meanwhile
                    _is_applied(restarted, fact)
        except Undecodable:
            return  # it was named above
        if restarted != self._day:
            yield Wrong("ledger.wrong.state")


def _is_applied(day: Day, fact: Fact) -> bool:
    """Whether a fact fits the day: after a gap or a change there may be nobody to do it to."""
    try:
        apply(day, fact)
    except (LookupError, ValueError, TypeError, AttributeError):
        return False
    return True
