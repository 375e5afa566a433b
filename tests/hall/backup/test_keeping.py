"""A folder of backups keeps the last ones, and nothing that is not its own is touched."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from hall.backup.keeping import forget_old, next_backup

NOON = datetime(2026, 3, 12, 12, 40, tzinfo=UTC)


def test_the_last_ones_stay_whatever_else_lies_there(tmp_path: Path) -> None:
    files = [next_backup(tmp_path, NOON + timedelta(days=day)) for day in range(20)]
    for file in (*files, tmp_path / "hall-of-fame.bak", tmp_path / "readme"):
        file.touch()
    assert forget_old(tmp_path, 14) == files[:6]
    assert {file.name for file in tmp_path.iterdir()} == {file.name for file in files[6:]} | {
        "hall-of-fame.bak",
        "readme",
    }


def test_the_last_one_stays_always(tmp_path: Path) -> None:
    only = next_backup(tmp_path, NOON)
    only.touch()
    assert forget_old(tmp_path, 0) == []
    assert only.exists()
