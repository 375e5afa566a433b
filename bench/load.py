"""The load, in a process of its own: `python load.py JOB-AS-JSON` prints what it measured as JSON."""

import asyncio
import json
import sys
from collections.abc import Awaitable, Callable
from time import perf_counter
from typing import Any

import uvloop
from wire import EMPTY, TAKE, caller, display, post

WINDOWS = 60
"""Of the bench hall's 64, so that some stay closed as in a real one."""


async def crowd(job: dict[str, Any]) -> dict[str, Any]:
    """So many clients at once, each pressing again as soon as it is answered, for some seconds or some presses."""
    request = {"take": TAKE, "empty": EMPTY}[job["what"]]
    callers = [await caller(job["port"]) for _ in range(job["clients"])]
    began_s, left = perf_counter(), job.get("count", 1 << 40)
    ends_s, done = began_s + job.get("seconds", 3600), 0

    async def press(one: Any) -> None:
        nonlocal left, done
        while left > 0 and perf_counter() < ends_s:
            left -= 1
            await one.timed(request)
            done += 1

    await asyncio.gather(*map(press, callers))
    return {"per_s": done / (perf_counter() - began_s), "count": done}


async def alone(job: dict[str, Any]) -> dict[str, Any]:
    """One client, one press after another."""
    request = {"take": TAKE, "empty": EMPTY}[job["what"]]
    one = await caller(job["port"])
    for _ in range(20):
        await one.timed(request)
    return {"took_s": [await one.timed(request) for _ in range(job["count"])]}


async def open_windows(job: dict[str, Any]) -> dict[str, Any]:
    """Open the windows, for `calls` and `displays`."""
    one = await caller(job["port"])
    for window in range(1, WINDOWS + 1):
        await one.timed(post(f"/windows/{window}/open", b'{"clerk":"%d"}' % window))
    return {}


async def calls(job: dict[str, Any]) -> dict[str, Any]:
    """Each window calls its next once, and serves it; as many citizens come as are called."""
    one, took_s = await caller(job["port"]), []
    for window in range(1, WINDOWS + 1):
        took_s.append(await one.timed(post(f"/windows/{window}/next")))
        await one.timed(post(f"/windows/{window}/start"))
        await one.timed(TAKE)
    return {"took_s": took_s}


async def displays(job: dict[str, Any]) -> dict[str, Any]:
    """So many displays listen while windows call: from the press to the fact at each of them."""
    ear = _Ear(job["displays"])
    for _ in range(job["displays"]):
        await display(job["port"], ear.hear)
    await asyncio.sleep(0.5)
    one, took_s = await caller(job["port"]), []
    for window in range(1, WINDOWS + 1):
        pressed_s = perf_counter()
        await one.timed(post(f"/windows/{window}/next"))
        took_s += [moment_s - pressed_s for moment_s in await ear.all_heard()]
        await one.timed(post(f"/windows/{window}/start"))
        await one.timed(TAKE)
    return {"took_s": took_s}


class _Ear:
    """When each of so many displays heard of a call."""

    def __init__(self, displays: int) -> None:
        self._displays = displays
        self._heard: list[float] = []
        self._all = asyncio.Event()

    def hear(self, moment_s: float) -> None:
        self._heard.append(moment_s)
        if len(self._heard) == self._displays:
            self._all.set()

    async def all_heard(self) -> list[float]:
        """The moments of one call; then it listens for the next."""
        await asyncio.wait_for(self._all.wait(), 10)
        heard, self._heard = self._heard, []
        self._all.clear()
        return heard


JOBS: dict[str, Callable[[dict[str, Any]], Awaitable[dict[str, Any]]]] = {
    job.__name__: job for job in (crowd, alone, open_windows, calls, displays)
}


async def run(job: dict[str, Any]) -> dict[str, Any]:
    """Do a job, bounded."""
    return await asyncio.wait_for(JOBS[job["job"]](job), 300)


if __name__ == "__main__":
    print(json.dumps(uvloop.run(run(json.loads(sys.argv[1])))))
