"""The sound of an alarm at the desk (ui.md section 9), played without anybody waiting for it."""

from typing import Final

from devices.voices.sound import Sound
from devices.voices.tones import RATE, Notes, SoundPlayer, TonePlayer, tone

NOTES: Final[Notes] = ((660.0, 0.1),) * 3

_PEAK: Final = 0.35


class AlarmTone:
    """Three short notes."""

    def __init__(self, player: SoundPlayer) -> None:
        self._player = TonePlayer(player)

    def beep(self) -> None:
        """Begin the sound and return at once."""
        self._player.begin("alarm", alarm_sound)

    async def close(self) -> None:
        """End what still sounds."""
        await self._player.close()


def alarm_sound(rate: int = RATE) -> Sound:
    """Its samples: 660 Hz, three times 100 ms."""
    return tone(NOTES, _PEAK, rate)
