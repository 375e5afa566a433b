"""Speech from a voice pack: clips joined with the right pauses; what the pack cannot say, another engine says."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Final

from devices.voices.joining import cover, pause_s
from devices.voices.opus import RATE
from devices.voices.pack import SHIPPED, Clip, clips_of, load, own_state
from devices.voices.sound import Sound, join, resampled, silence
from devices.voices.voice import Engine, Sentence

REMEMBERED: Final = 96
"""Clips kept decoded, about 5 MB: the letters, the windows, and the numbers of the last calls."""

_log = logging.getLogger(__name__)


class PackEngine:
    """Says what its clips say. `own` is the folder of the hall's own clips, `fallback` speaks every other sentence.

    A language's clips are read when it is first spoken, those of `languages` before; and again when the hall's own
    have changed.
    """

    rate: int = RATE

    def __init__(
        self,
        *,
        fallback: Engine,
        own: Path | None = None,
        shipped: Path = SHIPPED,
        languages: Sequence[str] = (),
    ) -> None:
        self._fallback = fallback
        self._own, self._shipped = own, shipped
        self._languages = tuple(languages)
        self._clips: dict[str, Mapping[str, Clip]] = {}
        self._states: dict[str, frozenset[tuple[str, int, int]]] = {}
        self._load = lru_cache(maxsize=REMEMBERED)(load)

    @property
    def style(self) -> str:
        return f"pack-{self._fallback.style}"

    async def render(self, sentence: Sentence) -> Sound:
        """The sentence by its clips, else by the other engine; raises CannotSpeak."""
        sound = await asyncio.to_thread(self._joined, sentence)
        return sound if sound is not None else await self._otherwise(sentence)

    async def open(self) -> None:
        """Read the archives, some MB a language, ahead of the first call."""
        for language in self._languages:
            await asyncio.to_thread(self._clips_of, language)

    def _joined(self, sentence: Sentence) -> Sound | None:
        clips = self._clips_of(sentence.language)
        pieces = cover(sentence.text, clips)
        if pieces is None:
            return None
        sounds: list[Sound] = []
        for piece in pieces:
            try:
                sounds += [self._load(clips[piece]), silence(pause_s(piece), RATE)]
            except (OSError, ValueError) as error:
                _log.error("the clip %s cannot be read: %s", clips[piece].file.name, error)
                return None
        return join(sounds[:-1], RATE)

    async def _otherwise(self, sentence: Sentence) -> Sound:
        sound = await self._fallback.render(sentence)
        return sound if sound.rate == RATE else await asyncio.to_thread(resampled, sound, RATE)

    def _clips_of(self, language: str) -> Mapping[str, Clip]:
        state = own_state(language, self._own)
        if self._states.get(language) != state:
            self._clips[language] = clips_of(language, self._own, self._shipped)
            self._states[language] = state
        return self._clips[language]
