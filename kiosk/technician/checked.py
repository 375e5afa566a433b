"""What `jiaohao check` says of this box: run beside the kiosk, read, and joined with what the kiosk itself knows."""

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal, get_args

from config.texts import Texts
from printer.health import PrinterHealth
from printer.settings import PrinterSettings

State = Literal["good", "warning", "bad"]

CHECK_S: Final = 45.0
"""A check waits ten seconds for a hall that is away, and a few for each thing beside."""

_MOST_BYTES: Final = 1_000_000
_GRAVEST_FIRST: Final = {"bad": 0, "warning": 1, "good": 2}


@dataclass(frozen=True)
class Checked:
    """One line of the check; `part` is its name for people."""

    state: State
    part: str
    says: str
    do: str = ""


class CheckFailed(Exception):
    """It could not be run, or said nothing that can be read; the message is for a technician."""


def command(file: Path | None) -> tuple[str, ...]:
    """What is run. The box is in use: its printers are the kiosk's."""
    box = () if file is None else ("--box", str(file))
    return (sys.executable, "-P", "-m", "jiaohao", "check", "--in-use", *box, "--json")


async def check(command: Sequence[str], words: Texts, within_s: float = CHECK_S) -> tuple[Checked, ...]:
    """Run it in the page's language. Raises CheckFailed; leaves no process behind, also when it is cancelled."""
    environ = os.environ | {"JIAOHAO_LANGUAGE": words.language}
    try:
        ran = await asyncio.create_subprocess_exec(
            *command, env=environ, stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
    except OSError as wrong:
        raise CheckFailed(str(wrong)) from wrong
    try:
        async with asyncio.timeout(within_s):
            out, _ = await ran.communicate()
    except TimeoutError as late:
        raise CheckFailed(words.say("technician.check.late", s=round(within_s))) from late
    finally:
        if ran.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                ran.kill()
            await ran.wait()
    return checked(out[:_MOST_BYTES], words)


def checked(out: bytes, words: Texts) -> tuple[Checked, ...]:
    """The lines of its JSON. Raises CheckFailed."""
    try:
        lines = json.loads(out)["lines"]
        return tuple(_line(each, words) for each in lines)
    except (ValueError, LookupError, TypeError, AttributeError) as wrong:
        raise CheckFailed(words.say("technician.check.unread")) from wrong


def _line(each: dict[str, object], words: Texts) -> Checked:
    state = each["state"]
    found = next((known for known in get_args(State) if known == state), None)
    if found is None:
        raise ValueError(state)
    return Checked(
        found, words.say(f"check.part.{each['part']}"), str(each["says"]), str(each.get("do") or "")
    )


def of_printers(
    printers: Iterable[tuple[PrinterSettings, PrinterHealth]], words: Texts
) -> tuple[Checked, ...]:
    """The kiosk's own printers, in the words of the check."""
    return tuple(_of_printer(settings, health, words) for settings, health in printers)


def _of_printer(settings: PrinterSettings, health: PrinterHealth, words: Texts) -> Checked:
    state: State = "bad" if not health.is_able else "good" if health.state == "ready" else "warning"
    where = {"name": settings.name, "port": settings.port, "address": settings.address, "baud": settings.baud}
    why = health.state if health.is_able else health.reason or health.state
    key = f"check.printer.{why}" if words.has(f"check.printer.{why}") else "check.printer.offline"
    do = "" if state == "good" else words.say(f"{key}.do", **where)
    return Checked(state, words.say("check.part.printer"), words.say(key, **where), do)


def gravest_first(lines: Iterable[Checked]) -> tuple[Checked, ...]:
    """What is bad comes first; otherwise as it was found."""
    return tuple(sorted(lines, key=lambda each: _GRAVEST_FIRST[each.state]))
