"""Opening the demo's house: printer and hall first, then the boxes that find it."""

import os
import random
import socket
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jiaohao.demo.boxes import DISPLAY, PRINTER, SIGNS, Pace, boxes, write
from jiaohao.demo.clock import working_morning
from jiaohao.demo.hall import write_hall
from jiaohao.demo.paired import WATCHER, pair_all, watcher
from jiaohao.demo.processes import BoxProcess, Processes, match_said
from link.passport import Passport

READY_S = 90.0
"""A cold start on a small box, with the fonts read for the first time, takes thirty; and a machine may be busy."""

BELOW_EPHEMERAL = range(20_000, 32_000)
"""Linux gives away 32768 and above."""


class NotStarted(Exception):
    """A part of the demo did not come up; `told` is the end of what it wrote."""

    def __init__(self, box: str, told: str) -> None:
        super().__init__(f"{box}: {told}")
        self.box = box
        self.told = told


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the person who starts the demo asked for. `seconds`, from the first ticket on; 0: until Ctrl-C."""

    out: Path
    seconds: float = 0.0
    is_headless: bool = True
    language: str = "zh"
    pace: Pace = Pace()
    is_insecure: bool = False
    """Without TLS and tokens, so that any program on this machine may look on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What came up: the hall's id and address, the words that start a hall without tokens again, and who may look on."""

    hall: str
    url: str
    hall_words: tuple[str, ...]
    watcher: Passport


def open_house(processes: Processes, folder: Path, wish: Wish) -> House:
    """Start printer, hall, signs and boxes, which are paired and find it by mDNS; files of the run go into `folder`.

    Raises:
        NotStarted: a part did not come up.
    """
    hall, definition = write_hall(folder)
    tickets = wish.out / "tickets"
    printer = processes.start(PRINTER, ["printer", "emulate", "--port", "0", "--out", str(tickets)])
    data, words = folder / "data", hall_words(definition, folder / "data")
    url = expect(start_hall(processes, definition, data, is_insecure=wish.is_insecure), r"READY (\S+)")
    port = expect(printer, r"127\.0\.0\.1:(\d+)")
    made = boxes(
        hall,
        f"127.0.0.1:{port}",
        wish.out,
        wish.pace,
        wish.language,
        is_seen=not wish.is_headless,
        sign_ports=free_ports(2),
    )
    written = {box.name: write(box, folder, wish.language) for box in made}
    seen = ("--box", str(written[DISPLAY]), "--out", str(wish.out / "signs"))
    expect(processes.start(SIGNS, ["sign", "emulate", *seen]), r"(127\.0\.0\.1:\d+)")
    if not wish.is_insecure:
        pair_all(made, folder, data, url, wish.language)
    for box in made:
        settings = written[box.name]
        scale = 1.0 if wish.is_headless else box.place.scale
        processes.start(box.name, [box.kind, "--box", str(settings), *box.words], scale)
    looks_on = Passport(WATCHER) if wish.is_insecure else watcher(data, wish.language)
    return House(hall=hall, url=url, hall_words=words, watcher=looks_on)


def free_ports(count: int) -> tuple[int, ...]:
    """Ports of this machine at which nobody listens now; below those that the system gives away (ip(7)), so that nobody
    takes them before they are used."""
    found: list[int] = []
    for port in random.sample(BELOW_EPHEMERAL, len(BELOW_EPHEMERAL)):
        if len(found) == count:
            break
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            found.append(port)
    return tuple(found)


def start_hall(processes: Processes, definition: Path, data: Path, *, is_insecure: bool) -> BoxProcess:
    """The hall's process, on a free port of this machine, in a working morning."""
    if is_insecure:
        return processes.start("hall", hall_words(definition, data))
    return processes.start(
        "hall", (str(definition), str(data), _morning()), module="jiaohao.demo.opened_hall"
    )


def hall_words(definition: Path, data: Path) -> tuple[str, ...]:
    """The words that start a hall without tokens on a free port of this machine, in a working morning."""
    return (
        "hall", "--config", str(definition), "--data", str(data), "--bind", "127.0.0.1:0",
        "--insecure-loopback", "--clock", _morning(),
    )  # fmt: skip


def _morning() -> str:
    return working_morning(date.today(), "Asia/Shanghai").isoformat()


def expect(box: BoxProcess, pattern: str) -> str:
    """The first group of what a part must say.

    Raises:
        NotStarted: it does not say it in time.
    """
    found = match_said(box, pattern, READY_S)
    if found is None:
        raise NotStarted(box.name, box.log.read_text(encoding="utf-8", errors="replace")[-2000:])
    return found


def environment(wish: Wish) -> Mapping[str, str]:
    """What the parts run in: without windows, where nobody looks."""
    headless = {"QT_QPA_PLATFORM": "offscreen"} if wish.is_headless else {}
    return {**os.environ, **headless, "PYTHONUNBUFFERED": "1"}
