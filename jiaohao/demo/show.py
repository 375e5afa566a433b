"""The demo from its first process to its last: start, watch, count, end."""

import asyncio
import contextlib
import os
import signal
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.live import Live

from config.texts import Texts
from jiaohao.demo.boxes import PRINTER, Pace, boxes, write
from jiaohao.demo.clock import working_morning
from jiaohao.demo.hall import write_hall
from jiaohao.demo.processes import BoxProcess, Processes, match_said
from jiaohao.demo.summary import Summary, Tally, summary
from jiaohao.demo.table import table
from link.discovery import LOOPBACK
from link.hall_link import HallLink
from link.state import State

READY_S = 30.0
"""A cold start on a small box, with the fonts read for the first time."""

REDRAW_S = 0.5
LAST_PAPER_S = 3.0
"""After the last touch: what is being printed comes out before the printer goes."""


class NotStarted(Exception):
    """A part of the demo did not come up; `told` is the end of what it wrote."""

    def __init__(self, box: str, told: str) -> None:
        super().__init__(box)
        self.box = box
        self.told = told


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the person who starts the demo asked for. `seconds` 0: until Ctrl-C."""

    out: Path
    seconds: float
    is_headless: bool
    language: str


def run(wish: Wish, say: Texts, console: Console) -> Summary:
    """Run a whole demo and say what it did. No process is left, however it ends.

    Raises:
        NotStarted: a part did not come up.
    """
    with tempfile.TemporaryDirectory(prefix="jiaohao-demo-") as folder:
        processes = Processes(logs=wish.out / "logs", environment=_environment(wish))
        try:
            hall = _start(processes, Path(folder), wish)
            return asyncio.run(_watch(processes, hall, wish, say, console))
        finally:
            processes.stop_all()


def _start(processes: Processes, folder: Path, wish: Wish) -> str:
    """Start the printer, the hall and the boxes; gives the hall's id."""
    hall, definition = write_hall(folder)
    tickets = wish.out / "tickets"
    printer = processes.start(PRINTER, ["printer", "emulate", "--port", "0", "--out", str(tickets)])
    clock = working_morning(date.today(), "Asia/Shanghai").isoformat()
    coordinator = processes.start(
        "hall",
        ["hall", "--config", str(definition), "--data", str(folder / "data"), "--bind", "127.0.0.1:0",
         "--insecure-loopback", "--clock", clock],
    )  # fmt: skip
    port = _expect(printer, r"127\.0\.0\.1:(\d+)")
    _expect(coordinator, r"READY (\S+)")
    made = boxes(hall, f"127.0.0.1:{port}", wish.out, Pace(), wish.language, is_seen=not wish.is_headless)
    for box in made:
        settings = write(box, folder, wish.language)
        processes.start(box.name, [box.kind, "--box", str(settings), *box.words])
    return hall


def _expect(box: BoxProcess, pattern: str) -> str:
    found = match_said(box, pattern, READY_S)
    if found is None:
        raise NotStarted(box.name, box.log.read_text(encoding="utf-8", errors="replace")[-2000:])
    return found


async def _watch(processes: Processes, hall: str, wish: Wish, say: Texts, console: Console) -> Summary:
    tally = Tally()
    ended = asyncio.Event()
    async with HallLink("demo", hall=hall, language=wish.language, interfaces=LOOPBACK) as link:
        link.on_change.add(
            lambda state, facts, is_snapshot: _count(tally, state, facts, is_snapshot=is_snapshot)
        )
        with _told_to_end(ended), _screen(console) as draw:
            until = time.monotonic() + wish.seconds if wish.seconds else None
            while not ended.is_set() and (until is None or time.monotonic() < until):
                draw(
                    table(
                        link.state, processes.boxes, _so_far(tally, wish, processes), link.hall_now(), say.say
                    )
                )
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(ended.wait(), REDRAW_S)
            await _wind_down(processes)
            draw(
                table(link.state, processes.boxes, _so_far(tally, wish, processes), link.hall_now(), say.say)
            )
    return _so_far(tally, wish, processes)


async def _wind_down(processes: Processes) -> None:
    """First no more citizens, then no more calls; the hall and the printer last, by `stop_all`."""
    for box in [box for box in processes.boxes if box.name.startswith("kiosk")]:
        await asyncio.to_thread(processes.stop, box.name)
    await asyncio.sleep(REDRAW_S)


def _count(tally: Tally, state: State, facts: tuple[object, ...], *, is_snapshot: bool) -> None:
    if is_snapshot:
        tally.begin(state)
    tally.count(facts)  # type: ignore[arg-type]


def _so_far(tally: Tally, wish: Wish, processes: Processes) -> Summary:
    announced = wish.out / "voice" / "announced.jsonl"
    return summary(tally, announced, wish.out / "tickets", errors=len(processes.failed))


def _environment(wish: Wish) -> Mapping[str, str]:
    headless = {"QT_QPA_PLATFORM": "offscreen"} if wish.is_headless else {}
    return {**os.environ, **headless, "PYTHONUNBUFFERED": "1"}


@contextlib.contextmanager
def _told_to_end(ended: asyncio.Event) -> Iterator[None]:
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    try:
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            loop.remove_signal_handler(number)


@contextlib.contextmanager
def _screen(console: Console) -> Iterator[Callable[..., None]]:
    """A table that stays in place on a terminal; nothing where output goes to a file."""
    if not console.is_terminal:
        yield lambda drawn: None
        return
    with Live(console=console, auto_refresh=False) as live:
        yield lambda drawn: live.update(drawn, refresh=True)
