"""The print journal: what a box still knows after a power cut."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from printer.journal import Entry, PrintJournal, read_entries

NOON = datetime(2026, 3, 12, 4, 0, tzinfo=UTC)


def opened(path: Path, now: datetime = NOON) -> PrintJournal:
    journal = PrintJournal(path)
    journal.open(now)
    return journal


def test_a_job_begun_and_never_heard_of_again_is_known_as_unconfirmed(tmp_path: Path) -> None:
    journal = opened(tmp_path / "k1.jsonl")
    journal.write(Entry("t1", "A012", "begun", NOON))
    journal.write(Entry("t1", "A012", "printed", NOON))
    journal.write(Entry("t2", "A013", "begun", NOON))
    journal.close()
    again = opened(tmp_path / "k1.jsonl")
    assert [entry.number for entry in again.unconfirmed()] == ["A013"]
    assert again.cut_off() == again.unconfirmed()
    again.write(Entry("t2", "A013", "unknown", NOON))
    assert ([entry.number for entry in again.unconfirmed()], again.cut_off()) == (["A013"], ())
    assert again.last("t1") == Entry("t1", "A012", "printed", NOON)


def test_a_line_torn_by_a_power_cut_is_left_out_and_the_rest_kept(tmp_path: Path) -> None:
    path = tmp_path / "k1.jsonl"
    journal = opened(path)
    journal.write(Entry("t1", "A012", "begun", NOON))
    journal.close()
    path.write_bytes(path.read_bytes() + b'{"job": "t2", "numb')
    again = opened(path)
    again.write(Entry("t3", "A014", "begun", NOON))
    again.close()
    assert [entry.job for entry in read_entries(path)] == ["t1", "t3"]


@pytest.mark.parametrize(
    "line",
    [
        b"[]",
        b"7",
        b"null",
        b'{"job": 1}',
        b"\xff\xfe",
        b'{"job":"x","number":"A","step":"begun","at":"2026-03-12"}',
    ],
)
def test_nonsense_in_the_file_is_no_error(tmp_path: Path, line: bytes) -> None:
    path = tmp_path / "k1.jsonl"
    path.write_bytes(line + b"\n")
    assert opened(path).unconfirmed() == ()


def test_after_two_days_a_job_is_forgotten(tmp_path: Path) -> None:
    journal = opened(tmp_path / "k1.jsonl")
    journal.write(Entry("t1", "A012", "begun", NOON))
    journal.close()
    later = opened(tmp_path / "k1.jsonl", NOON + timedelta(hours=49))
    assert later.unconfirmed() == ()
    assert (tmp_path / "k1.jsonl").read_bytes() == b""


def test_a_full_disk_is_an_os_error_and_the_next_line_is_whole_again(tmp_path: Path) -> None:
    path = tmp_path / "k1.jsonl"
    full = opened(Path(path))
    full.close()
    with pytest.raises(OSError, match="not open"):
        full.write(Entry("t1", "A012", "begun", NOON))
    assert full.last("t1") == Entry("t1", "A012", "begun", NOON)
