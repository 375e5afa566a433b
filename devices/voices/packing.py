"""Clips of a folder bundled into archives small enough for a repository."""

import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

_LARGEST_BYTES: Final = 1_900_000
_OVERHEAD_BYTES: Final = 250
"""What an archive adds to a clip: its name twice, and headers."""

_MADE_AT: Final = (2026, 1, 1, 0, 0, 0)
"""One time for all, so that the same clips make the same archive."""


def pack(folder: Path, target: Path) -> list[Path]:
    """Write the folder's Opus clips as `target`/1.zip, 2.zip …, not compressed again; other archives there go away.

    Raises OSError.
    """
    target.mkdir(parents=True, exist_ok=True)
    archives = []
    for place, clips in enumerate(_bundles(sorted(folder.glob("*.opus"))), 1):
        archives.append(target / f"{place}.zip")
        with zipfile.ZipFile(archives[-1], "w", zipfile.ZIP_STORED) as archive:
            for clip in clips:
                archive.writestr(zipfile.ZipInfo(clip.name, _MADE_AT), clip.read_bytes())
    for old in set(target.glob("*.zip")) - set(archives):
        old.unlink()
    return archives


def _bundles(clips: list[Path]) -> Iterator[list[Path]]:
    bundle: list[Path] = []
    size = 0
    for clip in clips:
        needed = clip.stat().st_size + _OVERHEAD_BYTES
        if bundle and size + needed > _LARGEST_BYTES:
            yield bundle
            bundle, size = [], 0
        bundle.append(clip)
        size += needed
    if bundle:
        yield bundle
