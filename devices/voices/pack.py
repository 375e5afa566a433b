"""Voice packs: clips by the words they say, from the archives that come with Jiaohao and from a hall's own folder."""

import logging
import os
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from devices.voices.clip_files import SUFFIXES, clip_text
from devices.voices.opus import RATE, decoded
from devices.voices.sound import SPEECH_DB, Sound, at_loudness, faded, resampled, trimmed

SHIPPED: Final = Path(__file__).with_name("packs")

EDGE_S: Final = 0.005
"""So short a fade is not heard, and nothing clicks where clips meet."""

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """One clip: a file, or what an archive held of it. `is_own`: the hall's own. `changed`: when, in ns of the file's time.

    Archives are read whole, once: a few MB, and opening one for each clip took longer than all the rest of a call.
    """

    file: Path
    content: bytes = field(default=b"", repr=False)
    is_own: bool = False
    changed: int = 0


def clips_of(language: str, own: Path | None, shipped: Path = SHIPPED) -> Mapping[str, Clip]:
    """Every clip of the language by its text; the hall's own, in `own`/LANGUAGE, take the place of ours.

    A folder that is not there has no clips; an archive that cannot be read is left out and logged.
    """
    found: dict[str, Clip] = {}
    for archive in sorted((shipped / language).glob("*.zip")):
        found.update(_archived(archive))
    if own is not None:
        found.update(_recorded(own / language))
    return found


def own_state(language: str, own: Path | None) -> frozenset[tuple[str, int, int]]:
    """Something else whenever a clip was added to the hall's own, taken away or replaced, or written over; empty without any."""
    try:
        with os.scandir(own / language if own is not None else "") as entries:
            told = ((entry.name, entry.stat()) for entry in entries)
            return frozenset((name, stat.st_mtime_ns, stat.st_size) for name, stat in told)
    except OSError:
        return frozenset()


def load(clip: Clip) -> Sound:
    """The clip at the rate of all packs. A recording is trimmed and levelled like the rest. OSError or ValueError."""
    sound = decoded(clip.content or clip.file.read_bytes())
    if sound.rate != RATE:
        sound = resampled(sound, RATE)
    # Opus brings back a little at the edges that were faded when the clip was made.
    return faded(at_loudness(trimmed(sound), SPEECH_DB) if clip.is_own else sound, EDGE_S)


def _archived(path: Path) -> Iterator[tuple[str, Clip]]:
    try:
        with zipfile.ZipFile(path) as archive:
            for name in archive.namelist():
                yield clip_text(Path(name).stem), Clip(file=path, content=archive.read(name))
    except (OSError, zipfile.BadZipFile) as error:
        _log.error("the voice pack %s cannot be read: %s", path, error)


def _recorded(folder: Path) -> Iterator[tuple[str, Clip]]:
    # The kind that stands first in SUFFIXES comes last, so that it is the one that stays.
    for suffix in reversed(SUFFIXES):
        for path in sorted(folder.glob(f"*{suffix}")):
            with suppress(OSError):  # taken away meanwhile
                yield clip_text(path.stem), Clip(file=path, is_own=True, changed=path.stat().st_mtime_ns)
