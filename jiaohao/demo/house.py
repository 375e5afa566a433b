"""Opening the demo's house: printer and hall first, then the boxes that find it."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jiaohao.demo.boxes import PRINTER, Pace, boxes, write
from jiaohao.demo.clock import working_morning
from jiaohao.demo.hall import write_hall
from jiaohao.demo.processes import BoxProcess, Processes, match_said

READY_S = 30.0
"""A cold start on a small box, with the fonts read for the first time."""


class NotStarted(Exception):
    """A part of the demo did not come up; `told` is the end of what it wrote."""

    def __init__(self, box: str, told: str) -> None:
        super().__init__(f"{box}: {told}")
        self.box = box
        self.told = told


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What the person who starts the demo asked for. `seconds` 0: until Ctrl-C."""

    out: Path
    seconds: float = 0.0
    is_headless: bool = True
    language: str = "zh"
    pace: Pace = Pace()


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What came up: the hall's id and address, and the words that start the hall again."""

    hall: str
    url: str
    hall_words: tuple[str, ...]


def open_house(processes: Processes, folder: Path, wish: Wish) -> House:
    """Start the printer, the hall and the boxes, which find it by mDNS; files of the run go into `folder`.

    Raises:
        NotStarted: a part did not come up.
    """
    hall, definition = write_hall(folder)
    tickets = wish.out / "tickets"
    printer = processes.start(PRINTER, ["printer", "emulate", "--port", "0", "--out", str(tickets)])
    words = hall_words(definition, folder / "data")
    url = expect(processes.start("hall", words), r"READY (\S+)")
    port = expect(printer, r"127\.0\.0\.1:(\d+)")
    made = boxes(hall, f"127.0.0.1:{port}", wish.out, wish.pace, wish.language, is_seen=not wish.is_headless)
    for box in made:
        settings = write(box, folder, wish.language)
        scale = 1.0 if wish.is_headless else box.place.scale
        processes.start(box.name, [box.kind, "--box", str(settings), *box.words], scale)
    return House(hall=hall, url=url, hall_words=words)


def hall_words(definition: Path, data: Path) -> tuple[str, ...]:
    """The words that start the hall on a free port of this machine, in a working morning."""
    clock = working_morning(date.today(), "Asia/Shanghai").isoformat()
    return (
        "hall", "--config", str(definition), "--data", str(data), "--bind", "127.0.0.1:0",
        "--insecure-loopback", "--clock", clock,
    )  # fmt: skip


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
