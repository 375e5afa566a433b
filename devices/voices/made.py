"""A voice from what a box's file says: which engine renders, which player plays, how loud."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from devices.voices.cache import KeptEngine, SentenceCache
from devices.voices.espeak import EspeakEngine
from devices.voices.players import COMMANDS, CommandPlayer, FilePlayer, on_device
from devices.voices.speaker import Speaker
from devices.voices.voice import Engine, Player, Voice

EngineName = Literal["pack", "espeak", "none"]
PlayerName = Literal["auto", "aplay", "paplay", "pw-play", "file"]

ARGUMENTS: Final[dict[str, Sequence[str]]] = {command[0]: command for command in COMMANDS}

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class VoiceSettings:
    """What a box wants of its voice.

    `engine` pack: clips, and espeak for what they do not say; none: the chime alone. `player` auto: the first that
    works; the player `file` keeps sounds in `folder`. `device`: which sound card or output, as the player names it.
    `rate` is espeak's words a minute, `volume` 0 to 1; the clips of `languages` are read before the first call; what
    espeak said is kept in `cache`; `own` has the hall's own clips in a folder a language.
    """

    engine: EngineName = "pack"
    player: PlayerName = "auto"
    device: str = ""
    folder: Path | None = None
    rate: int = 160
    volume: float = 1.0
    languages: tuple[str, ...] = ()
    cache: Path | None = None
    own: Path | None = None


def voice_of(settings: VoiceSettings) -> Voice:
    """The voice, not yet open."""
    return Speaker(
        engine=engine_of(settings),
        player=player_of(settings),
        volume=settings.volume,
    )


def engine_of(settings: VoiceSettings) -> Engine | None:
    """What renders speech. A box without the packages that read clips speaks by espeak."""
    if settings.engine == "none":
        return None
    espeak: Engine = EspeakEngine(words_per_minute=settings.rate)
    if settings.cache is not None:
        espeak = KeptEngine(espeak, SentenceCache(settings.cache))
    if settings.engine == "espeak":
        return espeak
    try:
        from devices.voices.pack_engine import PackEngine
    except (ImportError, OSError) as error:
        # OSError: soundfile is installed, but its library is not one for this machine.
        _log.warning("the voice pack cannot be read, espeak speaks: %s", error)
        return espeak
    return PackEngine(fallback=espeak, own=settings.own, languages=settings.languages)


def player_of(settings: VoiceSettings) -> Player:
    """The player; one that is named is the only one that is tried."""
    if settings.player == "file":
        return FilePlayer(settings.folder or Path("announced"))
    commands = COMMANDS if settings.player == "auto" else (ARGUMENTS[settings.player],)
    return CommandPlayer([on_device(command, settings.device) for command in commands])
