"""Stories of a backup: made while the hall writes, proven, put back; and of ledgers that do not hold."""

import io
import tarfile
import tracemalloc
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import zstandard
from sqlalchemy import text

from hall.archive.closing import Shelf, close_days, remove_old
from hall.archive.file import ArchiveError, archive_path, sha256_of
from hall.archive.proving import prove
from hall.archive.reading import export
from hall.backup import make_backup, restore_backup
from hall.backup.package import PackageError
from hall.entries import entry_of
from hall.ledger import DataLock, DayBooks, Ledger, LedgerError, PeopleTable, Person, open_beside, open_ledger
from hall.rules.paper import PaperHall, replay
from hall.secrets import hall_key
from link.messages import commands as c
from link.messages.definition import Definition

NOW = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
LATER = "2026-03-20T00:00:00.000Z"
NAME = "欧阳云溪"
SOMEBODY = Person(
    reference="r1",
    hash="5" * 64,
    masked="张*",
    made_at=LATER,
    purge_on="2026-04-20",
    phone="13800138000",
    note=NAME,
)


@pytest.fixture
def ledger(tmp_path: Path, ledger_url: str) -> Iterator[Ledger]:
    opened = open_ledger(tmp_path / "hall", NOW, ledger_url)
    yield opened
    opened.close()


@pytest.fixture
def hall(ledger: Ledger, definition: Definition, tmp_path: Path) -> PaperHall:
    """Three days with their books, the oldest out of the table, and a morning; a kiosk that prints."""
    played = PaperHall(definition, NOW)
    played.do(c.ReportHealth(box="k1", printers=("ticket",)))
    for number in range(3):
        played.do(c.OpenWindow(window="w1", clerk="1001"))
        for _ in range(3):
            played.do(c.TakeTicket(service="house"))
        played.let_pass(60)
        played.do(c.CallNext(window="w1"), f"next-{number}")
        played.now = NOW + timedelta(days=number + 1)
        played.do(c.Tick())
    played.do(c.TakeTicket(service="house"))
    ledger.append([entry_of(fact).row for fact in played.facts], [])
    shelf = Shelf(books=DayBooks(ledger.engine), directory=tmp_path / "hall", hall="yunxi")
    list(close_days(shelf, LATER))
    assert played.state.day is not None
    list(remove_old(shelf, played.state.day, keep_days=2))
    hall_key(tmp_path / "hall")
    PeopleTable(ledger.engine).keep(SOMEBODY)
    return played


def wrongs(ledger: Ledger, directory: Path) -> list[str]:
    return [wrong.key for wrong in prove(ledger, directory).wrongs]


def test_a_whole_ledger_is_proven(hall: PaperHall, ledger: Ledger, tmp_path: Path) -> None:
    proof = prove(ledger, tmp_path / "hall")
    assert (proof.wrongs, proof.days, proof.facts) == ((), 3, len(hall.facts))


def test_a_backup_is_made_beside_the_hall_and_put_back_with_another_name(
    hall: PaperHall, ledger: Ledger, ledger_url: str, tmp_path: Path
) -> None:
    beside = open_beside(tmp_path / "hall", ledger_url)
    made = make_backup(beside, tmp_path / "hall", tmp_path / "hall.backup", LATER)
    beside.close()
    assert (made.facts, made.days) == (len(hall.facts), 3)
    hall.do(c.TakeTicket(service="house"))  # the hall goes on, and its ledger is still its own
    ledger.append([entry_of(hall.facts[-1]).row], [])
    restore_backup(tmp_path / "hall.backup", tmp_path / "again", NOW + timedelta(days=3, minutes=1))
    again = open_ledger(tmp_path / "again", NOW)
    day = replay(again.facts_that_matter())
    assert again.id != ledger.id
    assert day.is_recovering
    assert day.public.alarms["hall-recovering/"].fields == {"boxes": "k1"}
    assert day.public.tickets.keys() == hall.state.tickets.keys() - {hall.facts[-1].body.ticket}  # type: ignore[attr-defined]  # a ticket_issued
    assert hall_key(tmp_path / "again") == hall_key(tmp_path / "hall")
    assert wrongs(again, tmp_path / "again") == []
    again.close()


def test_a_backup_of_last_week_waits_for_what_was_printed_today(
    hall: PaperHall, ledger: Ledger, definition: Definition, tmp_path: Path
) -> None:
    make_backup(ledger, tmp_path / "hall", tmp_path / "hall.backup", LATER)
    today = NOW + timedelta(days=9)
    restore_backup(tmp_path / "hall.backup", tmp_path / "again", today)
    again = open_ledger(tmp_path / "again", NOW)
    played = PaperHall(definition, today)
    played.day = replay(again.facts_that_matter())
    again.close()
    played.do(c.Tick(after_gap=True))
    assert played.day.is_recovering
    played.do(c.TakeTicket(service="house"))
    assert [each.number for each in played.state.tickets.values()] == ["A1001"]


