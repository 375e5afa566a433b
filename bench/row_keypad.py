"""A keypad's key: from the press on a line to the call in the hall's stream, and to the number on its read-out."""

import asyncio
from pathlib import Path
from time import perf_counter
from typing import Final

from figures import Row, at_most, beside, middle, percentile
from halls import Bench

from caller.keypad_box import KeypadBox
from caller.keypad_settings import KeypadSettings
from config.keypad_table import KeypadTable
from devices.keypads.emulator import EmulatedBus
from link.messages.facts import Fact, TicketCalled
from link.state import State

CALLS: Final = 30
BOUND_S: Final = 60.0
BETWEEN_S: Final = 1.0
"""The same key within 0.8 s is one press."""


def measure(bench: Bench) -> list[Row]:
    """One keypad of a box in this process, its hall in another; the line is a pty, so a frame costs no time on the wire."""
    count = max(5, int(CALLS * bench.scale))
    with bench.hall() as hall:
        hall.load("open_windows")
        hall.load("crowd", what="take", clients=8, count=count + 5)
        called_s, shown_s = asyncio.run(_took_s(hall.port, bench.new_data(), count))
    return [
        beside("keypad: key to call in the stream, median", middle(called_s) * 1000, "ms"),
        at_most("keypad: key to call in the stream, p99", percentile(called_s, 99) * 1000, "ms", 150),
        beside("keypad: key to number on its read-out, median", middle(shown_s) * 1000, "ms"),
    ]


async def _took_s(port: int, data: Path, count: int) -> tuple[list[float], list[float]]:
    """For each call how long it took to be in the stream, and on the read-out."""
    bus = EmulatedBus(range(1, 2))
    bus.open()
    pad = KeypadTable(name="pad", window="1", port="serial", device=bus.port)
    box = KeypadBox(KeypadSettings(box="pads", pads=(pad,), data=data, url=f"http://127.0.0.1:{port}"))
    called: list[float] = []

    def heard(state: State, facts: tuple[Fact, ...], is_snapshot: bool) -> None:
        if any(isinstance(fact.body, TicketCalled) for fact in facts):
            called.append(perf_counter())

    try:
        async with box, asyncio.timeout(BOUND_S + count * 3 * BETWEEN_S):
            await box.link.wait_live(BOUND_S)
            box.link.on_change.add(heard)
            return await _call_all(bus, called, count)
    finally:
        bus.close()


async def _call_all(bus: EmulatedBus, called: list[float], count: int) -> tuple[list[float], list[float]]:
    """Call, begin, and so on with the large key."""
    called_s, shown_s = [], []
    for number in range(count):
        before = bus.pads[1].read_out
        began_s = await _press(bus)
        while len(called) <= number or bus.pads[1].read_out == before:  # noqa: ASYNC110 - bytes tell nobody
            await asyncio.sleep(0.0005)
        called_s.append(called[number] - began_s)
        shown_s.append(perf_counter() - began_s)
        await asyncio.sleep(BETWEEN_S)
        await _press(bus)
        await asyncio.sleep(BETWEEN_S)
    return called_s, shown_s


async def _press(bus: EmulatedBus) -> float:
    """Press the large key; when it went down."""
    began_s = perf_counter()
    if not await bus.press(1, "next"):
        raise RuntimeError("the box did not echo a press")
    return began_s
