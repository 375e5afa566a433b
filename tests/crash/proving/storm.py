"""Kills without end: a hall at work is killed, what lies there is held against what was said, and it is started again."""

import asyncio
import os
import platform
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from time import monotonic
from typing import Any

from proving.books import books_of
from proving.comparison import Finding, compared
from proving.lives import BENCH_HALL, Life, Nursery, free_port, program
from proving.marks import Marks
from proving.people import board, clerk, kiosk, reader
from proving.wire import Line

POINTS = {
    "decided": 120, "encoded": 120, "batched": 100,
    "before_commit": 25, "written": 25, "after_commit": 25,
    "published": 25, "told": 25, "replied": 25,
}  # fmt: skip
"""Between decide, encode, write, sync, publish, tell and reply; and how often, at most, a life may come there."""

KILLS_A_LEDGER = 25
"""Then a new one is begun: what is compared after each kill stays small."""

LONGEST_LIFE_S = 30.0
"""A life that serves for so long and does not come to its point is killed where it is."""


@dataclass(frozen=True, slots=True)
class Kill:
    """One kill to come. Without a `point` it comes from outside, `after_s` the start; `is_program`: the life is one of
    the real `jiaohao hall`, not of a nursery."""

    point: str = ""
    times: int = 1
    after_s: float = 0.0
    slow_ms: float = 0.0
    is_program: bool = False


@dataclass(slots=True)
class Toll:
    """What all the kills came to."""

    kills: Counter[str] = field(default_factory=Counter)
    programs: int = 0
    slowed: int = 0
    counts: Counter[str] = field(default_factory=Counter)
    findings: list[Finding] = field(default_factory=list)

    @property
    def killed(self) -> int:
        return sum(self.kills.values())


