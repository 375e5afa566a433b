"""A small hall for the stories (two rooms, three services in two series, three windows), and where its ledger lies."""

import importlib.util
import socket
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hall.ledger import open_ledger
from link.messages.definition import (
    Definition,
    Department,
    Policy,
    PriorityClass,
    Series,
    Service,
    WindowPlace,
    Zone,
)

MORNING = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
"""Thursday, nine o'clock in Shanghai."""


@pytest.fixture
def morning() -> datetime:
    return MORNING


@pytest.fixture
def definition() -> Definition:
    return Definition(
        id="yunxi",
        name="云溪",
        zones=(Zone(id="left", name="左厅"), Zone(id="right", name="右厅")),
        departments=(Department(id="d", name="不动产"),),
        series=(Series(id="A", prefix="A"), Series(id="B", prefix="B")),
        services=(
            Service(id="house", name="首次登记", department="d", series="A"),
            Service(id="pledge", name="抵押登记", department="d", series="A"),
            Service(id="ask", name="咨询", series="B"),
        ),
        windows=(
            WindowPlace(id="w1", label="1", zone="left", services=("house", "pledge")),
            WindowPlace(id="w2", label="2", zone="left", services=("house", "ask")),
            WindowPlace(id="w3", label="3", zone="right", services=("ask",)),
        ),
        priorities=(
            PriorityClass(id="normal", name="普通", rank=100),
            PriorityClass(id="elderly", name="老年人", rank=50),
        ),
        policy=Policy(),
    )


@pytest.fixture
def new_port() -> Iterator[Callable[[], int]]:
    """Gives ports that are the test's own while it lasts, whoever listens there, and after whom: where a socket is bound that
    does not listen nobody is given the port by chance, and whoever names it may have it as well (SO_REUSEADDR)."""
    with ExitStack() as kept:

        def give() -> int:
            port = kept.enter_context(socket.socket())
            port.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            port.bind(("127.0.0.1", 0))
            return int(port.getsockname()[1])

        yield give


@pytest.fixture(scope="session")
def postgres() -> Iterator[Any]:
    """A PostgreSQL server of the tests' own (`PrivatePostgres`); skips where there can be none."""
    file = Path(__file__).parents[2] / "bench" / "private_postgres.py"
    spec = importlib.util.spec_from_file_location("private_postgres", file)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["private_postgres"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    try:
        server = module.PrivatePostgres()
    except module.NoPostgres as why:
        pytest.skip(str(why))
    yield server
    server.stop()


@pytest.fixture(scope="session")
def spare_databases(postgres: Any, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Names of databases that have the newest tables and nothing in them; the first is copied where more are needed."""
    like = postgres.new_database()
    open_ledger(tmp_path_factory.mktemp("like"), MORNING, postgres.url(like)).close()
    postgres.emptied(like)
    return [like]


@pytest.fixture
def new_database(postgres: Any, spare_databases: list[str]) -> Iterator[Callable[[], str]]:
    """Makes databases that have the newest tables and nothing in them; gives the URL. Later tests use them again."""
    used: list[str] = []

    def make() -> str:
        like = spare_databases[0]
        used.append(spare_databases.pop() if len(spare_databases) > 1 else postgres.new_database(like))
        return str(postgres.url(used[-1]))

    yield make
    for name in used:
        postgres.emptied(name)
        spare_databases.append(name)


@pytest.fixture(params=["sqlite", "postgres"])
def ledger_url(request: pytest.FixtureRequest) -> str:
    """Where a test's ledger lies: each story is played on both. Empty: a file in the data directory."""
    return "" if request.param == "sqlite" else str(request.getfixturevalue("new_database")())
