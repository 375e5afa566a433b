"""The kiosk's three short tones (ui.md section 9): a touch, a refusal, a ticket that has come out."""

from collections.abc import Mapping
from typing import Final, Literal

from devices.voices.sound import Sound
from devices.voices.tones import Notes, tone

Tone = Literal["touch", "refused", "ticket"]

_NOTES: Final[Mapping[Tone, Notes]] = {
    "touch": ((1200.0, 0.02),),
    "refused": ((300.0, 0.15),),
    "ticket": ((1047.0, 0.12),),
}
_FADE_S: Final = 0.005
_PEAK: Final = 0.25
"""−12 dB: who hears it stands right before it."""


def tone_of(name: Tone, rate: int) -> Sound:
    """The samples of a tone."""
    return tone(_NOTES[name], _PEAK, rate, fade_s=_FADE_S)
