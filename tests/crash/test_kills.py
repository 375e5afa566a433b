"""A real hall is killed at every named point of its way and anywhere else, while people press, listen and read: what was
acknowledged is there, once. Some kills in every test run; a thousand by `make soak`, whose report is kept in docs/proofs/.
"""

import asyncio
import json
import os
import random
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from proving.storm import POINTS, Kill, Toll, planned, report, storm

PROOF = Path(__file__).parents[2] / "docs/proofs/kills.json"
SOAK_KILLS = int(os.environ.get("KILLS", "1000"))
LANES = 2
SOAK_LENGTH = 3.0


def proven(
    folder: Path, plan: list[Kill], lanes: int, seed: int, on_kill: Callable[[Toll], None] = lambda toll: None
) -> dict[str, Any]:
    toll, began_s, kills = Toll(), monotonic(), len(plan)

    async def all_lanes() -> None:
        async with asyncio.TaskGroup() as group:
            for lane in range(lanes):
                place = folder / f"lane-{lane}"
                place.mkdir()
                mine = plan[lane * kills // lanes : (lane + 1) * kills // lanes]
                group.create_task(storm(place, mine, toll, lambda: on_kill(toll), seed + 1000 * lane))

    asyncio.run(all_lanes())
    return report(toll, seed, began_s)


def is_proof(found: dict[str, Any]) -> bool:
    return found["lost"] == found["doubled"] == found["skipped"] == found["torn"] == 0


@pytest.mark.timeout(600)
def test_a_hall_killed_at_every_point_loses_and_doubles_nothing(tmp_path):
    seed = 20260312
    found = proven(tmp_path, list(planned(2 * (len(POINTS) + 3), seed)), lanes=1, seed=seed)
    assert is_proof(found), found
    assert found["kills_by_point"].keys() >= POINTS.keys(), found
    assert found["kills_of_the_whole_program"] == 2
    assert found["acknowledged"]["tickets"] > 50, found
    assert found["acknowledged"]["presses_at_windows"] > 20, found
    assert found["acknowledged"]["facts_told_by_the_stream"] > 50, found


@pytest.mark.soak
@pytest.mark.timeout(5400)
def test_a_thousand_kills_lose_and_double_nothing(tmp_path, capsys):
    def progress(toll: Toll) -> None:
        if toll.killed % 20 == 0:
            with capsys.disabled():
                print(
                    f"\r{toll.killed} of {SOAK_KILLS} kills, {len(toll.findings)} findings",
                    end="",
                    file=sys.stderr,
                    flush=True,
                )

    seed = random.randrange(2**32)
    found = proven(tmp_path, list(planned(SOAK_KILLS, seed, SOAK_LENGTH)), LANES, seed, progress)
    kept = PROOF if SOAK_KILLS >= 1000 else tmp_path / PROOF.name
    kept.write_text(json.dumps(found, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    assert is_proof(found), found
