"""Voice packs: clips by the words they say, from the archives that come with Jiaohao and from a hall's own folder."""

import logging
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from devices.voices.clip_files import SUFFIXES, clip_text
from devices.voices.opus import RATE, decoded
from devices.voices.sound import SPEECH_DB, Sound, at_loudness, resampled, trimmed

SHIPPED: Final = Path(__file__).with_name("packs")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clip:
    """Where one clip lies: a file, or the file `inside` an archive. `is_own`: the hall's own."""

    file: Path
    inside: str = ""
    is_own: bool = False


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


def load(clip: Clip) -> Sound:
    """The clip at the rate of all packs. A recording is trimmed and levelled like the rest. OSError or ValueError."""
    sound = decoded(_content(clip))
    if sound.rate != RATE:
        sound = resampled(sound, RATE)
    return at_loudness(trimmed(sound), SPEECH_DB) if clip.is_own else sound


def _content(clip: Clip) -> bytes:
    if not clip.inside:
        return clip.file.read_bytes()
    try:
        with zipfile.ZipFile(clip.file) as archive:
            return archive.read(clip.inside)
    except (zipfile.BadZipFile, KeyError) as error:
        raise ValueError(f"{clip.file.name}: {error}") from error


def _archived(path: Path) -> Iterator[tuple[str, Clip]]:
    try:
        with zipfile.ZipFile(path) as archive:
            names: Sequence[str] = archive.namelist()
    except (OSError, zipfile.BadZipFile) as error:
        _log.error("the voice pack %s cannot be read: %s", path, error)
        return
    for name in names:
        yield clip_text(Path(name).stem), Clip(file=path, inside=name)


def _recorded(folder: Path) -> Iterator[tuple[str, Clip]]:
    # The kind that stands first in SUFFIXES comes last, so that it is the one that stays.
    for suffix in reversed(SUFFIXES):
        for path in sorted(folder.glob(f"*{suffix}")):
            yield clip_text(path.stem), Clip(file=path, is_own=True)
