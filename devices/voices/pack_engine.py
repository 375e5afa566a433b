"""Speech from a voice pack: clips joined with the right pauses; what the pack cannot say, another engine says."""

import asyncio
import hashlib
import logging
from collections.abc import Mapping
from pathlib import Path

from devices.voices.joining import cover, pause_s
from devices.voices.opus import RATE
from devices.voices.pack import SHIPPED, Clip, clips_of, load
from devices.voices.sound import Sound, join, read_wave, resampled, silence, write_wave
from devices.voices.voice import CannotSpeak, Engine, Sentence

_log = logging.getLogger(__name__)


class PackEngine:
    """Says what its clips say. `own` is the folder of the hall's own clips, `fallback` speaks every other sentence.

    A language's clips are looked up when it is first spoken; recordings made later are heard after a restart.
    """

    rate: int = RATE

    def __init__(self, *, fallback: Engine, own: Path | None = None, shipped: Path = SHIPPED) -> None:
        self._fallback = fallback
        self._own, self._shipped = own, shipped
        self._clips: dict[str, Mapping[str, Clip]] = {}
        self._style = f"pack-{_fingerprint(shipped, own)}-{fallback.style}"

    @property
    def style(self) -> str:
        """Another one with each clip that changes: a sentence kept from before would say the old one."""
        return self._style

    async def render(self, sentence: Sentence, target: Path) -> None:
        """Write the sentence to `target`; raises CannotSpeak."""
        sound = await asyncio.to_thread(self._joined, sentence)
        if sound is None:
            await self._render_otherwise(sentence, target)
            return
        await asyncio.to_thread(_written, sound, target)

    def _joined(self, sentence: Sentence) -> Sound | None:
        clips = self._clips_of(sentence.language)
        pieces = cover(sentence.text, clips)
        if pieces is None:
            return None
        sounds: list[Sound] = []
        for piece in pieces:
            try:
                sounds += [load(clips[piece]), silence(pause_s(piece), RATE)]
            except (OSError, ValueError) as error:
                _log.error("the clip %s cannot be read: %s", clips[piece].file.name, error)
                return None
        return join(sounds[:-1], RATE)

    async def _render_otherwise(self, sentence: Sentence, target: Path) -> None:
        await self._fallback.render(sentence, target)
        if self._fallback.rate != RATE:
            await asyncio.to_thread(_resample, target)

    def _clips_of(self, language: str) -> Mapping[str, Clip]:
        if language not in self._clips:
            self._clips[language] = clips_of(language, self._own, self._shipped)
        return self._clips[language]


def _fingerprint(*folders: Path | None) -> str:
    marks = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.glob("*/*")) if folder is not None else ():
            stat = path.stat()
            marks.update(f"{path.name} {stat.st_size} {stat.st_mtime_ns}\n".encode())
    return marks.hexdigest()[:12]


def _resample(path: Path) -> None:
    try:
        _written(resampled(read_wave(path), RATE), path)
    except (OSError, ValueError) as error:
        raise CannotSpeak(str(error)) from error


def _written(sound: Sound, target: Path) -> None:
    try:
        write_wave(target, sound)
    except OSError as error:
        raise CannotSpeak(str(error)) from error
