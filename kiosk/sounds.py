"""The kiosk's three short tones (ui.md section 9): a touch, a refusal, a ticket that has come out."""

import math
from array import array
from collections.abc import Mapping
from typing import Final, Literal

from devices.voices.sound import FULL, Sound

Tone = Literal["touch", "refused", "ticket"]

_NOTES: Final[Mapping[Tone, tuple[float, float]]] = {
    "touch": (1200.0, 0.02),
    "refused": (300.0, 0.15),
    "ticket": (1047.0, 0.12),
}
"""Hertz and seconds."""
_FADE_S: Final = 0.005
_PEAK: Final = 0.25
"""−12 dB: who hears it stands right before it."""


def tone_of(tone: Tone, rate: int) -> Sound:
    """The samples of a tone, its ends faded, so that nothing cracks."""
    hertz, seconds = _NOTES[tone]
    count = round(seconds * rate)
    return Sound(array("h", (round(_sample(hertz, seconds, at / rate)) for at in range(count))), rate)


def _sample(hertz: float, seconds: float, t: float) -> float:
    fade = min(1.0, t / _FADE_S, (seconds - t) / _FADE_S)
    return FULL * _PEAK * fade * math.sin(2 * math.pi * hertz * t)
