"""Voice: from the moment a call is to be said to its first byte at the player, put together from the pack, nothing kept."""

import asyncio
from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

from figures import Row, at_most, beside, middle, percentile
from halls import Bench

from devices.voices.made import VoiceSettings, engine_of
from devices.voices.speaker import Speaker
from devices.voices.voice import Played
from display.announcer import Call
from display.sentences import sentence

CALLS = 100
WITHIN_MS = 150.0


class Clock:
    """A player that only looks at the clock."""

    def __init__(self) -> None:
        self.begun_s = 0.0

    async def check(self) -> Played:
        return Played(was_heard=True)

    async def play(self, sound: Path, seconds: float) -> Played:
        self.begun_s = perf_counter()
        return Played(was_heard=bool(sound.name) and seconds > 0)


def measure(bench: Bench) -> list[Row]:
    """Calls of many numbers, one after the other, each said once."""
    took_ms = asyncio.run(_took_ms(max(10, int(CALLS * bench.scale))))
    return [
        beside("call to first byte at the player, median", middle(took_ms), "ms"),
        at_most("call to first byte at the player, p95", percentile(took_ms, 95), "ms", WITHIN_MS),
    ]


async def _took_ms(count: int) -> list[float]:
    player = Clock()
    voice = Speaker(engine=engine_of(VoiceSettings()), player=player)
    await voice.open()
    took = []
    for place in range(count):
        said = sentence(_call(place * 7), "zh")
        asked_s = perf_counter()
        if not (await voice.speak([said], name="bench")).was_heard:
            raise RuntimeError(f"{said.text} was not said")
        took.append((player.begun_s - asked_s) * 1000)
    await voice.close()
    return took


def _call(number: int) -> Call:
    return Call(
        seq=number,
        ticket=str(number),
        number=f"A{number % 1000:03}",
        window="3",
        zones=("a",),
        at=datetime(2026, 11, 22, tzinfo=UTC),
    )
