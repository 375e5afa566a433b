"""Two machines and one ledger: each has the file of every closed day, or says which it lacks."""

import errno
import resource
import signal
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text, update

from hall.archive.closing import Shelf, close_days, is_whole, remove_old
from hall.archive.file import DayFile, Head, archive_path
from hall.archive.lacking import NOTE, fill, lacking
from hall.archive.proving import prove
from hall.backup import BackupError, make_backup
from hall.days_ahead import DaysAhead
from hall.ledger import DayBooks, FactRow, Ledger, LedgerError, books_beside, open_beside, open_ledger
from hall.ledger.history_tables import BOOK
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.codec import moment_text
from link.messages.definition import Definition, Policy
from link.messages.wire import fact_text

NOW = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
LATER = "2026-03-20T00:00:00.000Z"
DAYS = ["2026-03-12", "2026-03-13", "2026-03-14"]


@pytest.fixture
def url(request: pytest.FixtureRequest) -> str:
    return str(request.getfixturevalue("new_database")())


@pytest.fixture
def first(tmp_path: Path) -> Path:
    return tmp_path / "first"


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return tmp_path / "second"


@pytest.fixture
def closed(first: Path, url: str, definition: Definition) -> str:
    """The ledger after three days, whose books the first machine has closed."""
    hall = PaperHall(replace(definition, policy=Policy()), NOW)
    for number in range(3):
        hall.do(c.OpenWindow(window="w1", clerk="1001"))
        hall.do(c.TakeTicket(service="house"))
        hall.do(c.CallNext(window="w1"), f"next-{number}")
        hall.now = NOW + timedelta(days=number + 1)
        hall.do(c.Tick())
    with led(first, url) as (ledger, shelf):
        rows = [
            FactRow(
                seq=fact.seq,
                at=moment_text(fact.at),
                day=str(fact.day),
                kind=fact.kind,
                text=fact_text(fact),
            )
            for fact in hall.facts
        ]
        ledger.append(rows, [])
        list(close_days(shelf, LATER))
    return url


@contextmanager
def led(directory: Path, url: str) -> Iterator[tuple[Ledger, Shelf]]:
    """The hall of a machine while it leads."""
    with closing(open_ledger(directory, NOW, url)) as ledger:
        yield ledger, Shelf(books=DayBooks(ledger.engine), directory=directory, hall="yunxi")


def wrongs(directory: Path, url: str) -> list[str]:
    with closing(open_beside(directory, url)) as ledger:
        return [each.key for each in prove(ledger, directory).wrongs]


def backed_up(directory: Path, url: str) -> int:
    """The days in a backup that this machine makes."""
    with closing(open_beside(directory, url)) as ledger:
        return make_backup(ledger, directory, directory.with_suffix(".bak"), LATER).days


def files(directory: Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted((directory / "days").glob("*"))}


def until(is_so: Callable[[], bool]) -> None:
    ends_s = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < ends_s
        time.sleep(0.01)


def ahead(directory: Path, url: str) -> DaysAhead:
    """A hall that stands by."""
    return DaysAhead(url, directory, "yunxi")


def leave(url: str, directory: Path, keep_days: int = 0) -> None:
    """The facts leave the table, as far as this machine has their files."""
    with led(directory, url) as (_, shelf):
        list(remove_old(shelf, NOW.date() + timedelta(days=9), keep_days))


def test_a_hall_that_takes_over_has_every_file_and_proves_and_backs_up_all(first, second, closed):
    with led(second, closed) as (_, shelf):
        list(close_days(shelf, LATER))
        assert "ledger.wrong.archive_gone" in wrongs(second, closed)
        with pytest.raises(BackupError):
            backed_up(second, closed)
        list(fill(shelf))
    assert files(second) == files(first)
    assert wrongs(second, closed) == []
    assert backed_up(second, closed) == 3


def test_a_hall_that_stands_by_has_them_too_and_still_when_the_facts_have_left(first, second, closed):
    with led(first, closed):
        ahead(second, closed).look()
    assert files(second) == files(first)
    leave(closed, first)
    assert wrongs(second, closed) == []
    assert backed_up(second, closed) == 3
    ahead(second, closed).look()
    assert lacking(second) == ()


def test_it_can_write_nothing_where_another_one_leads(closed):
    with pytest.raises(LedgerError), books_beside(closed) as books, books._engine.begin() as connection:
        connection.execute(update(BOOK).values(sha256=""))


def test_what_is_closed_while_it_stands_by_comes_with_its_next_look_and_nothing_is_read_twice(
    first, second, closed, caplog
):
    caplog.set_level("INFO")
    days = ahead(second, closed)
    with led(first, closed) as (ledger, _):
        with ledger.engine.begin() as connection:
            book = connection.execute(text("DELETE FROM day_book WHERE day = '2026-03-14' RETURNING *")).one()
        days.look()
        assert list(files(second)) == [f"{day}.jsonl.zst" for day in DAYS[:2]]
        with ledger.engine.begin() as connection:
            connection.execute(BOOK.insert().values(book._mapping))
        days.look()
        days.look()
    assert files(second) == files(first)
    written = [each for each in caplog.messages if "was lacking here and is written" in each]
    assert len(written) == len(DAYS)


