"""The terminal's two quiet tones (ui.md section 9), played without anybody waiting for them."""

from collections.abc import Mapping
from functools import partial
from typing import Final

from caller.ports import Tone
from devices.voices.sound import Sound
from devices.voices.tones import RATE, Notes, SoundPlayer, TonePlayer, tone

NOTES: Final[Mapping[Tone, Notes]] = {
    "arrival": ((880.0, 0.1),),
    "stale": ((440.0, 0.12), (440.0, 0.12)),
}

_PEAK: Final = 0.25
"""−12 dB: a clerk sits next to it, and so does a citizen."""


class Tones:
    """Plays one tone or the other."""

    def __init__(self, player: SoundPlayer) -> None:
        self._player = TonePlayer(player)

    def beep(self, tone: Tone) -> None:
        """Begin a tone and return at once."""
        self._player.begin(tone, partial(sound_of, tone))

    async def close(self) -> None:
        """End what still sounds."""
        await self._player.close()


def sound_of(which: Tone, rate: int = RATE) -> Sound:
    """The samples of a tone."""
    return tone(NOTES[which], _PEAK, rate)
