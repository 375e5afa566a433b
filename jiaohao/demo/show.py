"""The demo from its first process to its last: start, watch, count, end."""

import asyncio
import contextlib
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from rich.console import Console
from rich.live import Live

from config.texts import Texts
from jiaohao.demo.house import House, Wish, environment, open_house
from jiaohao.demo.processes import Processes
from jiaohao.demo.summary import Summary, Tally, summary
from jiaohao.demo.table import table
from link.discovery import LOOPBACK
from link.hall_link import HallLink
from link.messages.facts import Fact
from link.state import State

REDRAW_S = 0.5

FIRST_TICKET_S = 60.0
"""The seconds of a demo begin with its first ticket, for on a slow machine the boxes are long in coming; or then, where none
comes."""


def run(wish: Wish, say: Texts, console: Console) -> Summary:
    """Run a whole demo and say what it did. No process is left, however it ends.

    Raises:
        NotStarted: a part did not come up.
    """
    with tempfile.TemporaryDirectory(prefix="jiaohao-demo-") as folder:
        processes = Processes(logs=wish.out / "logs", environment=environment(wish))
        try:
            house = open_house(processes, Path(folder), wish)
            return asyncio.run(_watch(processes, house, wish, say, console))
        finally:
            processes.stop_all()


async def _watch(processes: Processes, house: House, wish: Wish, say: Texts, console: Console) -> Summary:
    tally = Tally()
    ended = asyncio.Event()
    link = HallLink(
        "demo", hall=house.hall, language=wish.language, interfaces=LOOPBACK, passport=house.watcher
    )
    link.on_change.add(lambda state, facts, is_snapshot: _count(tally, state, facts, is_snapshot=is_snapshot))
    with _told_to_end(ended), _screen(console) as draw:  # before the hall is looked for: Ctrl-C ends that too
        async with link:
            began_s, first_s = time.monotonic(), None
            while not ended.is_set() and not is_over(wish.seconds, time.monotonic() - began_s, first_s):
                if first_s is None and tally.kinds["ticket_issued"]:
                    first_s = time.monotonic() - began_s
                _drawn(draw, link, processes, _so_far(tally, wish, processes), say)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(ended.wait(), REDRAW_S)
            await _wind_down(processes)
            _drawn(draw, link, processes, _so_far(tally, wish, processes), say)
    return _so_far(tally, wish, processes)


def is_over(seconds: float, now_s: float, first_ticket_s: float | None) -> bool:
    """Whether a demo of so many seconds is; both moments count from its beginning. One of none ends when it is told to."""
    begins_s = FIRST_TICKET_S if first_ticket_s is None else min(first_ticket_s, FIRST_TICKET_S)
    return bool(seconds) and now_s >= begins_s + seconds


def _drawn(
    draw: Callable[..., None], link: HallLink, processes: Processes, done: Summary, say: Texts
) -> None:
    draw(table(link.state, processes.boxes, done, link.hall_now(), say.say))


async def _wind_down(processes: Processes) -> None:
    """First no more citizens, then no more calls; the hall and the printer last, by `stop_all`."""
    for box in [box for box in processes.boxes if box.name.startswith("kiosk")]:
        await asyncio.to_thread(processes.stop, box.name)
    await asyncio.sleep(REDRAW_S)


def _count(tally: Tally, state: State, facts: tuple[Fact, ...], *, is_snapshot: bool) -> None:
    if is_snapshot:
        tally.begin(state)
    tally.count(facts)


def _so_far(tally: Tally, wish: Wish, processes: Processes) -> Summary:
    announced = wish.out / "voice" / "announced.jsonl"
    return summary(tally, announced, wish.out / "tickets", errors=len(processes.failed))


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
