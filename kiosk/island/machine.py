"""What this machine knows of itself without its disk: which start this is, for how long, and whether its clock counts."""

import contextlib
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final

AGREE: Final = timedelta(minutes=5)
"""A clock with a battery that says the same as the system's: then that one was not taken from the disk."""

HARDWARE_CLOCK: Final = "class/rtc/rtc0/since_epoch"
BOOT_ID: Final = "sys/kernel/random/boot_id"


@dataclass(frozen=True)
class Machine:
    """One look at the machine. `boot` is the kernel's name of this start, random and in memory alone (random(4)); `up_s`
    counts from it, asleep too (CLOCK_BOOTTIME). `has_clock`: the time does not come from the disk."""

    boot: str
    up_s: float
    own_at: datetime
    has_clock: bool
    id: str

    @property
    def started_at(self) -> datetime:
        """When it was switched on, by its own clock."""
        return self.own_at - timedelta(seconds=self.up_s)


def this_machine(proc: Path = Path("/proc"), sys: Path = Path("/sys")) -> Machine:
    """Look at the machine now. Never raises: what cannot be read counts as not known."""
    own_at = datetime.now(UTC)
    return Machine(
        boot=_text(proc / BOOT_ID),
        up_s=time.clock_gettime(time.CLOCK_BOOTTIME),
        own_at=own_at,
        has_clock=_has_clock(sys / HARDWARE_CLOCK, own_at),
        id=" ".join(sorted(_cards(sys / "class/net"))),
    )


def _has_clock(path: Path, own_at: datetime) -> bool:
    """A system without a battery takes the time of its last file at the start (systemd-timesyncd(8), fake-hwclock(8)):
    a disk that was put back would make it yesterday."""
    seconds = _text(path)
    if not seconds.isdecimal():
        return False
    return abs(datetime.fromtimestamp(int(seconds), UTC) - own_at) < AGREE


def _cards(folder: Path) -> Iterator[str]:
    """The addresses of the network cards that are plugged in: a disk that was put into another machine meets others."""
    with contextlib.suppress(OSError):
        for card in folder.iterdir():
            if (card / "device").exists() and (address := _text(card / "address")):
                yield address


def _text(path: Path) -> str:
    try:
        return path.read_text("ascii", errors="replace").strip()
    except OSError:
        return ""
