"""The terminal's two quiet tones (ui.md section 9), played without anybody waiting for them."""

import asyncio
import logging
import math
import tempfile
from array import array
from collections.abc import Mapping
from pathlib import Path
from typing import Final, Protocol

from caller.ports import Tone
from devices.voices.sound import FULL, Sound, join, silence, write_wave
from devices.voices.voice import Played

RATE: Final = 22050
NOTES: Final[Mapping[Tone, tuple[tuple[float, float], ...]]] = {
    "arrival": ((880.0, 0.1),),
    "stale": ((440.0, 0.12), (440.0, 0.12)),
}
"""Hertz and seconds, one after another."""

_BETWEEN_S: Final = 0.08
_FADE_S: Final = 0.01
_PEAK: Final = 0.25
"""−12 dB: a clerk sits next to it, and so does a citizen."""


log = logging.getLogger(__name__)


class SoundPlayer(Protocol):
    async def play(self, sound: Path, seconds: float) -> Played:
        """Play a WAV file of that length; what went wrong is in what it returns."""


class Tones:
    """Plays tones on the event loop. A machine without sound stays quiet: the screen says the same."""

    def __init__(self, player: SoundPlayer) -> None:
        self._player = player
        self._playing: set[asyncio.Task[None]] = set()

    def beep(self, tone: Tone) -> None:
        """Begin a tone and return at once."""
        task = asyncio.get_running_loop().create_task(self._play(tone))
        self._playing.add(task)
        task.add_done_callback(self._playing.discard)

    async def close(self) -> None:
        """End what still sounds."""
        for task in tuple(self._playing):
            task.cancel()
        await asyncio.gather(*self._playing, return_exceptions=True)

    async def _play(self, tone: Tone) -> None:
        sound = sound_of(tone)
        try:
            with tempfile.TemporaryDirectory(prefix="jiaohao-tone-") as folder:
                file = Path(folder) / f"{tone}.wav"
                await asyncio.to_thread(write_wave, file, sound)
                played = await self._player.play(file, sound.seconds)
        except OSError as fault:
            played = Played(was_heard=False, reason=str(fault))
        if not played.was_heard:
            log.debug("the tone %s was not heard: %s", tone, played.reason)


def sound_of(tone: Tone, rate: int = RATE) -> Sound:
    """The samples of a tone."""
    notes: list[Sound] = []
    for hertz, seconds in NOTES[tone]:
        notes += [*([silence(_BETWEEN_S, rate)] if notes else []), _note(hertz, seconds, rate)]
    return join(notes, rate)


def _note(hertz: float, seconds: float, rate: int) -> Sound:
    count = round(seconds * rate)
    return Sound(array("h", (round(_sample(hertz, seconds, at / rate)) for at in range(count))), rate)


def _sample(hertz: float, seconds: float, t: float) -> float:
    fade = min(1.0, t / _FADE_S, (seconds - t) / _FADE_S)
    return FULL * _PEAK * fade * math.sin(2 * math.pi * hertz * t)
