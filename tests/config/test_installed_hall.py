"""Where the installed hall's ledger is, as it was noted; whoever may not read that, or asks about another folder, hears nothing."""

import json
from pathlib import Path

import pytest

from config.installed_hall import LedgerPlace, ledger_place, noted_ledger_file

NOTED = {"file": "/etc/jiaohao/ledger.url", "is_standby": True, "since": "2026-11-22T08:00:00.000Z"}


@pytest.fixture
def home(tmp_path):
    (tmp_path / "hall").mkdir()
    return tmp_path / "hall"


@pytest.fixture
def record(tmp_path):
    file = tmp_path / "installed.json"
    file.write_text(json.dumps({"roles": ["hall"], "files": [], "kept": [], "ledger": NOTED}))
    return file


def test_the_installed_halls_own_directory_is_followed_however_it_is_written(record, home, tmp_path):
    (tmp_path / "link").symlink_to(home)
    for data in (home, tmp_path / "link", home / ".." / "hall"):
        assert noted_ledger_file(data, record, home) == Path("/etc/jiaohao/ledger.url")


def test_any_other_directory_is_what_it_holds(record, home, tmp_path):
    """As that of an update's trial, which must never reach the real ledger."""
    assert noted_ledger_file(tmp_path / "trial", record, home) is None


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{", "{}", '{"ledger": null}', '{"ledger": {}}', '{"ledger": 7}',
     '{"ledger": {"file": "", "is_standby": false, "since": ""}}', '{"ledger": {"file": 1, "is_standby": true, "since": ""}}'],
)  # fmt: skip
def test_what_says_nothing_says_nothing(record, home, text):
    record.write_text(text)
    assert noted_ledger_file(home, record, home) is None
    record.unlink()
    assert noted_ledger_file(home, record, home) is None


def test_a_record_from_before_means_the_file_in_the_directory():
    assert ledger_place(None) == LedgerPlace()
    assert ledger_place(NOTED) == LedgerPlace(**NOTED)
