"""Rendered sentences kept on disk, so that the next A012 needs no engine and no time."""

import asyncio
import hashlib
import logging
import os
from pathlib import Path
from typing import Final

from devices.voices.sound import Sound, read_wave, write_wave
from devices.voices.voice import Engine, Sentence

LIMIT_BYTES: Final = 64 * 1024 * 1024
"""About 300 sentences of 5 s."""

_log = logging.getLogger(__name__)


class SentenceCache:
    """A folder of WAV files that never grows above `limit_bytes`; what was not used longest goes first."""

    def __init__(self, folder: Path, *, limit_bytes: int = LIMIT_BYTES) -> None:
        self._folder = folder
        self._limit_bytes = limit_bytes

    def find(self, *key: str) -> Sound | None:
        """The sound kept under the key. A file that a power cut broke is removed and counts as none."""
        path = self._path(key)
        try:
            sound = read_wave(path)
            os.utime(path)
        except FileNotFoundError:
            return None
        except (OSError, ValueError):
            path.unlink(missing_ok=True)
            return None
        return sound if sound.samples else None

    def keep(self, sound: Sound, *key: str) -> None:
        """Keep the sound under the key and make room. Raises OSError (a full disk)."""
        self._folder.mkdir(parents=True, exist_ok=True)
        path = self._path(key)
        unfinished = path.with_suffix(".part")
        try:
            write_wave(unfinished, sound)
            unfinished.replace(path)
        finally:
            unfinished.unlink(missing_ok=True)
        self._make_room()

    def _path(self, key: tuple[str, ...]) -> Path:
        return self._folder / f"{hashlib.sha256(chr(0).join(key).encode()).hexdigest()[:32]}.wav"

    def _make_room(self) -> None:
        kept = sorted(
            ((path, path.stat()) for path in self._folder.glob("*.wav")), key=lambda each: each[1].st_mtime
        )
        too_much = sum(stat.st_size for _, stat in kept) - self._limit_bytes
        for path, stat in kept:
            if too_much <= 0:
                return
            path.unlink(missing_ok=True)
            too_much -= stat.st_size


class KeptEngine:
    """A slow engine whose sentences are kept: the second time they take no time. A full disk costs the keeping alone."""

    def __init__(self, engine: Engine, cache: SentenceCache) -> None:
        self._engine = engine
        self._cache = cache

    @property
    def rate(self) -> int:
        return self._engine.rate

    @property
    def style(self) -> str:
        return self._engine.style

    async def open(self) -> None:
        await self._engine.open()

    async def render(self, sentence: Sentence) -> Sound:
        """As kept, else as the engine says it; raises CannotSpeak."""
        key = (self._engine.style, sentence.language, sentence.text)
        kept = await asyncio.to_thread(self._cache.find, *key)
        if kept is not None and kept.rate == self._engine.rate:
            return kept
        sound = await self._engine.render(sentence)
        try:
            await asyncio.to_thread(self._cache.keep, sound, *key)
        except OSError as error:
            _log.warning("a rendered sentence could not be kept: %s", error)
        return sound
