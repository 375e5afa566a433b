"""Everything that a display is told before it starts."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from config.box import BoxSettings
from devices.signs.made import Sign, signs_of
from devices.voices.made import VoiceSettings
from display.layout import Form
from display.shown import Ticker

Language = Literal["zh", "en"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line says; None: as in the box's file."""

    url: str | None = None
    zone: str | None = None
    layout: Form | None = None
    language: str | None = None
    has_screen: bool = True
    has_voice: bool = True
    voice_out: Path | None = None
    shots: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SpeakingSettings:
    """What one voice says. No `zones`: those of the whole hall. `announced`: the file where each is a line."""

    zones: tuple[str, ...] = ()
    languages: tuple[str, ...] = ("zh",)
    times_alone: int = 2
    is_yao: bool = False
    voice: VoiceSettings = field(default_factory=VoiceSettings)
    announced: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DisplaySettings:
    """One display box: a board, a voice, signs, or several. `zone` empty: the hall's first. `size` None: the whole drawing."""

    box: str
    language: Language = "zh"
    data: Path = Path("/var/lib/jiaohao")
    url: str = ""
    hall: str = ""
    zone: str = ""
    form: Form = "landscape"
    rows: int | None = None
    ticker: Ticker = "pages"
    size: tuple[int, int] | None = None
    is_fullscreen: bool = True
    corner: tuple[int | None, int | None] = (None, None)
    is_moving: bool = True
    has_high_contrast: bool = False
    backend: str = "auto"
    shots: Path | None = None
    has_screen: bool = True
    speaking: SpeakingSettings | None = None
    signs: tuple[Sign, ...] = ()


def display_settings(box: BoxSettings, wishes: Wishes) -> DisplaySettings:
    """The box's file and the command line together. Raises ConfigError where a sign's model cannot be used."""
    form = wishes.layout or box.display.layout
    return DisplaySettings(
        box=box.box.id,
        language="en" if (wishes.language or box.box.language) == "en" else "zh",
        data=Path(box.box.data_dir).expanduser(),
        url=wishes.url or box.link.url,
        hall=box.link.hall,
        zone=wishes.zone or box.display.zone,
        form=form,
        rows=_rows(box, form),
        ticker=box.display.ticker,
        size=(box.screen.width, box.screen.height) if box.screen.width and box.screen.height else None,
        is_fullscreen=box.screen.fullscreen,
        corner=(box.screen.left, box.screen.top),
        is_moving=box.screen.motion,
        has_high_contrast=box.screen.high_contrast,
        backend=box.screen.backend,
        shots=wishes.shots,
        has_screen=wishes.has_screen,
        speaking=_speaking(box, wishes),
        signs=signs_of(box.sign),
    )


def _rows(box: BoxSettings, form: Form) -> int:
    """The setting speaks of the landscape drawing; upright there is room for one row more."""
    return box.display.rows_history + (form == "portrait")


def _speaking(box: BoxSettings, wishes: Wishes) -> SpeakingSettings | None:
    """None where this box has no voice. A voice without zones of its own speaks for the board's."""
    said, player = box.voice, box.voice.player
    if not wishes.has_voice or (player == "none" and wishes.voice_out is None):
        return None
    data = Path(box.box.data_dir).expanduser()
    own_zone = wishes.zone or box.display.zone
    folder = wishes.voice_out or (Path(said.folder).expanduser() if said.folder else None)
    return SpeakingSettings(
        zones=said.zones or ((own_zone,) if own_zone else ()),
        languages=said.languages,
        times_alone=said.repeat or 2,
        is_yao=said.yao,
        voice=VoiceSettings(
            engine=said.engine,
            player="file" if wishes.voice_out is not None or player == "none" else player,
            folder=folder,
            rate=said.rate,
            volume=said.volume,
            cache=data / "voice" / "sentences",
            own=data / "voice" / "clips",
        ),
        announced=folder / "announced.jsonl" if folder else None,
    )
