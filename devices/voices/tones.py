"""Short tones of bare sine notes, made and played without anybody waiting for them."""

import asyncio
import logging
import math
import tempfile
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, Protocol

from devices.voices.sound import FULL, Sound, join, silence, write_wave
from devices.voices.voice import Played

RATE: Final = 22050

Notes = Sequence[tuple[float, float]]
"""Hertz and seconds, one after another."""

_BETWEEN_S: Final = 0.08
_FADE_S: Final = 0.01

log = logging.getLogger(__name__)


class SoundPlayer(Protocol):
    async def play(self, sound: Path, seconds: float) -> Played:
        """Play a WAV file of that length; what went wrong is in what it returns."""


class TonePlayer:
    """Plays tones on the event loop. A machine without sound stays quiet: the screen says the same."""

    def __init__(self, player: SoundPlayer) -> None:
        self._player = player
        self._playing: set[asyncio.Task[None]] = set()

    def begin(self, name: str, made: Callable[[], Sound]) -> None:
        """Begin the sound that `made` gives and return at once; `name` is its file's, and the log's."""
        task = asyncio.get_running_loop().create_task(self._play(name, made))
        self._playing.add(task)
        task.add_done_callback(self._playing.discard)

    async def close(self) -> None:
        """End what still sounds."""
        for task in tuple(self._playing):
            task.cancel()
        await asyncio.gather(*self._playing, return_exceptions=True)

    async def _play(self, name: str, made: Callable[[], Sound]) -> None:
        sound = made()
        try:
            with tempfile.TemporaryDirectory(prefix="jiaohao-tone-") as folder:
                file = Path(folder) / f"{name}.wav"
                await asyncio.to_thread(write_wave, file, sound)
                played = await self._player.play(file, sound.seconds)
        except OSError as fault:
            played = Played(was_heard=False, reason=str(fault))
        if not played.was_heard:
            log.debug("the tone %s was not heard: %s", name, played.reason)


def tone(notes: Notes, peak: float, rate: int = RATE, *, fade_s: float = _FADE_S) -> Sound:
    """The notes with 80 ms of silence between them, their ends faded over `fade_s`, so that nothing clicks. `peak`: 1 is
    full scale."""
    sounds: list[Sound] = []
    for hertz, seconds in notes:
        sounds += [
            *([silence(_BETWEEN_S, rate)] if sounds else []),
            _note(hertz, seconds, (peak, fade_s), rate),
        ]
    return join(sounds, rate)


def _note(hertz: float, seconds: float, shape: tuple[float, float], rate: int) -> Sound:
    count = round(seconds * rate)
    return Sound(array("h", (round(_sample(hertz, seconds, shape, at / rate)) for at in range(count))), rate)


def _sample(hertz: float, seconds: float, shape: tuple[float, float], t: float) -> float:
    peak, fade_s = shape
    fade = min(1.0, t / fade_s, (seconds - t) / fade_s)
    return FULL * peak * fade * math.sin(2 * math.pi * hertz * t)
