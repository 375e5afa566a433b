"""The age of the backup is that of the ledger that the hall has now."""

import os
from datetime import UTC, datetime, timedelta

from jiaohao.checking import hall

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def backup(folder, hours_ago):
    file = folder / f"hall-{hours_ago}.bak"
    file.touch()
    at = (NOW - timedelta(hours=hours_ago)).timestamp()
    os.utime(file, (at, at))


def keys(folder, since=None):
    return [told.key for told in hall.backups(folder, NOW, since)]


def test_a_backup_of_the_ledger_before_is_none(tmp_path):
    moved = NOW - timedelta(hours=2)
    backup(tmp_path, 5)
    assert keys(tmp_path) == ["backup.good"]
    assert keys(tmp_path, moved) == ["backup.none"]
    backup(tmp_path, 1)
    assert keys(tmp_path, moved) == ["backup.good"]
    assert keys(tmp_path, moved - timedelta(days=9)) == ["backup.good"]