def test_a_backup_can_be_put_back_into_a_database(
    hall: PaperHall, ledger: Ledger, empty_database: str, tmp_path: Path
) -> None:
    make_backup(ledger, tmp_path / "hall", tmp_path / "hall.backup", LATER)
    restore_backup(tmp_path / "hall.backup", tmp_path / "again", NOW + timedelta(days=3), empty_database)
    again = open_ledger(tmp_path / "again", NOW, empty_database)
    assert replay(again.facts_that_matter()).is_recovering
    assert wrongs(again, tmp_path / "again") == []
    again.close()


@pytest.fixture
def empty_database(ledger_url: str, postgres: object) -> str:
    return str(postgres.url(postgres.new_database()))  # type: ignore[attr-defined]  # a PrivatePostgres


def test_no_person_is_in_a_backup_and_neither_is_their_key(
    hall: PaperHall, ledger: Ledger, tmp_path: Path
) -> None:
    (tmp_path / "hall" / "people.key").write_bytes(b"k" * 32)
    (tmp_path / "hall" / "trust").mkdir()
    for name in ("authority.pem", "local.json"):
        (tmp_path / "hall" / "trust" / name).write_text("secret")
    make_backup(ledger, tmp_path / "hall", tmp_path / "hall.backup", LATER)
    with (
        (tmp_path / "hall.backup").open("rb") as file,
        zstandard.ZstdDecompressor().stream_reader(file) as packed,
        tarfile.open(fileobj=packed, mode="r|") as tar,
    ):
        parts = {member.name: tar.extractfile(member).read() for member in tar}  # type: ignore[union-attr]  # all are files
    assert {"ledger.db", "hall.key", "trust/authority.pem"} <= parts.keys()
    assert {"people.key", "trust/local.json"}.isdisjoint(parts), "nor the pass of the hall's own commands"
    for said in (SOMEBODY.hash, SOMEBODY.phone, NAME):
        assert not any(said.encode() in part for part in parts.values())
    assert (tmp_path / "hall.backup").stat().st_mode & 0o077 == 0


def test_a_place_that_has_a_ledger_gets_no_other(hall: PaperHall, ledger: Ledger, tmp_path: Path) -> None:
    make_backup(ledger, tmp_path / "hall", tmp_path / "hall.backup", LATER)
    restore_backup(tmp_path / "hall.backup", tmp_path / "again", NOW)
    with pytest.raises(LedgerError, match="already"):
        restore_backup(tmp_path / "hall.backup", tmp_path / "again", NOW)


def test_nothing_is_put_back_where_a_hall_runs(hall: PaperHall, ledger: Ledger, tmp_path: Path) -> None:
    make_backup(ledger, tmp_path / "hall", tmp_path / "hall.backup", LATER)
    running = DataLock(tmp_path / "hall")  # its ledger is in a database: there is no file that would say so
    before = (tmp_path / "hall" / "hall.key").read_bytes()
    ledger.close()
    running.take()
    for file in (tmp_path / "hall").glob("ledger.db*"):
        file.unlink()
    with pytest.raises(LedgerError, match="already running"):
        restore_backup(tmp_path / "hall.backup", tmp_path / "hall", NOW)
    running.release()
    assert (tmp_path / "hall" / "hall.key").read_bytes() == before


@pytest.mark.parametrize(
    "spoilt", [lambda whole: whole[:-40], lambda whole: whole[:900] + b"x" + whole[901:], lambda whole: b"no"]
)
def test_a_spoilt_backup_is_refused_and_leaves_no_ledger(
    hall: PaperHall, ledger: Ledger, tmp_path: Path, spoilt: Callable[[bytes], bytes]
) -> None:
    file = tmp_path / "hall.backup"
    make_backup(ledger, tmp_path / "hall", file, LATER)
    file.write_bytes(spoilt(file.read_bytes()))
    with pytest.raises(PackageError):
        restore_backup(file, tmp_path / "again", NOW)
    assert not (tmp_path / "again" / "ledger.db").exists()


