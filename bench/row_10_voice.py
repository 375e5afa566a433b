"""Voice: from the moment a box hears of a call to its first byte at the player, remembered on disk first, from the pack."""

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import perf_counter

from figures import Row, at_most, beside, middle, percentile
from halls import Bench

from devices.voices.made import VoiceSettings, engine_of
from devices.voices.speaker import Speaker
from devices.voices.voice import Played
from display.announced import Announced
from display.announcer import Call, Memory, Standing
from display.announcing import Announcing
from display.memory import MemoryFile
from display.wording import Wording

CALLS = 100
WITHIN_MS = 150.0
NINE = datetime(2026, 11, 22, 9, tzinfo=UTC)


class Clock:
    """A player that only looks at the clock."""

    def __init__(self) -> None:
        self.begun_s = 0.0

    async def check(self) -> Played:
        return Played(was_heard=True)

    async def play(self, sound: Path, seconds: float) -> Played:
        self.begun_s = self.begun_s or perf_counter()
        return Played(was_heard=bool(sound.name) and seconds > 0)


def measure(bench: Bench) -> list[Row]:
    """Calls of many numbers, one after the other, each said once; nothing is kept from one to the next."""
    took_ms = asyncio.run(_took_ms(max(10, int(CALLS * bench.scale))))
    return [
        beside("call heard of to first byte at the player, median", middle(took_ms), "ms"),
        at_most("call heard of to first byte at the player, p95", percentile(took_ms, 95), "ms", WITHIN_MS),
    ]


async def _took_ms(count: int) -> list[float]:
    player, is_over = Clock(), asyncio.Event()
    heard: list[Announced] = []

    def over(announced: Announced) -> None:
        heard.append(announced)
        is_over.set()

    with tempfile.TemporaryDirectory(prefix="jiaohao-bench-") as folder:
        memory = MemoryFile(Path(folder) / "last-begun.json")
        memory.store(Memory(ledger="L1", last_begun=0))
        voice = Speaker(engine=engine_of(VoiceSettings(languages=("zh",))), player=player)
        announcing = Announcing(
            voice, memory, zones=(), wording=Wording(times=1), now=lambda: NINE, on_announced=over
        )
        speaking = asyncio.create_task(announcing.run())
        await asyncio.sleep(1)  # until the pack is open
        took = []
        for seq in range(1, count + 1):
            player.begun_s, asked_s = 0.0, perf_counter()
            is_over.clear()
            announcing.hear(Standing(ledger="L1", seq=seq, calls=(_call(seq),)))
            await is_over.wait()
            took.append((player.begun_s - asked_s) * 1000)
        speaking.cancel()
        await asyncio.wait([speaking])
    if not all(announced.was_heard for announced in heard):
        raise RuntimeError(f"{heard[-1].text} was not said")
    return took


def _call(seq: int) -> Call:
    return Call(
        seq=seq,
        ticket=str(seq),
        number=f"A{seq * 7 % 1000:03}",
        window="3",
        zones=("a",),
        at=NINE - timedelta(seconds=1),
    )
