"""A LAN of network namespaces with a database, two halls and some boxes; skipped, with the reason, where there is none."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from lan.network import Lan, NoNamespaces
from pair.crowd import Crowd
from pair.database import NoDatabase, PostgresOn
from pair.halls import Pair
from pair.people import crowd_at, pair_on

FIRST, SECOND, DATABASE = 1, 2, 5


@pytest.fixture
def lan() -> Iterator[Lan]:
    try:
        made = Lan().__enter__()
    except NoNamespaces as why:
        pytest.skip(f"this machine makes no network namespaces: {why}")
    try:
        yield made
    finally:
        made.__exit__()


@pytest.fixture
def database(lan: Lan) -> Iterator[PostgresOn]:
    try:
        made = PostgresOn(lan.host(DATABASE))
    except NoDatabase as why:
        pytest.skip(str(why))
    yield made
    made.close()


@pytest.fixture
def pair(lan: Lan, database: PostgresOn, tmp_path: Path) -> Pair:
    """At 192.0.2.1 one leads, at 192.0.2.2 one stands by."""
    return pair_on([lan.host(FIRST), lan.host(SECOND)], tmp_path, database.url)


@pytest.fixture
def crowd(lan: Lan, tmp_path: Path) -> Iterator[Callable[[Pair, int, float], Crowd]]:
    """People at so many boxes, whose links are stale after so many seconds of silence."""
    gathered: list[Crowd] = []

    def gather(pair: Pair, boxes: int, stale_s: float) -> Crowd:
        gathered.append(crowd_at(lan, pair, tmp_path, boxes, stale_s))
        return gathered[-1]

    yield gather
    for each in gathered:
        each.is_over.set()
