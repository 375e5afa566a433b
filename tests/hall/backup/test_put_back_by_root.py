"""A hall that root puts back is the hall's own user's to open."""

import os
import tempfile
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hall.backup import make_backup, restore_backup
from hall.ledger import LedgerError, open_ledger
from hall.secrets import hall_key
from link.private_file import as_owner_of

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be somebody else")

NOBODY = 65_534
NOW = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)


@pytest.fixture
def var_lib():
    """Where the user's own folder lies, as on a box: everybody may pass through."""
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture
def backup(tmp_path):
    """Root's own, where nobody else may look."""
    ledger = open_ledger(tmp_path / "hall", NOW)
    hall_key(tmp_path / "hall")
    (tmp_path / "hall" / "trust").mkdir(mode=0o700)
    (tmp_path / "hall" / "trust" / "authority.pem").write_text("secret")
    make_backup(ledger, tmp_path / "hall", tmp_path / "hall.bak", "2026-03-12T01:00:00.000Z")
    ledger.close()
    return tmp_path / "hall.bak"


def owners(folder):
    return {(path.lstat().st_uid, path.lstat().st_gid) for path in (folder, *folder.rglob("*"))}


@pytest.mark.parametrize("is_there", [True, False])
def test_all_of_it_belongs_to_whom_the_folder_belongs_to(var_lib, backup, is_there):
    data = var_lib / "jiaohao" / "hall"
    for folder in (data.parent, data)[: 2 if is_there else 1]:
        folder.mkdir(mode=0o750)
        os.chown(folder, NOBODY, NOBODY)
    restore_backup(backup, data, NOW)
    assert {path.name for path in data.rglob("*")} >= {"ledger.db", "hall.key", "authority.pem"}
    assert owners(data) == {(NOBODY, NOBODY)}
    assert (os.geteuid(), os.getegid()) == (0, 0)
    with as_owner_of(data):
        open_ledger(data, NOW).close()


def test_a_folder_that_its_owner_may_not_write_is_refused_in_words(var_lib, backup):
    data = var_lib / "hall"
    data.mkdir(mode=0o500)
    os.chown(data, NOBODY, NOBODY)
    with pytest.raises((LedgerError, PermissionError)):
        restore_backup(backup, data, NOW)
    assert os.geteuid() == 0
    assert list(data.iterdir()) == []


def test_a_link_in_the_users_folder_leads_root_nowhere(var_lib, backup, tmp_path):
    precious = tmp_path / "precious"
    precious.mkdir()
    data = var_lib / "hall"
    data.mkdir()
    (data / "trust").symlink_to(precious)
    os.chown(data, NOBODY, NOBODY)
    with pytest.raises(OSError, match="Permission"):
        restore_backup(backup, data, NOW)
    assert list(precious.iterdir()) == []
