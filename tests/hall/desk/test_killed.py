"""The hall is killed (SIGKILL) at each named point of its way: what any reply ever said is there afterwards."""

import asyncio
import importlib.util
import json
import os
import signal
import subprocess
import sys
from collections import Counter
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from hall.desk import Desk
from hall.ledger import open_ledger
from link.state import State

SCRIPT = Path(__file__).with_name("crashing_hall.py")
ROOT = Path(__file__).parents[3]
POINTS = {
    "decided": 45,
    "encoded": 45,
    "batched": 40,
    "before_commit": 5,
    "after_commit": 5,
    "published": 5,
    "told": 5,
    "replied": 5,
}


@pytest.fixture
def crashing() -> Any:
    spec = importlib.util.spec_from_file_location("crashing_hall", SCRIPT)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("point", POINTS)
def test_what_a_reply_said_survives(point, tmp_path, ledger_url, crashing):
    said = killed_at(point, POINTS[point], tmp_path, ledger_url)
    assert said, "the hall was killed before it had answered anybody"
    with closing(open_ledger(tmp_path, datetime.now(UTC), ledger_url)) as ledger:
        desk = crashing.new_desk(ledger, tmp_path)
        asyncio.run(asyncio.wait_for(all_is_there(crashing, desk, said), 60))


def killed_at(point: str, times: int, directory: Path, url: str) -> list[dict[str, Any]]:
    """Run a hall until it kills itself; the replies that it gave before."""
    ended = subprocess.run(
        [sys.executable, "-P", SCRIPT, directory, point, str(times), url],
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    whole_lines = ended.stdout[: ended.stdout.rfind("\n") + 1]
    return [json.loads(line) for line in whole_lines.splitlines()]


async def all_is_there(crashing: Any, desk: Desk, said: list[dict[str, Any]]) -> None:
    await desk.start(crashing.DEFINITION)
    before = desk.published.seq
    for line in said:
        await holds_true(crashing, desk, line)
    assert desk.published.seq == before, "asking again made something happen"
    every_ticket_once(desk.published)
    await desk.stop()


async def holds_true(crashing: Any, desk: Desk, line: dict[str, Any]) -> None:
    """What was answered is part of the state, and is answered again to who asks again."""
    state = desk.published
    if "refused" in line or not line["seqs"]:
        return
    assert max(line["seqs"]) <= state.seq
    reply = await desk.do(
        crashing.command_of(line["box"], line["press"]), f"{line['box']}-{line['press']}", "h"
    )
    assert reply.body.decode() == line["body"]
    value = json.loads(line["body"])
    if "number" in value:
        ticket = state.find(value["id"])
        assert ticket is not None
        assert ticket.number == value["number"]


def every_ticket_once(state: State) -> None:
    tickets = [*state.tickets.values(), *state.ended.values()]
    assert max(Counter(each.number for each in tickets).values()) == 1
    held = Counter(window.ticket for window in state.windows.values() if window.ticket)
    assert all(count == 1 for count in held.values())


def test_a_request_whose_reply_was_lost_has_one_effect(tmp_path, ledger_url, crashing):
    """Killed after the commit: everybody asks again with the same keys, and nobody gets two."""
    said = killed_at("after_commit", 4, tmp_path, ledger_url)

    async def again(desk: Desk) -> None:
        await desk.start(crashing.DEFINITION)
        for box in (f"k{n}" for n in range(6)):
            for press in range(12):
                await desk.do(crashing.command_of(box, press), f"{box}-{press}", "h")
        assert desk.published.issued == {"a": 72}
        every_ticket_once(desk.published)
        await desk.stop()

    assert said
    with closing(open_ledger(tmp_path, datetime.now(UTC), ledger_url)) as ledger:
        asyncio.run(asyncio.wait_for(again(crashing.new_desk(ledger, tmp_path)), 60))
