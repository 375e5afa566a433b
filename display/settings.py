"""Everything that a display is told before it starts."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from config.box import BoxSettings
from devices.signs.made import Sign, signs_of
from display.board_settings import BoardSettings, board_settings
from display.speaking_settings import SpeakingSettings, speaking_settings

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line says; None: as in the box's file."""

    url: str | None = None
    zone: str | None = None
    layout: str | None = None
    language: str | None = None
    has_screen: bool = True
    has_voice: bool = True
    voice_out: Path | None = None
    shots: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplaySettings:
    """One display box: boards, a voice, signs, or several of them."""

    box: str
    language: Language = "zh"
    data: Path = Path("/var/lib/jiaohao")
    url: str = ""
    hall: str = ""
    boards: tuple[BoardSettings, ...] = ()
    is_fullscreen: bool = True
    is_moving: bool = True
    has_high_contrast: bool = False
    backend: str = "auto"
    shots: Path | None = None
    has_screen: bool = True
    speaking: tuple[SpeakingSettings, ...] = ()
    """Each loudspeaker; none: this box has no voice."""
    signs: tuple[Sign, ...] = ()


def display_settings(box: BoxSettings, wishes: Wishes) -> DisplaySettings:
    """The box's file and the command line together. Raises ConfigError where a layout or a sign's model cannot be used."""
    return DisplaySettings(
        box=box.box.id,
        language="en" if (wishes.language or box.box.language) == "en" else "zh",
        data=Path(box.box.data_dir).expanduser(),
        url=wishes.url or box.link.url,
        hall=box.link.hall,
        boards=board_settings(box, wishes.zone, wishes.layout) if wishes.has_screen else (),
        is_fullscreen=box.screen.fullscreen,
        is_moving=box.screen.motion,
        has_high_contrast=box.screen.high_contrast,
        backend=box.screen.backend,
        shots=wishes.shots,
        has_screen=wishes.has_screen,
        speaking=(
            speaking_settings(box, wishes.zone or box.display.zone, wishes.voice_out)
            if wishes.has_voice
            else ()
        ),
        signs=signs_of(box.sign),
    )
