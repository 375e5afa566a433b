"""Days that were: the facts of a ledger as `jiaohao ledger export` wrote them, a line each."""

from collections.abc import Iterator
from pathlib import Path

from link.messages.codec import Undecodable
from link.messages.facts import Fact
from link.messages.wire import UnknownKind, fact_of


class NoHistory(Exception):
    """There are no facts to read: `file`, and the number of the line that is none (0: not a line)."""

    def __init__(self, file: Path, line: int = 0) -> None:
        super().__init__(f"{file}:{line}")
        self.file, self.line = file, line


def facts_of(path: Path) -> Iterator[Fact]:
    """The facts of a file, or of all `*.jsonl` files of a folder, in the order of their names.

    Raises:
        NoHistory: there is no such file, or a line that is no fact.
    """
    files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise NoHistory(path)
    for file in files:
        yield from _of_file(file)


def _of_file(file: Path) -> Iterator[Fact]:
    try:
        lines = file.open(encoding="utf-8")
    except OSError:
        raise NoHistory(file) from None
    with lines:
        for number, line in enumerate(lines, start=1):
            try:
                if line.strip():
                    yield fact_of(line)
            except UnknownKind:
                continue  # a newer hall's: what is known is enough
            except (Undecodable, UnicodeDecodeError):
                raise NoHistory(file, number) from None
