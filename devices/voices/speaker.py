"""A loudspeaker: chime and sentences as sounds, played by a player that is believed only if it succeeds."""

import asyncio
import logging
import tempfile
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

from devices.voices.ahead import Ahead
from devices.voices.chime import opening
from devices.voices.sound import Sound, at_volume, join, silence, write_wave
from devices.voices.voice import (
    PLAIN,
    Engine,
    Manner,
    Played,
    Player,
    Sentence,
    Spoken,
    VoiceHealth,
    all_wanted,
)

READY_WITHIN_S: Final = 0.08
"""A first sentence that takes longer to render is said behind a chime that has begun already."""

BREATH_S: Final = 0.5
"""Between sentences; a player needs about 0.1 s more to begin."""

_CHIME_ALONE_RATE: Final = 22050

_log = logging.getLogger(__name__)


class Speaker:
    """The voice of one loudspeaker. Without an `engine` the chime alone is its voice (a hall that wants it so)."""

    def __init__(
        self,
        *,
        engine: Engine | None,
        player: Player,
        volume: float = 1.0,
        pause: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._engine = engine
        self._player = player
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
        if self._engine is not None:
            await self._engine.open()
        opening("call", self._rate)
        await self.check()

    async def check(self) -> VoiceHealth:
        played = await self._player.check()
        self._settle(played, self._health.reason if self._health.state == "no_voice" else "")
        return self._health

    async def speak(
        self,
        sentences: Sequence[Sentence],
        *,
        name: str,
        manner: Manner = PLAIN,
        is_wanted: Callable[[int], bool] = all_wanted,
    ) -> Spoken:
        ahead = Ahead(self._engine, sentences)
        sounding = _Sounding(self, name, self._volume * manner.volume)
        try:
            said = await self._say(ahead, sounding, opening(manner.chime, self._rate), is_wanted)
        finally:
            ahead.close()
        self._settle(sounding.played, ahead.trouble)
        return Spoken(
            seconds=sounding.seconds,
            was_heard=sounding.played.was_heard and not ahead.trouble,
            reason=sounding.played.reason or ahead.trouble,
            said=said,
        )

    async def close(self) -> None:
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None
        self._health = VoiceHealth(state="closed")

    async def play(self, sound: Sound, name: str) -> Played:
        """Play one sound; where it cannot be heard, the time passes all the same, so that the queue keeps its pace."""
        clock = asyncio.get_running_loop().time
        begun_at = clock()
        played = await self._played(sound, name)
        if not played.was_heard:
            await self._pause(max(0.0, sound.seconds - (clock() - begun_at)))
        return played

    async def _say(
        self, ahead: Ahead, sounding: "_Sounding", chime: Sound, is_wanted: Callable[[int], bool]
    ) -> tuple[int, ...]:
        """The places of what was said."""
        said, lead = [], chime
        for place in range(len(ahead)):
            if place and not is_wanted(place):
                continue
            if lead is chime and not await ahead.is_ready(place, READY_WITHIN_S):
                await sounding.play(chime)
                lead = silence(0.0, self._rate)
            sentence = await ahead.sound(place)
            if sentence is not None:
                await sounding.play(join([lead, sentence], self._rate))
                said.append(place)
                lead = silence(BREATH_S, self._rate)
        if lead is chime:
            await sounding.play(chime)
        return tuple(said)

    @property
    def _rate(self) -> int:
        return self._engine.rate if self._engine is not None else _CHIME_ALONE_RATE

    async def _played(self, sound: Sound, name: str) -> Played:
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


class _Sounding:
    """The sounds of one announcement as they are played, one after another: how long, and whether all were heard."""

    def __init__(self, speaker: Speaker, name: str, volume: float) -> None:
        self._speaker, self._name, self._volume = speaker, name, volume
        self._count = 0
        self.seconds = 0.0
        self.played = Played(was_heard=True)

    async def play(self, sound: Sound) -> None:
        """Play the next one: `000012-A012`, then `000012-A012-2` …"""
        self._count += 1
        name = self._name if self._count == 1 else f"{self._name}-{self._count}"
        played = await self._speaker.play(at_volume(sound, self._volume), name)
        self.seconds += sound.seconds
        if self.played.was_heard:
            self.played = played
