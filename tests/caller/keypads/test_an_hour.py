"""Thirty-two keypads on one box through an hour of calls: every press is carried out once, nobody is called twice."""

import asyncio
import random
from collections import Counter
from collections.abc import Callable
from typing import Any

from devices.keypads.emulator import EmulatedBus
from devices.keypads.press import Grade, Keypads, Press
from devices.keypads.serial_keypads import SerialKeypads

WINDOWS = 32
LINES = 2
MINUTES = 60


def test_thirty_two_keypads_on_two_noisy_lines_through_an_hour(make_room: Callable[..., Any]) -> None:
    """The hall's time and the keypads' guards run sixty minutes in as many rounds; the bytes on the lines are real."""
    chance = random.Random(32)

    def spoil(said: bytes) -> bytes:
        return chance.randbytes(2) + said if chance.random() < 0.3 else said

    async def hour() -> None:
        each = WINDOWS // LINES
        buses = [EmulatedBus(range(1, each + 1), spoil=spoil, again_s=10.0) for _ in range(LINES)]
        drivers: dict[str, Keypads] = {}
        rooms: list[Any] = []

        def told(pressed: Press | Grade) -> None:
            rooms[0].desk.press(pressed)

        for line, bus in enumerate(buses):
            pads = {f"w{line * each + at}": at for at in bus.pads}
            # Between two rounds a minute goes by in the hall, but hardly a moment on the line.
            driver = SerialKeypads(bus.port, pads, told, between_s=0.0, repeat_s=0.0, own_s=0.0)
            drivers |= dict.fromkeys(pads, driver)
        room = make_room(WINDOWS, drivers=drivers)
        rooms.append(room)
        for bus in buses:
            bus.open()
        for driver in dict.fromkeys(drivers.values()):
            await driver.open()

        async def press(window: int) -> bool:
            line, at = divmod(window, each)
            return await buses[line].press(at + 1, "next")

        try:
            heard = 0
            for _ in range(MINUTES):
                for _ in range(chance.randrange(20)):
                    room.take(chance.choice(["move", "wed"]))
                room.wait(60)
                pressing = [window for window in range(WINDOWS) if chance.random() < 0.8]
                heard += sum(await asyncio.gather(*map(press, pressing)))
                await room.desk.settled()
            said = [pad.unheard for bus in buses for pad in bus.pads.values()]
            _accounts_agree(room, heard, sum(said))
            await _read_outs_agree(room, buses)
        finally:
            for driver in dict.fromkeys(drivers.values()):
                await driver.close()
            for bus in buses:
                bus.close()

    asyncio.run(hour())


def _accounts_agree(room: Any, heard: int, unheard: int) -> None:
    """A press is one command: the keys are all different, and each was asked once."""
    assert unheard == 0
    assert heard > MINUTES * WINDOWS * 0.7
    assert len(room.asks) == len({ask.key for ask in room.asks}) == heard
    calls = Counter(fact.body.ticket for fact in room.paper.facts if fact.body.kind == "ticket_called")
    assert len(calls) > 200
    assert set(calls.values()) == {1}


async def _read_outs_agree(room: Any, buses: list[EmulatedBus]) -> None:
    """What the last byte on the lines left standing is what the hall says."""

    def wanted(name: str) -> str:
        return f"{room.desk.windows[name]._standing.seen.waiting:03d}{int(room.number(name)[1:] or 0) % 1000:03d}"

    def shown(name: str) -> str:
        line, at = divmod(int(name[1:]) - 1, WINDOWS // LINES)
        return buses[line].pads[at + 1].read_out

    room.wait(10)
    async with asyncio.timeout(60):
        while any(shown(name) != wanted(name) for name in room.desk.windows):  # noqa: ASYNC110 - bytes tell nobody
            await asyncio.sleep(0.02)
