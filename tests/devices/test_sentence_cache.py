"""The cache of rendered sentences: bounded, and never a source of trouble."""

import os
from pathlib import Path

from devices.voices.cache import SentenceCache
from devices.voices.sound import silence

SECOND = silence(1.0, 1000)  # 2,044 bytes as a file


def test_what_is_kept_is_found_under_its_key_only(tmp_path: Path) -> None:
    cache = SentenceCache(tmp_path)
    cache.keep(SECOND, "espeak-150", "zh", "请")
    found = cache.find("espeak-150", "zh", "请")
    assert found is not None
    assert found.seconds == 1.0
    assert cache.find("espeak-120", "zh", "请") is None


def test_it_never_grows_above_its_limit_and_forgets_what_was_not_used_longest(tmp_path: Path) -> None:
    cache = SentenceCache(tmp_path, limit_bytes=5000)
    for name, used_at in (("first", 100), ("second", 200)):
        cache.keep(SECOND, name)
        newest = max(tmp_path.iterdir(), key=lambda path: path.stat().st_mtime)
        os.utime(newest, (used_at, used_at))
    assert cache.find("first") is not None
    cache.keep(SECOND, "third")
    assert cache.find("second") is None
    assert cache.find("first") is not None
    assert cache.find("third") is not None
    assert sum(path.stat().st_size for path in tmp_path.iterdir()) <= 5000


def test_a_file_broken_by_a_power_cut_is_rendered_anew(tmp_path: Path) -> None:
    cache = SentenceCache(tmp_path)
    cache.keep(SECOND, "a")
    for path in tmp_path.iterdir():
        path.write_bytes(b"")
    assert cache.find("a") is None
    assert list(tmp_path.iterdir()) == []
