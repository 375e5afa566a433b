"""All 64 windows of a hall press `next` at once, again and again: nobody is called twice, nobody is left out, and everybody
is called in their turn. A few rounds in every test run; a thousand by `make soak`, whose report is kept in docs/proofs/.
"""

import asyncio
import itertools
import json
import sys
from collections.abc import Callable
from pathlib import Path
from time import monotonic
from typing import Any

import pytest
from proving.books import books_of
from proving.lives import BENCH_HALL, Nursery, free_port
from proving.wire import Line

PROOF = Path(__file__).parents[2] / "docs/proofs/storm-of-callers.json"
WINDOWS = [str(number) for number in range(1, 65)]
KIOSKS = 16
IMPATIENT = 16
"""Every so many presses one is sent twice at the same moment, as by somebody who does not trust the cable."""


async def post(line: Line, path: str, key: str, value: object | None = None) -> dict[str, Any]:
    answer = await line.ask(
        "POST", path, value or {}, patience_s=120, idempotency_key=key, jiaohao_box="storm"
    )
    assert answer.status < 300, answer.body.decode()
    return answer.value


async def kiosk(port: int, name: int, tickets: int) -> None:
    async with Line(port) as line:
        for number in range(tickets):
            await post(line, "/tickets", f"k{name}-{number}", {"service": "A"})


async def caller(port: int, window: str, calls: int, on_call: Callable[[], None]) -> list[tuple[int, str]]:
    """Presses `next` and `start` in turn until so many came; the (seq, number) of each call, as this window was told."""
    told: list[tuple[int, str]] = []
    press = 0
    async with Line(port) as line, Line(port) as other:
        await post(line, f"/windows/{window}/open", f"w{window}-open", {"clerk": str(1000 + int(window))})
        while len(told) < calls:
            press += 1
            path, key = f"/windows/{window}/next", f"w{window}-{press}"
            sent_on = [line, other] if press % IMPATIENT == 0 else [line]
            replies = await asyncio.gather(*(post(each, path, key) for each in sent_on))
            assert all(_ticket(each) == _ticket(replies[0]) for each in replies if _ticket(each)), (
                "one press, one call"
            )
            got = next((each for each in replies if _ticket(each)), None)
            if got is None:
                await asyncio.sleep(0.005)  # the kiosks are behind
                continue
            told.append((got["seq"], got["ticket"]["number"]))
            await post(line, f"/windows/{window}/start", f"w{window}-{press}-start")
            on_call()
    return told


def _ticket(reply: dict[str, Any]) -> str:
    return (reply["ticket"] or {}).get("number", "")


async def stormed(folder: Path, calls: int, on_call: Callable[[], None] = lambda: None) -> dict[str, Any]:
    """As many tickets as calls; half of them are taken before, half while the windows call."""
    port, began_s = free_port(), monotonic()
    half = len(WINDOWS) * calls // KIOSKS // 2
    async with Nursery(folder / "hall.log") as nursery:
        life = await nursery.bear(data=folder / "data", config=BENCH_HALL, port=port)
        await life.serves()
        await asyncio.gather(*(kiosk(port, name, half) for name in range(KIOSKS)))
        late = asyncio.gather(*(kiosk(port, KIOSKS + name, half) for name in range(KIOSKS)))
        told = await asyncio.gather(*(caller(port, window, calls, on_call) for window in WINDOWS))
        await late
        life.kill()
        await life.over()
    found = judged(folder / "data", [call for each in told for call in each], 2 * KIOSKS * half)
    return found | {"windows": len(WINDOWS), "minutes": round((monotonic() - began_s) / 60, 1)}


def judged(data: Path, told: list[tuple[int, str]], tickets: int) -> dict[str, Any]:
    """What the windows were told, and the ledger, held against the tickets that were taken: A00001, A00002 …"""
    called = [number for _, number in sorted(told)]
    facts = books_of(data).facts.values()
    numbers = {each["ticket"]: each["number"] for each in facts if each["kind"] == "ticket_issued"}
    kept = [numbers[each["ticket"]] for each in facts if each["kind"] == "ticket_called"]
    return {
        "tickets": tickets,
        "calls": len(called),
        "called_twice": len(called) - len(set(called)),
        "skipped": len(set(numbers.values()) - set(called)),
        "out_of_turn": sum(later < earlier for earlier, later in itertools.pairwise(called)),
        "told_otherwise_than_kept": sum(one != other for one, other in zip(called, kept, strict=False)),
    }


def is_right(found: dict[str, Any]) -> bool:
    wrong = ("called_twice", "skipped", "out_of_turn", "told_otherwise_than_kept")
    return found["calls"] == found["tickets"] and not any(found[each] for each in wrong)


def test_what_is_wrong_is_seen(tmp_path):
    assert not is_right(judged(tmp_path, [(1, "A1"), (2, "A1")], 2))
    assert not is_right(judged(tmp_path, [(1, "A2"), (2, "A1")], 2))
    assert not is_right(judged(tmp_path, [(1, "A1")], 2))
    assert is_right(judged(tmp_path, [(2, "A2"), (1, "A1")], 2))


@pytest.mark.timeout(300)
def test_sixty_four_windows_at_once_call_everybody_once_and_in_turn(tmp_path):
    found = asyncio.run(asyncio.wait_for(stormed(tmp_path, calls=8), 280))
    assert found["calls"] == 64 * 8
    assert is_right(found), found


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_sixty_four_windows_press_a_thousand_times(tmp_path, capsys):
    calls = itertools.count(1)

    def progress() -> None:
        if (done := next(calls)) % 1000 == 0:
            with capsys.disabled():
                print(f"\r{done} of 64000 calls", end="", file=sys.stderr, flush=True)

    found = asyncio.run(stormed(tmp_path, 1000, progress))
    PROOF.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    assert is_right(found), found
