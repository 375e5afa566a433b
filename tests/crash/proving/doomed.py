"""A nursery of halls: a process that has loaded everything and forks a hall for each line it is told. Each hall is a
process of its own that opens everything anew, and kills itself (SIGKILL) where it was told to.

Reads orders, one JSON object a line: `data`, `config`, `port`, `point` and `times` (kill yourself when you come to this
point for the n-th time; none: never), `slow_ms` (a commit takes up to so much longer). Says `{"pid": …}` and `{"ready": …}`
for each life, and `{"ended": status}` when it is over.
"""

import asyncio
import ctypes
import itertools
import json
import logging
import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import uvloop
from sqlalchemy import Engine, event

from hall.clock import machine_clock
from hall.running import RunningHall, Settings, settle_memory


def say(**words: object) -> None:
    os.write(1, json.dumps(words).encode() + b"\n")


def fate(point: str, times: int, slow_ms: float) -> Callable[[str], None]:
    """What happens at each point: commits are slow where they should be, and one point is the last."""
    met = itertools.count(1)

    def at_point(name: str) -> None:
        if slow_ms and name in ("before_commit", "written", "after_commit"):
            time.sleep(random.random() * slow_ms / 3000)
        if name == point and next(met) == times:
            os.kill(os.getpid(), signal.SIGKILL)

    return at_point


async def live(order: dict[str, Any], at_point: Callable[[str], None]) -> None:
    settings = Settings(
        config=Path(order["config"]), data=Path(order["data"]), host="127.0.0.1", port=order["port"],
        clock=machine_clock, is_advertised=False,
    )  # fmt: skip
    hall = RunningHall(settings, at_point=at_point)
    await hall.open()
    settle_memory()
    say(ready=hall.url)
    await hall.ended()


def one_life(order: dict[str, Any]) -> None:
    say(pid=os.getpid())
    logging.basicConfig(level=logging.WARNING)
    logging.getLogger("uvicorn").setLevel(logging.ERROR)  # as the program has it
    at_point = fate(order.get("point", ""), order.get("times", 1), order.get("slow_ms", 0))
    event.listen(
        Engine, "commit", lambda connection: at_point("written")
    )  # all is written, nothing is committed
    with asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner:
        runner.run(live(order, at_point))


def end_with_parent() -> None:
    """prctl(2), PR_SET_PDEATHSIG: a test that is cut off leaves no halls behind."""
    ctypes.CDLL(None).prctl(1, signal.SIGKILL)


def main() -> None:
    end_with_parent()
    for line in iter(sys.stdin.readline, ""):
        pid = os.fork()
        if pid == 0:
            end_with_parent()
            try:
                one_life(json.loads(line))
            except BaseException:
                logging.exception("a hall ended by itself")
            os._exit(1)
        say(ended=os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]))


if __name__ == "__main__":
    main()