@pytest.mark.parametrize("left", [b"", b"garbage"])
def test_an_old_file_that_is_broken_is_written_anew_before_facts_leave(first, second, closed, left):
    broken = archive_path(first, NOW.date())
    right = broken.read_bytes()
    broken.write_bytes(right[: len(right) // 2] + left)
    with led(first, closed) as (_, shelf):
        list(fill(shelf))
        assert broken.read_bytes() == right
        assert all(is_whole(first, book) for book in shelf.books.all())
    leave(closed, first)
    assert wrongs(first, closed) == []


def test_a_machine_that_was_off_too_long_names_the_days_until_they_are_copied(first, second, closed, caplog):
    leave(closed, first, keep_days=7)
    days = ahead(second, closed)
    days.look()
    days.look()
    assert [str(each.day) for each in lacking(second)] == DAYS[:2]
    assert [each for each in caplog.messages if "are not here" in each] == [
        "the files of these days are not here, and their facts cannot give them: 2026-03-12, 2026-03-13"
    ]
    assert (second / "days" / NOTE).stat().st_mode & 0o077 == 0
    for each in lacking(second):
        archive_path(second, each.day).write_bytes(archive_path(first, each.day).read_bytes())
    assert lacking(second) == (), "also before the hall has looked again"
    days.look()
    assert files(second) == files(first)
    assert wrongs(second, closed) == []


def test_a_file_that_comes_out_otherwise_than_its_book_says_is_not_taken(second, closed):
    """As from another version of the compressor: the chain is of the files' bytes."""
    with led(second, closed) as (ledger, shelf):
        with ledger.engine.begin() as connection:
            connection.execute(update(BOOK).where(BOOK.c.day == DAYS[0]).values(sha256="0" * 64))
        list(fill(shelf))
        list(remove_old(shelf, NOW.date() + timedelta(days=9), 0))
        assert [book.is_in_table for book in shelf.books.all()] == [True, False, False]
    assert [str(each.day) for each in lacking(second)] == DAYS[:1]
    assert list(files(second)) == [*(f"{day}.jsonl.zst" for day in DAYS[1:]), NOTE]


@contextmanager
def no_room() -> Iterator[None]:
    """No file may grow (setrlimit(2)): a write is told so, as by a full disk."""
    before, heard = resource.getrlimit(resource.RLIMIT_FSIZE), signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, heard)


def test_a_full_disk_leaves_nothing_by_halves_and_is_no_end(first, second, closed, caplog):
    days = ahead(second, closed)
    with no_room(), pytest.raises(OSError) as full:
        days.look()
    assert full.value.errno == errno.EFBIG
    assert files(second) == {}
    days.look()
    assert files(second) == files(first)


def test_what_is_interrupted_anywhere_leaves_nothing_by_halves_and_is_done_by_the_next_run(
    first, second, closed
):
    for steps in range(14):
        with led(second, closed) as (_, shelf):
            begun = fill(shelf)
            for _, _ in zip(range(steps), begun, strict=False):
                pass
            begun.close()
        assert all(name.endswith(".zst") for name in files(second))
        for name, content in files(second).items():
            assert content == files(first)[name]
    with led(second, closed) as (_, shelf):
        list(fill(shelf))
    assert files(second) == files(first)


def test_two_who_write_the_same_day_do_not_meet(first, second, closed):
    """The hall leads by now, and what it began before has not ended yet."""
    with led(second, closed) as (_, shelf):
        before = fill(shelf, suffix=".ahead")
        for _ in range(3):
            next(before)
        list(fill(shelf))
        list(before)
    assert files(second) == files(first)


@pytest.mark.parametrize(
    ("broken", "mended"),
    [
        ("ALTER TABLE day_book RENAME TO later", "ALTER TABLE later RENAME TO day_book"),
        (
            "UPDATE day_book SET day = 'x' || substr(day, 2)",
            "UPDATE day_book SET day = '2' || substr(day, 2)",
        ),
    ],
    ids=["there are none", "nobody understands them"],
)
def test_books_that_cannot_be_read_are_said_once_and_waited_for(
    first, second, closed, caplog, broken, mended
):
    days = DaysAhead(closed, second, "yunxi", again_s=0.01)
    with led(first, closed) as (ledger, _), ThreadPoolExecutor(1) as beside:
        with ledger.engine.begin() as connection:
            connection.execute(text(broken))
        running = beside.submit(days.run)
        try:
            until(lambda: "cannot be written here now" in caplog.text)
            with ledger.engine.begin() as connection:
                connection.execute(text(mended))
            until(lambda: files(second) == files(first))
        finally:
            days.end()
        running.result()
    assert len([each for each in caplog.messages if "cannot be written here now" in each]) == 1


def test_nobody_reads_a_password_in_the_log(second):
    nowhere = DaysAhead("postgresql+psycopg://hall:secret@127.0.0.1:1/hall", second, "yunxi")
    with pytest.raises(LedgerError) as wrong:
        nowhere.look()
    assert "secret" not in str(wrong.value)


def test_a_file_is_there_as_it_was_where_its_writing_is_given_up(first, closed):
    path = archive_path(first, NOW.date())
    before = path.read_bytes()
    file = DayFile(path, Head(hall="yunxi", day=DAYS[0], first=1, last=2, previous=""))
    assert not file.finish_as("0" * 64)
    assert path.read_bytes() == before
