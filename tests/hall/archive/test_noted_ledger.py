"""What was noted when the hall was installed is where `jiaohao ledger` looks, unless somebody says otherwise."""

from collections.abc import Callable
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import make_url

from config.texts import texts
from hall.entries import entry_of
from hall.ledger import open_ledger
from hall.ledger_command import commands
from hall.ledger_url import VARIABLE, ledger_url
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.messages.definition import Definition

NOW = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)

Say = Callable[..., tuple[int, str]]


def filled(data: Path, definition: Definition, tickets: int, url: str = "") -> int:
    """A ledger of one morning; how many facts it has."""
    hall = PaperHall(definition, NOW)
    for _ in range(tickets):
        hall.do(c.TakeTicket(service="house"))
    with closing(open_ledger(data, NOW, url)) as ledger:
        ledger.append([entry_of(fact).row for fact in hall.facts], [])
    return len(hall.facts)


@pytest.fixture
def noted(tmp_path: Path, new_database: Callable[[], str]) -> Path:
    file = tmp_path / "ledger.url"
    file.write_text(f"{new_database()}\n")
    return file


@pytest.fixture
def say(noted: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Say:
    """A command on this machine, whose hall was installed with its data in `hall`."""
    typed = commands(texts("en"), lambda data: noted if data == tmp_path / "hall" else None)

    def run(*words: object) -> tuple[int, str]:
        with pytest.raises(SystemExit) as end:
            typed([str(word) for word in words])
        said = capsys.readouterr()
        return int(end.value.code or 0), said.out + said.err

    return run


def test_verify_and_backup_follow_it_though_an_old_file_lies_there(
    say: Say, noted: Path, tmp_path: Path, definition: Definition
) -> None:
    old = filled(tmp_path / "hall", definition, 1)
    facts = filled(tmp_path / "hall", definition, 5, noted.read_text().strip())
    assert facts != old
    for words in (("verify",), ("backup", "--to", tmp_path / "hall.bak")):
        status, said = say(*words, "--data", tmp_path / "hall")
        assert (status, f"{facts} facts" in said) == (0, True), said
    status, said = say("restore", "--from", tmp_path / "hall.bak", "--data", tmp_path / "trial")
    assert (status, f"{facts} facts" in said) == (0, True), said
    assert (tmp_path / "trial" / "ledger.db").is_file()


def test_what_is_said_now_wins(noted: Path, tmp_path: Path) -> None:
    url, other = noted.read_text().strip(), "postgresql://other/db"
    assert ledger_url("", None, {}, noted) == url
    assert ledger_url("", None, {VARIABLE: other}, noted) == other
    assert ledger_url(other, None, {}, noted) == other
    (tmp_path / "said").write_text(other)
    assert ledger_url("", tmp_path / "said", {}, noted) == other
    assert make_url(url).database
