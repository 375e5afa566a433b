"""A voice from what a box's file says: which engine renders, which player plays, how loud."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from devices.voices.cache import SentenceCache
from devices.voices.espeak import EspeakEngine
from devices.voices.players import COMMANDS, CommandPlayer, FilePlayer
from devices.voices.speaker import Speaker
from devices.voices.voice import Player, Voice

EngineName = Literal["espeak", "none"]
PlayerName = Literal["auto", "aplay", "paplay", "pw-play", "file"]

ARGUMENTS: Final[dict[str, Sequence[str]]] = {command[0]: command for command in COMMANDS}


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSettings:
    """`engine` none: the chime alone. `player` auto: the first that works. `folder` is where the player `file` keeps sounds.

    `rate` is words a minute, `volume` 0 to 1; rendered sentences are kept in `cache`.
    """

    engine: EngineName = "espeak"
    player: PlayerName = "auto"
    folder: Path | None = None
    rate: int = 160
    volume: float = 1.0
    cache: Path | None = None


def voice_of(settings: VoiceSettings) -> Voice:
    """The voice, not yet open."""
    return Speaker(
        engine=EspeakEngine(words_per_minute=settings.rate) if settings.engine == "espeak" else None,
        player=player_of(settings),
        cache=SentenceCache(settings.cache) if settings.cache else None,
        volume=settings.volume,
    )


def player_of(settings: VoiceSettings) -> Player:
    """The player; one that is named is the only one that is tried."""
    if settings.player == "file":
        return FilePlayer(settings.folder or Path("announced"))
    if settings.player == "auto":
        return CommandPlayer()
    return CommandPlayer([ARGUMENTS[settings.player]])
