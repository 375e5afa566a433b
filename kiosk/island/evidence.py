"""Whether what lies on the kiosk's disk is the last that it knew, or may be older: then none of its numbers is given. Pure."""

from datetime import datetime, timedelta
from typing import Final, Literal

from kiosk.island.book import hall_time
from kiosk.island.entries import Opened
from kiosk.island.journal import Found
from kiosk.island.machine import Machine

REST: Final = timedelta(hours=1)
"""So long a kiosk may have been without power and still go on alone: longer than a tripped fuse or a restart takes,
shorter than it takes anybody to copy its disk, use it and put it back."""

CLOCKS_AGREE: Final = timedelta(minutes=2)
"""How far the kiosk's clock may be from the hall's and still tell the time in its stead."""

Verdict = Literal["same-start", "new-start", "unproven"]
"""`same-start`: the machine was not switched off since, so no disk was put back · `new-start`: it was, for a short while;
what was kept for a new start may be given · `unproven`: nothing may be given before the hall was heard."""


def judged(found: Found, machine: Machine, alive_at: datetime | None) -> Verdict:
    """What may be given before the hall was heard. `alive_at`: when the machine last showed a sign of life."""
    if not found.is_as_left or not machine.boot:
        return "unproven"
    if found.lines[-1].boot == machine.boot:
        return "same-start"
    last = max(found.lines[-1].own_at, alive_at or found.lines[-1].own_at)
    has_rested = -CLOCKS_AGREE <= machine.started_at - last <= REST
    is_same = _machine_of(found) == machine.id
    return "new-start" if has_rested and is_same and hall_now(found, machine) is not None else "unproven"


def hall_now(found: Found, machine: Machine) -> datetime | None:
    """The hall's time without the hall; None where nothing certain tells it.

    While the machine was not switched off its count goes on from what the hall said. After that its own clock counts,
    if it runs on a battery and agreed with the hall's.
    """
    told = hall_time(found.lines)
    if told is None:
        return None
    line, hall_at = told
    if line.boot == machine.boot:
        return hall_at + timedelta(seconds=machine.up_s - line.up_s)
    differs = hall_at - line.own_at
    if not machine.has_clock or abs(differs) > CLOCKS_AGREE:
        return None
    return machine.own_at + differs


def _machine_of(found: Found) -> str:
    """Which machine wrote the journal last."""
    opened = (line.entry for line in reversed(found.lines) if isinstance(line.entry, Opened))
    return next((each.machine for each in opened), "")
