"""What the voice remembers over a power cut."""

from pathlib import Path

import pytest

from display.announcer import Memory
from display.memory import MemoryFile


def test_what_was_stored_is_loaded_and_only_the_last_of_it(tmp_path: Path) -> None:
    file = MemoryFile(tmp_path / "deep" / "announced.json")
    assert file.load() is None
    file.store(Memory(ledger="L1", last_begun=7))
    file.store(Memory(ledger="L1", last_begun=9))
    assert file.load() == Memory(ledger="L1", last_begun=9)
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["announced.json"]


@pytest.mark.parametrize(
    "content", ["", "{", "[]", "null", '{"ledger": "L1"}', '{"ledger": 1, "last_begun": "x"}']
)
def test_a_broken_file_is_no_memory_and_no_trouble(tmp_path: Path, content: str) -> None:
    path = tmp_path / "announced.json"
    path.write_text(content)
    assert MemoryFile(path).load() is None


def test_a_disk_that_refuses_is_an_error_for_the_caller_to_show(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(OSError, match="file"):
        MemoryFile(tmp_path / "file" / "announced.json").store(Memory(ledger="L1", last_begun=1))
