"""Everything that a rating screen is told before it starts."""

from dataclasses import dataclass
from pathlib import Path

from caller.rating.touch import SHEET
from config.box import BoxSettings
from look.language import Language


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingWishes:
    """What the command line says; None: as in the box's file."""

    url: str | None = None
    window: str | None = None
    shots: Path | None = None
    size: tuple[int, int] | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingSettings:
    """One rating screen. `size` None: that of the screen."""

    box: str
    window: str
    ask_s: float = 30.0
    is_reversed: bool = False
    has_keyboard: bool = True
    photos: str = ""
    language: Language = "zh"
    data: Path = Path("/var/lib/jiaohao")
    url: str = ""
    hall: str = ""
    size: tuple[int, int] | None = None
    diagonal_inch: float | None = None
    is_fullscreen: bool = False
    corner: tuple[int | None, int | None] = (None, None)
    is_moving: bool = True
    has_high_contrast: bool = False
    backend: str = "auto"
    shots: Path | None = None


def rating_settings(box: BoxSettings, wishes: RatingWishes) -> RatingSettings:
    """The box's file and the command line together."""
    return RatingSettings(
        box=box.box.id,
        window=wishes.window or box.rater.window,
        ask_s=box.rater.ask_s,
        is_reversed=box.rater.reversed,
        has_keyboard=box.rater.keyboard,
        photos=box.rater.photos,
        language="en" if (wishes.language or box.box.language) == "en" else "zh",
        data=Path(box.box.data_dir).expanduser(),
        url=wishes.url or box.link.url,
        hall=box.link.hall,
        size=wishes.size or _size(box),
        diagonal_inch=box.screen.diagonal_inch,
        is_fullscreen=box.screen.fullscreen and wishes.size is None,
        corner=(box.screen.left, box.screen.top),
        is_moving=box.screen.motion,
        has_high_contrast=box.screen.high_contrast,
        backend=box.screen.backend,
        shots=wishes.shots,
    )


def _size(box: BoxSettings) -> tuple[int, int] | None:
    screen = box.screen
    if screen.width and screen.height:
        return screen.width, screen.height
    return None if screen.fullscreen else SHEET
