"""Whatever is asked, in any order and however often: asking again with the same key has no second effect."""

import asyncio
import itertools
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hall.desk import Desk, Reply
from hall.ledger import open_ledger
from hall.rules.paper import replay
from link.messages import commands as c
from link.messages.definition import Definition, Series, Service, WindowPlace, Zone
from link.messages.facts import Who
from link.messages.problems import Refused
from link.state import State, fold

NOW = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
HALL = Definition(
    id="h",
    name="厅",
    zones=(Zone(id="z", name="区"),),
    series=(Series(id="A", prefix="A"),),
    services=(Service(id="a", name="甲", series="A"),),
    windows=tuple(WindowPlace(id=f"w{n}", label=str(n), zone="z", services=("a",)) for n in range(2)),
)
COMMANDS: list[Any] = [
    lambda who: c.TakeTicket(service="a", who=who),
    lambda who: c.OpenWindow(window="w0", who=who),
    lambda who: c.OpenWindow(window="w1", who=who),
    lambda who: c.CallNext(window="w0", who=who),
    lambda who: c.CallNext(window="w1", who=who),
    lambda who: c.FinishService(window="w0", who=who),
    lambda who: c.MarkMissed(window="w1", who=who),
]
Press = tuple[int, str, int]
"""(which command, which box, the key's number); the request's hash is the command."""


ROUNDS = st.lists(
    st.lists(st.tuples(st.sampled_from(range(7)), st.sampled_from("kw"), st.integers(0, 9)), max_size=6),
    max_size=12,
)


@settings(max_examples=40, deadline=None)
@given(ROUNDS)
def test_asking_again_has_no_second_effect(rounds: list[list[Press]]) -> None:
    with TemporaryDirectory() as directory:
        asyncio.run(asyncio.wait_for(play(Path(directory), "", rounds), 60))


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=ROUNDS)
def test_nor_has_it_on_postgres(new_database: Callable[[], str], rounds: list[list[Press]]) -> None:
    with TemporaryDirectory() as directory:
        asyncio.run(asyncio.wait_for(play(Path(directory), new_database(), rounds), 60))


async def play(directory: Path, url: str, rounds: list[list[Press]]) -> None:
    """Each round is asked at once; a reply with facts must be the same for ever after."""
    ids = (f"t{n}" for n in itertools.count())
    ledger = open_ledger(directory, NOW, url)
    told: list[Any] = []
    desk = Desk(ledger, lambda: NOW, lambda: next(ids), lambda ticket: ticket, told.extend)
    await desk.start(HALL)
    answered: dict[tuple[str, int], tuple[int, Reply]] = {}
    for presses in rounds:
        outcomes = await asyncio.gather(*(ask(desk, press) for press in presses))
        for (command, box, key), outcome in zip(presses, outcomes, strict=True):
            before = answered.get((box, key))
            if before is not None and before[0] == command:
                assert outcome == before[1]
            elif before is not None:
                assert outcome == "key-reused" or not getattr(outcome, "seqs", ())
            elif isinstance(outcome, Reply) and outcome.seqs:
                answered[box, key] = (command, outcome)
    await desk.stop()
    everything_agrees(list(ledger.facts()), [each.fact for each in told], desk.published, answered)
    ledger.close()


async def ask(desk: Desk, press: Press) -> Reply | str:
    command, box, key = press
    try:
        return await desk.do(COMMANDS[command](Who(box=box)), str(key), str(command))
    except Refused as refused:
        return refused.problem.type


def everything_agrees(
    written: list[Any], told: list[Any], published: State, answered: dict[Any, Any]
) -> None:
    """The ledger, what boxes were told and what is read are one story, and each fact has one command."""
    assert replay(written).public == published == fold(told)
    seqs = [seq for _, reply in answered.values() for seq in reply.seqs]
    assert len(seqs) == len(set(seqs))
    assert len(written) == len(seqs) + 2
