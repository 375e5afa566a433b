"""A simulated clerk works by the terminal's own keys, against the hall's real rules."""

import asyncio
from typing import Any

from caller.simulated import SimulatedClerk

Desk = Any


def day(desk: Desk, seed: int, acts: int) -> list[str]:
    """What a clerk asked the hall for; time passes by the tests' clock alone."""

    async def passes(seconds: float) -> None:
        desk.wait(seconds)
        await asyncio.sleep(0)

    async def work() -> None:
        clerk = SimulatedClerk(desk.presenter, 3.0, seed, pause=passes)
        for _ in range(acts):
            if desk.hall.state.windows["3"].state == "open":
                desk.hall.take()
            await clerk.act()

    asyncio.run(work())
    return [ask.verb for ask in desk.hall.asks]


def test_a_clerk_signs_in_calls_serves_and_does_all_that_clerks_do(desk: Desk) -> None:
    asked = day(desk, seed=1, acts=250)
    assert asked[:3] == ["open", "next", "start"]
    assert {"finish", "recall", "missed", "pause", "resume"} <= set(asked)
    assert desk.shown.done.number not in ("–", "0")
    assert desk.shown.note == "" or not desk.shown.is_note_red


def test_the_same_seed_works_the_same_way(desk_of: Any) -> None:
    assert day(desk_of(), seed=5, acts=60) == day(desk_of(), seed=5, acts=60)


def test_a_clerk_waits_while_the_hall_is_away_and_goes_on(desk: Desk) -> None:
    desk.fall_silent()
    assert day(desk, seed=1, acts=5) == []
    desk.come_back()
    assert day(desk, seed=1, acts=5)[0] == "open"
