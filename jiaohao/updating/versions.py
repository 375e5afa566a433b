"""Versions side by side: /opt/jiaohao is a link to one of /opt/jiaohao.d, and switching is one rename."""

import errno
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from packaging.version import InvalidVersion, Version

from jiaohao.install.record import sync_folder
from jiaohao.updating.exchange import exchange

_WHEEL: Final = re.compile(r"jiaohao-([0-9][A-Za-z0-9.+!_]*)-py3-none-any\.whl")
WHOLE: Final = ".whole"
"""Lies in a version that was made to its end."""

KEPT: Final = 2


@dataclass(frozen=True, slots=True, kw_only=True)
class Wheel:
    """A version that can be had: its wheel, beside which the wheels of all that it needs may lie."""

    file: Path
    version: str


def newest_wheel(source: Path) -> Wheel | None:
    """That of a file or a folder; None where there is none of ours."""
    files = [source] if source.is_file() else sorted(source.glob("jiaohao-*.whl"))
    wheels = [Wheel(file=file, version=match[1]) for file in files if (match := _WHEEL.fullmatch(file.name))]
    return max(wheels, key=lambda wheel: order(wheel.version), default=None)


def order(version: str) -> Version:
    """By which versions are sorted (PEP 440); what is none comes first."""
    try:
        return Version(version)
    except InvalidVersion:
        return Version("0.dev0")


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """`link` is what units name."""

    link: Path = Path("/opt/jiaohao")

    @property
    def folder(self) -> Path:
        return self.link.with_name(f"{self.link.name}.d")

    def place(self, version: str) -> Path:
        """Where a version lies or will lie."""
        return self.folder / version

    @property
    def present(self) -> str:
        """The version that the link shows; empty where it is no link."""
        return self.link.readlink().name if self.link.is_symlink() else ""

    def settle(self, version: str) -> None:
        """The program as it was first installed, a plain folder, becomes the first of the versions. Raises OSError.

        The link is made at the folder's new place, and then the two change places: there is a program at every moment.
        """
        if self.link.is_symlink():
            return
        self.folder.mkdir(exist_ok=True)
        (self.link / WHOLE).touch()
        sync_folder(self.link)
        place = self._free(version)
        place.symlink_to(place)
        exchange(self.link, place)
        sync_folder(self.folder)
        sync_folder(self.link.parent)

    def beside(self, version: str, running: str) -> str:
        """By which name this version can be made without touching the one that runs, which may be the same."""
        if version != (self.present or running):
            return version
        return f"{version}{_mark(version)}again"

    def begin(self, version: str) -> None:
        """From now on what lies there is unfinished. Raises OSError."""
        self.folder.mkdir(mode=0o755, exist_ok=True)
        (self.place(version) / WHOLE).unlink(missing_ok=True)
        sync_folder(self.folder)

    def made(self, version: str) -> None:
        """It is all there. Raises OSError."""
        (self.place(version) / WHOLE).touch()
        sync_folder(self.folder)

    def clear_unfinished(self) -> None:
        """What a power cut left of a version that was being made."""
        for place in self.folder.iterdir() if self.folder.is_dir() else ():
            if place.is_symlink():
                place.unlink()
            elif not (place / WHOLE).exists():
                shutil.rmtree(place, ignore_errors=True)

    def switch(self, version: str) -> None:
        """From now on this one; at no moment none. Raises OSError."""
        self._beside(version).rename(self.link)
        sync_folder(self.link.parent)

    def _free(self, version: str) -> Path:
        """A place for a version; what a power cut left of a link there is taken away, a version never."""
        for name in (version, f"{version}{_mark(version)}first"):
            place = self.place(name)
            if place.is_symlink():
                place.unlink()
            if not place.exists():
                return place
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), str(place))

    def _beside(self, version: str) -> Path:
        """A link to this version that nobody names yet."""
        new = self.link.with_name(f".{self.link.name}.new")
        new.unlink(missing_ok=True)
        new.symlink_to(self.place(version))
        return new

    def forget_old(self, *kept: str) -> None:
        """Keep the versions named and the newest few."""
        known = sorted((place.name for place in self.folder.iterdir()), key=order)
        for version in known[:-KEPT]:
            if version not in (*kept, self.present):
                shutil.rmtree(self.place(version), ignore_errors=True)


def _mark(version: str) -> str:
    """What comes before a local part of a version, which sorts after the version itself (PEP 440)."""
    return "." if "+" in version else "+"
