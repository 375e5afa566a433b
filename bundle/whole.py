"""Whether a folder of wheels is all that a box of some kind needs, whatever machine the folder was filled on."""

import re
import zipfile
from collections.abc import Iterator
from email.parser import Parser
from pathlib import Path
from typing import Final

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name, parse_sdist_filename

COMPILED_AGAIN: Final = 2
"""pip writes beside each module what Python makes of it, about as large."""
BLOCK_KIB: Final = 4


def lacking(folder: Path, ours: str, extras: str, environment: dict[str, str]) -> list[str]:
    """What the wheels ask for, from `ours` with its extras on, and what does not lie there; pip, which reads the conditions
    of a requirement (PEP 508, environment markers) as this machine answers them, may leave it out."""
    present = {canonicalize_name(_name(wheel)): wheel for wheel in folder.glob("*.whl")}
    sources = {parse_sdist_filename(file.name)[0] for file in folder.glob("*.tar.gz")}
    lacks: dict[str, None] = {}
    seen, open_ones = set(), [Requirement(f"{ours}[{extras}]")]
    while open_ones:
        asked = open_ones.pop()
        name = canonicalize_name(asked.name)
        if (name, key := frozenset(asked.extras)) in seen or name in sources:
            continue
        seen.add((name, key))
        if name in present:
            open_ones += _asked_by(present[name], asked.extras, environment)
        else:
            lacks[str(asked).partition(";")[0].strip()] = None
    return sorted(lacks)


def unpacked_kib(folder: Path) -> int:
    """What the wheels take when they are installed, in whole blocks as a disk counts."""
    blocks = 0
    for wheel in folder.glob("*.whl"):
        with zipfile.ZipFile(wheel) as opened:
            for each in opened.infolist():
                written = COMPILED_AGAIN if each.filename.endswith(".py") else 1
                blocks += written * -(-each.file_size // (BLOCK_KIB << 10))
    return blocks * BLOCK_KIB


def _asked_by(wheel: Path, extras: set[str], environment: dict[str, str]) -> Iterator[Requirement]:
    with zipfile.ZipFile(wheel) as opened:
        name = next(each for each in opened.namelist() if re.fullmatch(r"[^/]+\.dist-info/METADATA", each))
        lines = Parser().parsestr(opened.read(name).decode()).get_all("Requires-Dist", [])
    for line in lines:
        asked = Requirement(line)
        wanted = [{**environment, "extra": extra} for extra in ("", *extras)]
        if asked.marker is None or any(asked.marker.evaluate(each) for each in wanted):
            yield asked


def _name(wheel: Path) -> str:
    return wheel.name.partition("-")[0]
