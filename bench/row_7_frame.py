"""Frame: from the press on `next` to the board's frame that shows the number, beside the fact's own way in the same run."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from figures import Row, at_most, beside, middle, percentile
from halls import ROOT, Bench, HallProcess
from PySide6.QtGui import QGuiApplication
from PySide6.QtQuick import QQuickView
from wire import Caller, caller, display, post

from config.board_layout_file import load_layout
from display.app import Display
from display.board_settings import BoardSettings
from display.settings import DisplaySettings
from look.loop import Faults
from look.loop import run as run_loop
from look.rows import Rows

CALLS = 100
"""So many that the 99th percentile is not the slowest."""

WINDOWS = 8
"""Those of the board's zone, one after the other."""

TWO_FRAMES_MS = 2 * 16.7
BETWEEN_S = (0.15, 0.2, 0.27)
"""From a frame to the next press; not in step with anything that moves on the board."""

BOUND_S = 20.0


def measure(bench: Bench) -> list[Row]:
    """A board in a process of its own, and a bare listener beside it, hear the same calls of one hall."""
    count = max(10, int(CALLS * bench.scale))
    with bench.hall() as hall:
        hall.load("open_windows")
        hall.load("crowd", what="take", clients=8, count=count + 100)
        facts_s, frames_s = asyncio.run(asyncio.wait_for(_took_s(hall, count), 20 * BOUND_S))
    fact_ms, frame_ms = percentile(facts_s, 99) * 1000, percentile(frames_s, 99) * 1000
    return [
        beside("call to fact at a bare listener beside a board, p99", fact_ms, "ms"),
        beside("call to frame on a board, median", middle(frames_s) * 1000, "ms"),
        at_most("call to frame on a board, p99", frame_ms, "ms", round(fact_ms + TWO_FRAMES_MS, 1)),
    ]


# ── the calls ────────────────────────────────────────────────────────────────────────────────────────


async def _took_s(hall: HallProcess, count: int) -> tuple[list[float], list[float]]:
    """From each press to the fact, and to the frame."""
    heard, facts_s, frames_s = asyncio.Queue[float](), [], []
    async with _board(hall.port) as board:
        listener, one = await display(hall.port, heard.put_nowait), await caller(hall.port)
        for call in range(count):
            await asyncio.sleep(BETWEEN_S[call % len(BETWEEN_S)])
            pressed_s = perf_counter()
            number = await _called(one, call % WINDOWS + 1)
            frames_s.append(await _shown(board, number) - pressed_s)
            facts_s.append(await asyncio.wait_for(heard.get(), BOUND_S) - pressed_s)
            await one.timed(post(f"/windows/{call % WINDOWS + 1}/start"))
        listener.close()
        one.close()
    return facts_s, frames_s


async def _called(one: Caller, window: int) -> str:
    """The number that a window calls."""
    status, body = await one.ask(post(f"/windows/{window}/next"))
    if status >= 300:
        raise RuntimeError(f"{status} {body.decode()}")
    return str(json.loads(body)["ticket"]["number"])


async def _shown(board: Process, number: str) -> float:
    """When the frame with a number was drawn. perf_counter is one clock for all processes of a machine."""
    assert board.stdout is not None
    async with asyncio.timeout(BOUND_S):
        while words := (await board.stdout.readline()).decode().split():
            if words[0] == number:
                return float(words[1])
    raise RuntimeError("the board ended by itself")


@asynccontextmanager
async def _board(port: int) -> AsyncIterator[Process]:
    """A board that follows the hall; ended at the end."""
    drawing = {"QT_QPA_PLATFORM": "offscreen", "QT_QUICK_BACKEND": "software"}
    around = {**os.environ, **drawing, "PYTHONPATH": str(ROOT)}
    board = await asyncio.create_subprocess_exec(
        sys.executable, __file__, str(port), stdout=asyncio.subprocess.PIPE, env=around
    )
    try:
        await _shown(board, LIVE)
        yield board
    finally:
        if board.returncode is None:
            board.kill()
        await board.wait()


# ── the board ────────────────────────────────────────────────────────────────────────────────────────

LIVE = "live"
"""What the board says instead of a number at its first frame with the hall's page."""


class _Frames:
    """Says each number once, with the moment when the first frame with it was drawn."""

    def __init__(self, window: QQuickView) -> None:
        self._view: Any = window.rootContext().contextProperty("screen").view
        self._said = set[str]()
        window.frameSwapped.connect(self._drawn)

    def _drawn(self) -> None:
        """Software draws a frame whole in the thread of the model, so that the frame shows what the model holds."""
        drawn_s = perf_counter()
        for word in self._words() - self._said:
            self._said.add(word)
            print(word, drawn_s, flush=True)

    def _words(self) -> set[str]:
        if self._view.value("page") not in ("quiet", "called", "calling"):
            return set()
        tables = [self._view.value(name) for name in ("bands", "history")]
        rows: list[Any] = [row for table in tables if isinstance(table, Rows) for row in table.rows]
        return {LIVE, *(row["number"] for row in rows)}


async def _be_board(faults: Faults, port: str) -> int:
    layout = load_layout("landscape", Path("/nowhere"))
    own = BoardSettings(layout=layout, zone="z1", size=(1920, 1080))
    settings = DisplaySettings(
        box="board-1", url=f"http://127.0.0.1:{port}", boards=(own,), is_fullscreen=False
    )
    running = asyncio.create_task(Display(settings).run(faults))
    await asyncio.sleep(0)
    windows = QGuiApplication.topLevelWindows()
    kept = [_Frames(window) for window in windows if isinstance(window, QQuickView)]
    assert kept
    return await running


if __name__ == "__main__":
    sys.exit(run_loop(lambda faults: _be_board(faults, sys.argv[1])))
