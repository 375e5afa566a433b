"""Stories of ledgers that other versions of the program wrote.

`written-0001.jsonl` has the rows of a real ledger: two days of a hall of the first version, in its first tables.
"""

import json
from collections.abc import Iterator
from contextlib import closing
from datetime import UTC, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, text

from hall.ledger import LedgerError, open_ledger
from hall.ledger.migrating import migrate
from hall.ledger.opening import store_at
from hall.ledger.tables import IS_LASTING, REVISION, TABLES
from hall.rules.paper import replay
from link.messages.wire import fact_of
from link.messages.words import SCHEMA

NOW = datetime(2026, 3, 13, 1, 20, tzinfo=UTC)
WRITTEN = Path(__file__).with_name("written-0001.jsonl")
AS_THE_FIRST_HALL_KNEW = {
    "A001": "missed",
    "A002": "waiting",
    "A003": "parked",
    "A004": "waiting",
    "A005": "finished",
    "A006": "cancelled",
    "B001": "called",
    "B002": "waiting",
}


@pytest.fixture
def empty_url(request: pytest.FixtureRequest, ledger_url: str) -> str:
    """Where nothing is yet, not even tables."""
    if not ledger_url:
        return ""
    postgres: Any = request.getfixturevalue("postgres")
    return str(postgres.url(postgres.new_database()))


@pytest.fixture
def first_hall(tmp_path: Path, empty_url: str) -> Iterator[list[dict[str, Any]]]:
    """The ledger of a hall of the first version, and its rows."""
    rows = [json.loads(line) for line in WRITTEN.read_text(encoding="utf-8").splitlines()]
    store = store_at(tmp_path, empty_url)
    with store.engine.begin() as connection:
        migrate(connection, "", to="0001")
        for row in rows:
            write(connection, row)
    store.engine.dispose()
    yield rows


def write(connection: Connection, row: dict[str, Any]) -> None:
    names = [name for name in row if name != "table"]
    values = ", ".join(f":{name}" for name in names)
    columns = ", ".join(f'"{name}"' for name in names)
    connection.execute(text(f'INSERT INTO "{row["table"]}" ({columns}) VALUES ({values})'), row)


def test_a_ledger_of_the_first_hall_is_read_as_it_was_written(first_hall, tmp_path, empty_url):
    facts = [fact_of(row["text"]) for row in first_hall if row["table"] == "fact"]
    with closing(open_ledger(tmp_path, NOW, empty_url)) as ledger:
        assert ledger.id == first_hall[0]["id"]
        assert list(ledger.facts()) == facts
        day = replay(ledger.facts_that_matter())
        assert day == replay(facts)
    tickets = [*day.public.tickets.values(), *day.public.ended.values()]
    assert {each.number: each.state for each in tickets} == AS_THE_FIRST_HALL_KNEW
    assert [(each.id, each.state, each.clerk) for each in day.public.windows.values()] == [
        ("w1", "open", "1001"),
        ("w2", "calling", "1002"),
        ("w3", "closed", ""),
    ]


def test_who_asks_again_gets_the_answer_of_the_first_hall(first_hall, tmp_path, empty_url):
    answered = [row for row in first_hall if row["table"] == "command"]
    with closing(open_ledger(tmp_path, NOW, empty_url)) as ledger:
        for row in answered:
            known = ledger.command(row["box"], row["key"])
            assert known is not None
            assert (known.reply, list(known.seqs)) == (row["reply"], json.loads(row["seqs"]))


@pytest.mark.parametrize("ledger_url", [""])
def test_the_index_of_lasting_facts_is_that_of_this_program(first_hall, tmp_path):
    """A partial index serves only a question with its very words; an old one would leave each start to read everything."""
    with closing(open_ledger(tmp_path, NOW)) as ledger, ledger.engine.connect() as connection:
        question = f"EXPLAIN QUERY PLAN SELECT seq FROM fact WHERE {IS_LASTING}"
        assert "fact_lasting" in str(connection.exec_driver_sql(question).all())


def test_the_migrations_lead_to_the_tables_of_this_program(first_hall, tmp_path, empty_url):
    with closing(open_ledger(tmp_path, NOW, empty_url)) as ledger, ledger.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), TABLES) == []


def test_a_ledger_that_this_program_has_opened_is_refused_by_programs_of_the_first_schema(
    first_hall, tmp_path, empty_url
):
    with closing(open_ledger(tmp_path, NOW, empty_url)) as ledger, ledger.engine.connect() as connection:
        assert connection.exec_driver_sql("SELECT schema FROM ledger").scalar() == SCHEMA > 1


def test_there_is_one_newest_step_and_no_way_back():
    config = Config()
    config.set_main_option("script_location", str(files("hall.ledger") / "migrations"))
    steps = ScriptDirectory.from_config(config)
    assert steps.get_current_head() == REVISION
    assert [step.revision for step in steps.walk_revisions() if hasattr(step.module, "downgrade")] == []


@pytest.mark.parametrize(
    "change", ["UPDATE ledger SET schema = 99", "UPDATE alembic_version SET version_num = '0999'"]
)
def test_a_newer_programs_ledger_is_not_touched(first_hall, tmp_path, empty_url, change):
    open_ledger(tmp_path, NOW, empty_url).close()
    store = store_at(tmp_path, empty_url)
    with store.engine.begin() as connection:
        connection.execute(text(change))
    store.engine.dispose()
    with pytest.raises(LedgerError) as wrong:
        open_ledger(tmp_path, NOW, empty_url)
    assert wrong.value.trouble == "newer"


def test_another_programs_database_is_left_alone(tmp_path, empty_url):
    store = store_at(tmp_path, empty_url)
    with store.engine.begin() as connection:
        connection.execute(text("CREATE TABLE recipes (name TEXT)"))
    store.engine.dispose()
    with pytest.raises(LedgerError, match="not a ledger of Jiaohao") as wrong:
        open_ledger(tmp_path, NOW, empty_url)
    assert wrong.value.trouble == "foreign"
