"""Several takes of one clip, of which the one that is understood is kept, as in any studio."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final

from devices.voices.hearing.trial import ALL
from devices.voices.opus import decoded, encoded
from devices.voices.render.clip_list import Wanted
from devices.voices.render.rendering import Renderer, as_clip, spoken
from devices.voices.sound import Sound


@dataclass(frozen=True, slots=True)
class Take:
    """`speed` is a factor on the clip's own; `longer`: how many phonemes longer the voice is told that the text is."""

    speed: float = 1.0
    longer: int = 0


TAKES: Final = (
    Take(longer=8),
    Take(1.1),
    Take(1.1, longer=8),
    Take(longer=24),
    Take(1.2),
    Take(1.1, longer=24),
    Take(0.9),
    Take(0.9, longer=8),
)
"""Slower ones come last: the slower, the longer a syllable of its own with which the model begins (docs/voice.md)."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """`content` is the clip's file, empty where no take was better than what there was."""

    share: float
    heard: str
    content: bytes = b""


Listen = Callable[[Sound], tuple[float, str]]
"""How much of its sentence was understood with this sound in it, and what was heard."""


def best_take(
    clip: Wanted, renderer: Renderer, listen: Listen, there: Chosen, takes: Iterable[Take] = TAKES
) -> Chosen:
    """The first take that is understood whole, else the best of all and of what is there. ValueError from the voice."""
    best = there
    for take in takes:
        if best.share >= ALL:
            break
        sound = spoken(clip, renderer, speed=take.speed, longer=take.longer)
        content = encoded(as_clip(sound))
        share, heard = listen(decoded(content))
        if share > best.share:
            best = Chosen(share, heard, content)
    return best
