"""Stories of the lock on a data directory whose disk is pulled out while its hall runs, and put back, or another in its place."""

import shutil

import pytest

from hall.ledger import DataLock, LedgerError


@pytest.fixture
def lock(tmp_path):
    """Of a hall that runs in `data`, where it has a file."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "ledger.db").touch()
    held = DataLock(tmp_path / "data")
    held.take()
    yield held
    held.release()


def is_free(directory):
    another = DataLock(directory)
    try:
        another.take()
    except LedgerError:
        return False
    another.release()
    return True


def test_in_an_empty_place_nothing_is_made_and_the_lock_is_kept_for_the_disk_that_comes_back(lock, tmp_path):
    data = tmp_path / "data"
    data.rename(tmp_path / "pulled-out")
    with pytest.raises(FileNotFoundError):
        lock.keep()
    data.mkdir()
    lock.keep()
    assert list(data.iterdir()) == []
    data.rmdir()
    (tmp_path / "pulled-out").rename(data)
    lock.keep()
    assert not is_free(data)


def test_a_directory_that_was_put_back_anew_is_locked_there(lock, tmp_path):
    data = tmp_path / "data"
    data.rename(tmp_path / "yesterday")
    shutil.copytree(tmp_path / "yesterday", data)
    lock.keep()
    assert not is_free(data)
    assert is_free(tmp_path / "yesterday")


def test_where_another_hall_was_sooner_it_is_told_so_each_time(lock, tmp_path):
    data = tmp_path / "data"
    data.rename(tmp_path / "yesterday")
    data.mkdir()
    other = DataLock(data)
    other.take()
    for _ in range(2):
        with pytest.raises(LedgerError, match="already running"):
            lock.keep()
    other.release()
    lock.keep()
    assert not is_free(data)