def planned(kills: int, seed: int, length: float = 1.0) -> Iterator[Kill]:
    """Each point in turn, then three times anywhere, one of these in the real program; every other round with slow commits.
    `length` makes lives longer, so that more is acknowledged in each."""
    chance = random.Random(seed)
    round_of = [*POINTS, "", "", "program"]
    for number in range(kills):
        point, slow_ms = round_of[number % len(round_of)], 30.0 * (number // len(round_of) % 2)
        if point in POINTS:
            most = length * POINTS[point] / (3 if slow_ms else 1)
            yield Kill(point, times=max(1, round(most ** chance.random())), slow_ms=slow_ms)
        else:
            is_program = point == "program"
            after_s = length * chance.uniform(0.0, 0.8) + (1.2 if is_program else 0.0)
            yield Kill(after_s=after_s, slow_ms=0.0 if is_program else slow_ms, is_program=is_program)


async def storm(
    folder: Path, kills: Sequence[Kill], toll: Toll, on_kill: Callable[[], None], seed: int
) -> None:
    """All these kills, one after another, a fresh ledger every some of them."""
    port = free_port()
    async with Nursery(folder / "halls.log") as nursery:
        for first in range(0, len(kills), KILLS_A_LEDGER):
            day = folder / f"ledger-{first}"
            day.mkdir()
            some = kills[first : first + KILLS_A_LEDGER]
            await _Day(day, port, nursery, toll, random.Random(seed + first)).played(some, on_kill)


class _Day:
    """One ledger from its making to its last kill."""

    def __init__(self, folder: Path, port: int, nursery: Nursery, toll: Toll, chance: random.Random) -> None:
        self._folder, self._data, self._port = folder, folder / "data", port
        self._nursery, self._toll, self._chance = nursery, toll, chance
        self._marks = Marks(folder / "marks.jsonl")
        self._is_over = False

    async def played(self, kills: Sequence[Kill], on_kill: Callable[[], None]) -> None:
        workers, watchers = self._people()
        for kill in kills:
            await self._lived(kill)
            self._compare()
            on_kill()
        life = await self._begin(Kill())
        await life.serves()
        self._is_over = True
        await asyncio.wait_for(asyncio.gather(*workers), 120)
        await self._compare_with_the_hall()
        life.kill()
        await life.over()
        for task in watchers:
            task.cancel()
        self._compare()
        self._add_up()

    def _people(self) -> tuple[list[asyncio.Task[None]], list[asyncio.Task[None]]]:
        port, marks, over = self._port, self._marks, lambda: self._is_over
        chances = (random.Random(self._chance.random()) for _ in range(99))
        workers = [kiosk(port, marks, f"k{n}", next(chances), over) for n in range(4)]
        workers += [clerk(port, marks, str(n), next(chances), over) for n in range(1, 4)]
        watchers = [board(port, marks), board(port, marks), reader(port, marks)]
        return [asyncio.create_task(each) for each in workers], [
            asyncio.create_task(each) for each in watchers
        ]

    async def _begin(self, kill: Kill) -> Life:
        if kill.is_program:
            return await program(self._data, self._port, self._folder / "program.log")
        return await self._nursery.bear(
            data=self._data, config=BENCH_HALL, port=self._port, point=kill.point, times=kill.times,
            slow_ms=kill.slow_ms,
        )  # fmt: skip

    async def _lived(self, kill: Kill) -> None:
        """One life to its end; ends by itself only where it kills itself."""
        life = await self._begin(kill)
        if kill.point:
            await life.begun()
        came_there = await life.over(LONGEST_LIFE_S if kill.point else kill.after_s)
        life.kill()
        await life.over()
        status = life.status.result()
        assert status == -9, (
            f"the hall ended by itself with status {status}: see the logs in {self._folder.parent}"
        )
        self._toll.kills[kill.point if came_there else "anywhere"] += 1
        self._toll.programs += kill.is_program
        self._toll.slowed += kill.slow_ms > 0
        await asyncio.sleep(0.02)  # what the dead hall had sent is read

    def _compare(self) -> None:
        self._found(compared(self._marks, books_of(self._data)))

    def _found(self, findings: Sequence[Finding]) -> None:
        """What is lost is lost at every later look too, and counts once."""
        here = [Finding(each.what, f"{self._folder.name}: {each.about}") for each in findings]
        self._toll.findings += [each for each in dict.fromkeys(here) if each not in self._toll.findings]

    async def _compare_with_the_hall(self) -> None:
        """What the hall that has replayed all this shows is what the file says."""
        async with Line(self._port) as line:
            answer = await line.ask("GET", "/state?all=1")
        shown = {each["id"]: each["number"] for each in answer.value["tickets"]}
        facts = books_of(self._data).facts.values()
        kept = {each["ticket"]: each["number"] for each in facts if each["kind"] == "ticket_issued"}
        if shown != kept:
            self._found([Finding("lost", "the hall shows other tickets than its ledger has")])

    def _add_up(self) -> None:
        told = Counter("tickets" if each.verb == "tickets" else "presses" for each in self._marks.told)
        facts = sum(len(book) for book in self._marks.heard)
        self._toll.counts.update(self._marks.counts | told | Counter(facts=facts, ledgers=1))


def report(toll: Toll, seed: int, began_s: float) -> dict[str, Any]:
    """The proof, as it is kept."""
    counts, what = toll.counts, Counter(each.what for each in toll.findings)
    return {
        "at": datetime.now(UTC).date().isoformat(),
        "machine": f"{platform.system()} {platform.machine()}, Python {platform.python_version()}, {os.cpu_count()} cores",
        "seed": seed,
        "minutes": round((monotonic() - began_s) / 60, 1),
        "kills": toll.killed,
        "kills_by_point": dict(sorted(toll.kills.items())),
        "kills_of_the_whole_program": toll.programs,
        "kills_with_slow_commits": toll.slowed,
        "ledgers": counts["ledgers"],
        "acknowledged": {
            "tickets": counts["tickets"], "presses_at_windows": counts["presses"],
            "facts_told_by_the_stream": counts["facts"], "reads": counts["saw"],
        },
        "repeated_presses": counts["repeated"],
        "requests_without_an_answer": counts["unanswered"],
        "lost": what["lost"],
        "doubled": what["doubled"],
        "skipped": what["skipped"],
        "torn": what["torn"],
        "findings": [f"{each.what}: {each.about}" for each in toll.findings[:20]],
    }  # fmt: skip
