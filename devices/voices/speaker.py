"""A loudspeaker: chime and sentences joined to one sound, played by a player that is believed only if it succeeds."""

import asyncio
import logging
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

from devices.voices.cache import SentenceCache
from devices.voices.chime import chime
from devices.voices.sound import (
    SPEECH_DB,
    Sound,
    at_loudness,
    at_volume,
    join,
    loudness_db,
    read_wave,
    silence,
    trimmed,
    write_wave,
)
from devices.voices.voice import CannotSpeak, Engine, Played, Player, Sentence, Spoken, VoiceHealth

CHIME_BELOW_SPEECH_DB: Final = 3.0

_CHIME_PAUSE_S: Final = 0.2
_BETWEEN_SENTENCES_S: Final = 0.6
_CHIME_ALONE_RATE: Final = 22050

_log = logging.getLogger(__name__)


class Speaker:
    """The voice of one loudspeaker. Without an `engine` the chime alone is its voice (a hall that wants it so)."""

    def __init__(
        self,
        *,
        engine: Engine | None,
        player: Player,
        cache: SentenceCache | None = None,
        volume: float = 1.0,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._engine = engine
        self._player = player
        self._cache = cache
        self._volume = volume
        self._pause = pause
        self._health = VoiceHealth(state="closed")
        self._folder: tempfile.TemporaryDirectory[str] | None = None

    @property
    def health(self) -> VoiceHealth:
        return self._health

    async def open(self) -> None:
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="jiaohao-voice-")
        await self.check()

    async def check(self) -> VoiceHealth:
        played = await self._player.check()
        self._settle(played, self._health.reason if self._health.state == "no_voice" else "")
        return self._health

    async def speak(self, sentences: Sequence[Sentence], *, name: str) -> Spoken:
        clock = asyncio.get_running_loop().time
        sound, trouble = await self._sound(sentences)
        begun_at = clock()
        played = await self._play(sound, name)
        if not played.was_heard:
            # The words stand on the board all the same, and the queue keeps its pace.
            await self._pause(max(0.0, sound.seconds - (clock() - begun_at)))
        self._settle(played, trouble)
        return Spoken(
            seconds=sound.seconds,
            was_heard=played.was_heard and not trouble,
            reason=played.reason or trouble,
        )

    async def close(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
        self._health = VoiceHealth(state="closed")

    @property
    def _rate(self) -> int:
        return self._engine.rate if self._engine is not None else _CHIME_ALONE_RATE

    async def _sound(self, sentences: Sequence[Sentence]) -> tuple[Sound, str]:
        """The whole announcement, and why there is speech missing from it."""
        spoken, trouble = [], ""
        for sentence in sentences:
            try:
                if self._engine is not None:
                    spoken.append(await self._sentence(self._engine, sentence))
            except CannotSpeak as error:
                trouble = str(error)
        whole = await asyncio.to_thread(announcement, spoken, self._rate)
        return await asyncio.to_thread(at_volume, whole, self._volume), trouble

    async def _sentence(self, engine: Engine, sentence: Sentence) -> Sound:
        key = (engine.style, sentence.language, sentence.text)
        if self._cache is not None:
            kept = await asyncio.to_thread(self._cache.find, *key)
            if kept is not None and kept.rate == engine.rate:
                return kept
        with tempfile.TemporaryDirectory(prefix="jiaohao-speech-") as folder:
            raw = Path(folder) / "sentence.wav"
            await engine.render(sentence, raw)
            try:
                sound = await asyncio.to_thread(_levelled, raw)
            except (OSError, ValueError) as error:
                raise CannotSpeak(str(error)) from error
        if self._cache is not None:
            try:
                await asyncio.to_thread(self._cache.keep, sound, *key)
            except OSError as error:
                _log.warning("a rendered sentence could not be kept: %s", error)
        return sound

    async def _play(self, sound: Sound, name: str) -> Played:
        if self._folder is None:
            return Played(was_heard=False, reason="the voice is closed")
        path = Path(self._folder.name) / f"{name}.wav"
        try:
            await asyncio.to_thread(write_wave, path, sound)
            return await self._player.play(path, sound.seconds)
        except OSError as error:
            return Played(was_heard=False, reason=str(error))
        finally:
            path.unlink(missing_ok=True)

    def _settle(self, played: Played, trouble: str) -> None:
        if not played.was_heard:
            health = VoiceHealth(state="no_sound", reason=played.reason)
        elif trouble:
            health = VoiceHealth(state="no_voice", reason=trouble)
        else:
            health = VoiceHealth(state="ready")
        if health.state != self._health.state:
            level = logging.INFO if health.state == "ready" else logging.WARNING
            _log.log(level, "voice: %s %s", health.state, health.reason)
        self._health = health


def announcement(sentences: Sequence[Sound], rate: int) -> Sound:
    """Chime, pause, and the sentences with a breath between them; the chime 3 dB under the speech."""
    speech_db = max((loudness_db(sentence) for sentence in sentences), default=SPEECH_DB)
    parts = [at_loudness(chime(rate), speech_db - CHIME_BELOW_SPEECH_DB)]
    for place, sentence in enumerate(sentences):
        parts += [silence(_BETWEEN_SENTENCES_S if place else _CHIME_PAUSE_S, rate), sentence]
    return join(parts, rate)


def _levelled(path: Path) -> Sound:
    return at_loudness(trimmed(read_wave(path)), SPEECH_DB)
