"""Stories of days that end: their file, their history, their facts leaving the table; and what a restart still knows."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from hall.archive.closing import Shelf, close_days, is_whole, remove_old
from hall.archive.file import archive_path, read_archive, sha256_of
from hall.history import history_of
from hall.ledger import DayBooks, FactRow, Ledger, open_ledger
from hall.rules.paper import PaperHall, replay
from link.messages import commands as c
from link.messages.codec import decode, moment_text
from link.messages.definition import Definition, Policy
from link.messages.facts import Fact, HandedIn
from link.messages.wire import fact_of, fact_text

NOW = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
LATER = "2026-03-20T00:00:00.000Z"


@pytest.fixture
def ledger(tmp_path: Path, ledger_url: str) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path, NOW, ledger_url)
    yield opened
    opened.close()


@pytest.fixture
def shelf(ledger: Ledger, tmp_path: Path) -> Shelf:
    return Shelf(books=DayBooks(ledger.engine), directory=tmp_path, hall="yunxi")


def row(fact: Fact) -> FactRow:
    return FactRow(
        seq=fact.seq, at=moment_text(fact.at), day=str(fact.day), kind=fact.kind, text=fact_text(fact)
    )


def days(definition: Definition, count: int, *, carries: bool = False) -> PaperHall:
    """A hall after so many days and a morning more."""
    hall = PaperHall(replace(definition, policy=Policy(carry_over=carries)), NOW)
    for number in range(count):
        hall.do(c.OpenWindow(window="w1", clerk="1001"))
        for _ in range(3):
            hall.do(c.TakeTicket(service="house"))
        hall.let_pass(60)
        hall.do(c.CallNext(window="w1"), f"next-{number}")
        hall.let_pass(60)
        hall.do(c.FinishService(window="w1"), f"finish-{number}")
        hall.do(c.SetNotice(notices=(f"第 {number} 天",)))
        hall.now = NOW + timedelta(days=number + 1)
        hall.do(c.Tick())
    hall.do(c.TakeTicket(service="house"))
    return hall


def written(hall: PaperHall, ledger: Ledger) -> PaperHall:
    ledger.append([row(fact) for fact in hall.facts], [])
    return hall


@pytest.mark.parametrize("carries", [False, True])
def test_each_day_that_is_over_has_its_file_and_its_history(
    ledger: Ledger, shelf: Shelf, definition: Definition, carries: bool
) -> None:
    hall = written(days(definition, 3, carries=carries), ledger)
    list(close_days(shelf, LATER))
    books = shelf.books.all()
    assert [str(book.day) for book in books] == ["2026-03-12", "2026-03-13", "2026-03-14"]
    read = [
        fact_of(text) for book in books for text in read_archive(archive_path(shelf.directory, book.day))[1]
    ]
    assert read == hall.facts[: len(read)]
    assert read[-1].kind == "day_closed"
    for book in books:
        assert shelf.books.history(book.day) == history_of(book.day, hall.facts)
    assert sum(len(shelf.books.history(book.day).visits) for book in books) == (6 if carries else 9)


def test_the_files_are_a_chain(ledger: Ledger, shelf: Shelf, definition: Definition) -> None:
    written(days(definition, 3), ledger)
    list(close_days(shelf, LATER))
    before = ""
    for book in shelf.books.all():
        path = archive_path(shelf.directory, book.day)
        head, _ = read_archive(path)
        assert head.previous == book.previous == before
        before = sha256_of(path)
        assert before == book.sha256
        assert path.stat().st_mode & 0o077 == 0


def test_closing_twice_is_as_closing_once(ledger: Ledger, shelf: Shelf, definition: Definition) -> None:
    written(days(definition, 2), ledger)
    list(close_days(shelf, LATER))
    books = shelf.books.all()
    histories = [shelf.books.history(book.day) for book in books]
    list(close_days(shelf, "2026-03-21T00:00:00.000Z"))
    assert shelf.books.all() == books
    assert [shelf.books.history(book.day) for book in books] == histories


def test_what_was_interrupted_anywhere_is_finished_by_the_next_run(
    ledger: Ledger, shelf: Shelf, definition: Definition, tmp_path: Path
) -> None:
    hall = written(days(definition, 2), ledger)
    for steps in range(12):
        for _, _ in zip(range(steps), close_days(shelf, LATER), strict=False):
            pass
    list(close_days(shelf, LATER))
    for book in shelf.books.all():
        assert is_whole(tmp_path, book)
        assert shelf.books.history(book.day) == history_of(book.day, hall.facts)
    assert not list((tmp_path / "days").glob("*.new"))


def test_old_facts_leave_the_table_and_a_restart_knows_as_much(
    ledger: Ledger, shelf: Shelf, definition: Definition
) -> None:
    hall = written(days(definition, 4), ledger)
    list(close_days(shelf, LATER))
    today = hall.state.day
    assert today is not None
    list(remove_old(shelf, today, keep_days=2))
    assert [book.is_in_table for book in shelf.books.all()] == [False, False, True, True]
    assert replay(ledger.facts_that_matter()) == hall.day
    assert len(list(ledger.facts())) < len(hall.facts)


def test_facts_whose_file_is_not_whole_stay(
    ledger: Ledger, shelf: Shelf, definition: Definition, caplog: pytest.LogCaptureFixture
) -> None:
    hall = written(days(definition, 2), ledger)
    list(close_days(shelf, LATER))
    first = archive_path(shelf.directory, shelf.books.all()[0].day)
    first.write_bytes(first.read_bytes()[:-3])
    list(remove_old(shelf, NOW.date() + timedelta(days=9), keep_days=0))
    assert [book.is_in_table for book in shelf.books.all()] == [True, False]
    assert list(ledger.facts(after=0))[: len(hall.facts) // 3] == hall.facts[: len(hall.facts) // 3]
    assert "2026-03-12" in caplog.text


def test_a_ticket_handed_in_after_its_day_is_in_history_once(
    ledger: Ledger, shelf: Shelf, definition: Definition
) -> None:
    hall = days(definition, 1)
    late = json.loads(
        '{"ticket":"k1","number":"A5000","counter":5000,"series":"A","service":"house",'
        '"issued_at":"2026-03-12T03:00:00Z"}'
    )
    known = next(iter(hall.state.tickets))
    handed_in = decode(HandedIn, late)
    hall.do(c.HandIn(box="kiosk", tickets=(handed_in, replace(handed_in, ticket=known))))
    for number in (1, 2):
        hall.now = NOW + timedelta(days=number + 1)
        hall.do(c.Tick())
        hall.do(c.HandIn(box="kiosk", tickets=(handed_in, replace(handed_in, ticket="t4"))))
    hall.now = NOW + timedelta(days=4)
    hall.do(c.Tick())
    written(hall, ledger)
    list(close_days(shelf, LATER))
    visits = [visit for book in shelf.books.all() for visit in shelf.books.history(book.day).visits]
    assert sorted(visit.ticket for visit in visits) == sorted({visit.ticket for visit in visits})
    (visit,) = [visit for visit in visits if visit.is_late]
    assert (visit.ticket, str(visit.day), visit.ending) == ("k1", "2026-03-13", "expired")
