"""A kiosk remembers its hall as soon as it heard it: the hall may go in the next moment, and the kiosk's program with it."""

import asyncio
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from outage import HALL, MORNING

from hall.rules.paper import PaperHall
from kiosk.island.alone import FOLDER, GoingOn
from kiosk.island.machine import this_machine
from kiosk.island.remembered import FILE
from link.passport import Passport
from link.reconnect import LinkStatus
from link.state import State


@dataclass
class ALink:
    """A link to a hall that was heard, or never was; it is cut now."""

    state: State = field(default_factory=State)
    silent_s: float | None = None
    mirror: Any = field(
        default_factory=lambda: SimpleNamespace(clock=SimpleNamespace(is_known=False), last_id="")
    )

    @property
    def status(self) -> LinkStatus:
        return LinkStatus(state="waiting", since=datetime.now(UTC), reason="cut")

    def hall_now(self) -> datetime:
        return MORNING


async def lives(link: ALink, folder: Path, *, wakes: bool = False) -> State:
    """One life of the program, killed as soon as the hall is remembered; the state with which it began."""
    tasks: list[asyncio.Task[None]] = []
    going_on = GoingOn(
        link, Passport("k1"), "k1/ticket", folder, lambda work: tasks.append(asyncio.create_task(work))
    )
    async with going_on:
        began_with = going_on.state
        going_on.start()
        if wakes:
            going_on.wake()
        for _ in range(3000 if link.state.seq else 10):
            if (folder / FOLDER / FILE).exists():
                break
            await asyncio.sleep(0.01)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
    return began_with


@pytest.mark.skipif(not this_machine().boot, reason="this kernel does not name its starts")
@pytest.mark.parametrize("wakes", [False, True])
def test_a_hall_that_went_right_after_it_was_heard_is_known_to_the_next_start_of_the_program(
    tmp_path: Path, wakes: bool
) -> None:
    heard = PaperHall(HALL, MORNING).state
    asyncio.run(lives(ALink(heard, silent_s=0.5), tmp_path, wakes=wakes))
    assert asyncio.run(lives(ALink(), tmp_path)).definition == HALL


def test_a_hall_that_was_never_heard_is_not_remembered(tmp_path: Path) -> None:
    asyncio.run(lives(ALink(), tmp_path))
    assert not (tmp_path / FOLDER / FILE).exists()
