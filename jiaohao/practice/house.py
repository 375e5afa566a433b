"""A practice from its first process to its last: a hall on this machine alone, screens, life; then all of it is gone."""

import asyncio
import os
import signal
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final

import tomlkit

from jiaohao.demo.clock import working_morning
from jiaohao.demo.house import NotStarted, expect
from jiaohao.demo.processes import BoxProcess, Processes
from jiaohao.practice.boxes import PARTS, PartName, PracticeBox, written
from jiaohao.practice.drill import Drill
from jiaohao.practice.hall import write_practice_hall
from link.hall_link import HallLink
from link.messages.definition import Definition

__all__ = ["NotStarted", "Wish", "practise"]

LOOK_S: Final = 0.25
LIVE_S: Final = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What whoever practises asked for. `hall` and `box` are real files, None: the example; `seconds` 0: until the windows
    are closed; `window` empty: that of the box, else the first."""

    parts: tuple[PartName, ...] = PARTS
    hall: Path | None = None
    box: Path | None = None
    window: str = ""
    language: str = "zh"
    seconds: float = 0.0
    shots: Path | None = None
    has_real_paper: bool = False
    citizen_s: float = 6.0
    service_s: float = 25.0
    seed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where the screens find their hall, the real box's file, and the window at which a clerk practises."""

    url: str
    given: str
    window: str


def practise(wish: Wish) -> int:
    """Practise until the last window is closed; the exit status. Nothing of it is left on the disk.

    Raises:
        NoHall, ConfigError: the hall's file is not one.
        NotStarted: a part did not come up.
    """
    signal.signal(signal.SIGTERM, _as_if_interrupted)
    with tempfile.TemporaryDirectory(prefix="jiaohao-practice-") as name:
        folder = Path(name)
        definition, file = write_practice_hall(folder, wish.hall)
        given = wish.box.read_text("utf-8") if wish.box else ""
        window = window_of(definition, wish.window, given)
        processes = Processes(logs=folder / "logs", environment=environment())
        try:
            url = _start_hall(processes, definition, file, folder)
            screens = _start_screens(processes, wish, _Place(url=url, given=given, window=window), folder)
            practised = (window,) if "caller" in wish.parts else ()
            return asyncio.run(_live(wish, url, definition, screens, practised))
        finally:
            processes.stop_all()


def _as_if_interrupted(number: int, frame: object) -> None:
    """Whoever is told to end while it still starts takes its folder away too."""
    raise KeyboardInterrupt


def window_of(definition: Definition, wished: str, given: str) -> str:
    """At which window a clerk practises: the wished one, else the box's own, else the hall's first."""
    own = str(tomlkit.parse(given).get("caller", {}).get("window", "")) if given else ""
    known = [each.id for each in definition.windows]
    return next((each for each in (wished, own) if each in known), known[0] if known else "")


def environment() -> Mapping[str, str]:
    """What the parts run in; without windows where nobody could see them."""
    is_seen = (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY") or os.environ.get("QT_QPA_PLATFORM")
    )
    return {**os.environ, **({} if is_seen else {"QT_QPA_PLATFORM": "offscreen"}), "PYTHONUNBUFFERED": "1"}


def _start_hall(processes: Processes, definition: Definition, file: Path, folder: Path) -> str:
    """On loopback, without mDNS and without tokens: no box on the LAN hears of it, none of its boxes hears another hall."""
    morning = working_morning(date.today(), definition.timezone).isoformat()
    words = (
        "hall", "--config", str(file), "--data", str(folder / "data"), "--bind", "127.0.0.1:0",
        "--insecure-loopback", "--no-mdns", "--clock", morning,
    )  # fmt: skip
    return expect(processes.start("hall", words), r"READY (\S+)")


def _start_screens(processes: Processes, wish: Wish, place: _Place, folder: Path) -> list[BoxProcess]:
    tickets = folder / "tickets"
    port = expect(
        processes.start("printer", ["printer", "emulate", "--port", "0", "--out", str(tickets)]),
        r"127\.0\.0\.1:(\d+)",
    )
    started = []
    for part in wish.parts:
        box = PracticeBox(
            part=part,
            url=place.url,
            language=wish.language,
            printer_address=f"127.0.0.1:{port}",
            window=place.window,
            given=place.given,
            has_real_paper=wish.has_real_paper,
        )
        shots = ("--shots", str(wish.shots)) if wish.shots else ()
        started.append(processes.start(part, [part, "--box", str(written(box, folder)), *shots]))
    return started


async def _live(
    wish: Wish, url: str, definition: Definition, screens: list[BoxProcess], practised: tuple[str, ...]
) -> int:
    """The hall lives while somebody practises."""
    until = time.monotonic() + wish.seconds if wish.seconds else None
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, ended.set)
    async with HallLink("practice", hall=definition.id, url=url, language=wish.language) as link:
        await link.wait_live(LIVE_S)
        drill = Drill(link, practised, citizen_s=wish.citizen_s, service_s=wish.service_s, seed=wish.seed)
        living = asyncio.create_task(drill.live())
        while not ended.is_set() and any(each.is_alive for each in screens):
            if living.done() or (until is not None and time.monotonic() >= until):
                break
            await asyncio.sleep(LOOK_S)
        living.cancel()
        await asyncio.gather(living, return_exceptions=True)
    return 1 if any(each.process.poll() not in (None, 0) for each in screens) else 0