class TestWhatIsWrongIsNamed:
    @pytest.fixture
    def ledger_url(self) -> str:
        """One store will do: it is the proof that is tried here."""
        return ""

    def change(self, ledger: Ledger, said: str) -> None:
        with ledger.engine.begin() as connection:
            assert connection.execute(text(said)).rowcount > 0

    def test_a_fact_that_is_gone(self, hall: PaperHall, ledger: Ledger, tmp_path: Path) -> None:
        self.change(ledger, f"DELETE FROM fact WHERE seq = {len(hall.facts) - 1}")
        assert "ledger.wrong.gap" in wrongs(ledger, tmp_path / "hall")

    def test_a_fact_that_was_changed(self, hall: PaperHall, ledger: Ledger, tmp_path: Path) -> None:
        seq = next(each.seq for each in hall.facts if each.kind == "ticket_called" and each.day.day == 14)
        self.change(ledger, f"UPDATE fact SET text = replace(text, 'w1', 'w2') WHERE seq = {seq}")
        assert "ledger.wrong.file_and_table" in wrongs(ledger, tmp_path / "hall")

    def test_a_fact_that_nobody_understands(self, hall: PaperHall, ledger: Ledger, tmp_path: Path) -> None:
        self.change(ledger, f"UPDATE fact SET text = 'nul' WHERE seq = {len(hall.facts)}")
        with pytest.raises(ValueError, match="JSON"):
            list(ledger.facts())
        assert "ledger.wrong.fact" in wrongs(ledger, tmp_path / "hall")

    def test_a_figure_that_was_made_better(self, hall: PaperHall, ledger: Ledger, tmp_path: Path) -> None:
        self.change(ledger, "UPDATE visit SET waiting_ms = 0 WHERE day = '2026-03-13' AND waiting_ms > 0")
        assert wrongs(ledger, tmp_path / "hall") == ["ledger.wrong.history"]

    def test_a_file_that_was_changed_breaks_the_chain(
        self, hall: PaperHall, ledger: Ledger, tmp_path: Path
    ) -> None:
        books = DayBooks(ledger.engine).all()
        first = archive_path(tmp_path / "hall", books[0].day)
        first.write_bytes(archive_path(tmp_path / "hall", books[1].day).read_bytes())
        found = wrongs(ledger, tmp_path / "hall")
        assert {"ledger.wrong.file_changed", "ledger.wrong.gap"} <= set(found)

    @pytest.mark.parametrize(
        "tampered",
        [
            lambda lines: [*lines[:3], lines[3].replace(b"w1", b"w2").replace(b"A001", b"A009"), *lines[4:]],
            lambda lines: lines[:-1],
            lambda lines: [*lines[:2], lines[3], lines[2], *lines[4:]],
        ],
        ids=["edited", "truncated", "reordered"],
    )
    def test_a_file_whose_own_hash_was_made_to_fit_breaks_the_chain(
        self,
        hall: PaperHall,
        ledger: Ledger,
        tmp_path: Path,
        tampered: Callable[[list[bytes]], list[bytes]],
    ) -> None:
        book = DayBooks(ledger.engine).all()[0]
        file = archive_path(tmp_path / "hall", book.day)
        with file.open("rb") as raw, zstandard.ZstdDecompressor().stream_reader(raw) as packed:
            lines = packed.read().splitlines(keepends=True)
        file.write_bytes(zstandard.ZstdCompressor().compress(b"".join(tampered(lines))))
        self.change(ledger, f"UPDATE day_book SET sha256 = '{sha256_of(file)}' WHERE day = '{book.day}'")
        assert "ledger.wrong.chain" in wrongs(ledger, tmp_path / "hall")

    def test_a_day_that_was_taken_out_whole(self, hall: PaperHall, ledger: Ledger, tmp_path: Path) -> None:
        book = DayBooks(ledger.engine).all()[1]
        archive_path(tmp_path / "hall", book.day).unlink()
        self.change(ledger, f"DELETE FROM day_book WHERE day = '{book.day}'")
        self.change(ledger, f"DELETE FROM fact WHERE seq BETWEEN {book.first} AND {book.last}")
        assert {"ledger.wrong.chain", "ledger.wrong.gap"} <= set(wrongs(ledger, tmp_path / "hall"))

    def test_nothing_is_taken_away_from_a_file_that_was_changed(
        self, hall: PaperHall, ledger: Ledger, tmp_path: Path
    ) -> None:
        books = DayBooks(ledger.engine)
        book = books.all()[0]
        archive_path(tmp_path / "hall", book.day).write_bytes(
            archive_path(tmp_path / "hall", books.all()[1].day).read_bytes()
        )
        assert not book.is_in_table
        days = (book.day, book.day)
        with pytest.raises(ArchiveError, match="changed"):
            export(books, tmp_path / "hall", days, what="facts", form="jsonl", out=io.StringIO())

    def test_a_bomb_in_the_place_of_a_day_is_not_unpacked(
        self, hall: PaperHall, ledger: Ledger, tmp_path: Path
    ) -> None:
        file = archive_path(tmp_path / "hall", DayBooks(ledger.engine).all()[0].day)
        file.write_bytes(zstandard.ZstdCompressor().compress(b"{}\n" * (100 << 20)))
        assert file.stat().st_size < 1 << 20
        tracemalloc.start()
        found = wrongs(ledger, tmp_path / "hall")
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert "ledger.wrong.file_changed" in found
        assert most < 64 << 20

    def test_a_file_that_is_gone(self, hall: PaperHall, ledger: Ledger, tmp_path: Path) -> None:
        archive_path(tmp_path / "hall", DayBooks(ledger.engine).all()[0].day).unlink()
        found = wrongs(ledger, tmp_path / "hall")
        assert {"ledger.wrong.archive_gone", "ledger.wrong.gap"} <= set(found)
