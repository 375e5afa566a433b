"""What every machine needs: room on its disk, a clock that is kept, memory, units that run, fonts that have Hanzi."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from jiaohao.checking.told import Told, bad, good, warning

LEAST_MB: Final = 100
"""Below this the hall's ledger and the kiosk's journal will soon not be written."""

LITTLE_MB: Final = 1000
LEAST_MEMORY_MB: Final = 150
OFTEN: Final = 5
"""A part that was started again so often since the machine's start has something that a restart does not cure."""

HAN: Final = "zh"
COMMAND_S: Final = 20.0

Output = Callable[[Sequence[str]], str | None]
"""What a command prints; None where it is not there or does not work."""


def output(command: Sequence[str]) -> str | None:
    """That of this machine."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=COMMAND_S, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None


def disk(folder: Path, free_mb: Callable[[Path], int] | None = None) -> Iterator[Told]:
    """Whether the folder where a part keeps its things can be written and has room."""
    there = next((each for each in (folder, *folder.parents) if os.path.lexists(each)), folder)
    try:
        with tempfile.NamedTemporaryFile(dir=there):
            pass
    except OSError as wrong:
        is_rights = isinstance(wrong, PermissionError)
        key = "disk.rights" if is_rights else "disk.unwritable"
        yield bad("disk", key, str(folder), folder=folder, reason=wrong.strerror or str(wrong))
        return
    left = (free_mb or _free_mb)(there)
    if left < LEAST_MB:
        yield bad("disk", "disk.full", str(folder), folder=folder, mb=left)
    elif left < LITTLE_MB:
        yield warning("disk", "disk.little", str(folder), folder=folder, mb=left)
    else:
        yield good("disk", "disk.good", str(folder), gb=round(left / 1024, 1))


def memory(meminfo: str) -> Iterator[Told]:
    """`/proc/meminfo`."""
    lines = dict(line.split(":", 1) for line in meminfo.splitlines() if ":" in line)
    available = lines.get("MemAvailable", "").split()
    if available and int(available[0]) // 1024 < LEAST_MEMORY_MB:
        yield warning("memory", "memory.little", mb=int(available[0]) // 1024)


def clock_kept(run: Output) -> Iterator[Told]:
    """Whether somebody sets this machine's clock (timedatectl(1)); halls without internet often have nobody."""
    said = run(["timedatectl", "show", "--property=NTPSynchronized", "--value"])
    if said is not None and said.strip() == "no":
        yield warning("clock", "clock.unkept")


def units(names: Sequence[str], run: Output) -> Iterator[Told]:
    """Whether the parts that were installed run, and keep running."""
    for unit in names:
        said = run(["systemctl", "show", unit, "--property=ActiveState,SubState,NRestarts,UnitFileState"])
        seen = dict(line.split("=", 1) for line in (said or "").splitlines() if "=" in line)
        if seen.get("ActiveState") != "active":
            yield bad("units", "units.down", unit, unit=unit, state=seen.get("SubState", "?"))
        elif seen.get("UnitFileState") == "disabled":
            yield warning("units", "units.disabled", unit, unit=unit)
        elif int(seen.get("NRestarts", "0") or 0) >= OFTEN:
            yield warning("units", "units.restarts", unit, unit=unit, times=seen["NRestarts"])
        else:
            yield good("units", "units.good", unit, unit=unit)


def stands_by(unit: str, run: Output) -> bool:
    """Whether a hall's unit has told systemd that it waits for its turn (`ServiceManager.standing_by`)."""
    said = run(["systemctl", "show", unit, "--property=ActiveState,StatusText"])
    seen = dict(line.split("=", 1) for line in (said or "").splitlines() if "=" in line)
    return (seen.get("ActiveState"), seen.get("StatusText")) == ("active", "standing by")


def fonts(find: Callable[[], object]) -> Iterator[Told]:
    """Whether a font with Hanzi is there; `find` raises FontsMissing."""
    from printer.fonts import FontsMissing

    try:
        find()
    except FontsMissing:
        yield bad("fonts", "fonts.none")
    else:
        yield good("fonts", "fonts.good")


def screens(outputs: Mapping[str, tuple[int, int] | None], wished: tuple[int, int] | None) -> Iterator[Told]:
    """The screens that are connected beside the one that box.toml speaks of, pixels."""
    if not outputs:
        yield bad("screen", "screen.none")
        return
    for name, size in outputs.items():
        if size is None or wished in (None, size):
            yield good("screen", "screen.good", name, name=name, size=_size(size))
        else:
            yield warning(
                "screen", "screen.other_size", name, name=name, size=_size(size), wished=_size(wished)
            )


def _size(size: tuple[int, int] | None) -> str:
    return "–" if size is None else f"{size[0]}×{size[1]}"


def _free_mb(folder: Path) -> int:
    return shutil.disk_usage(folder).free >> 20
