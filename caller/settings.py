"""Everything that a window's terminal is told before it starts."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from caller.keys import Bindings
from caller.situation import Form
from config.box import BoxSettings
from look.language import Language

SIZES: Final[dict[Form, tuple[int, int]]] = {"bar": (720, 96), "page": (960, 640)}
"""px, as drawn; a page may be larger, a bar never is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line says; None: as in the box's file."""

    url: str | None = None
    window: str | None = None
    form: Form | None = None
    clerk: str | None = None
    shots: Path | None = None
    simulate_s: float | None = None
    language: str | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CallerSettings:
    """One terminal. `size` None: that of the screen. `simulate_s` 0: the clerk is a person."""

    box: str
    window: str
    form: Form = "page"
    clerk: str = ""
    bindings: Bindings = field(default_factory=Bindings)
    language: Language = "zh"
    data: Path = Path("/var/lib/jiaohao")
    url: str = ""
    hall: str = ""
    size: tuple[int, int] | None = None
    is_fullscreen: bool = False
    corner: tuple[int | None, int | None] = (None, None)
    has_global_keys: bool = False
    """Whether the keys work while another program has the keyboard."""
    is_moving: bool = True
    has_high_contrast: bool = False
    backend: str = "auto"
    shots: Path | None = None
    simulate_s: float = 0.0
    seed: int | None = None


def caller_settings(box: BoxSettings, wishes: Wishes) -> CallerSettings:
    """The box's file and the command line together. A bar is never the whole screen: it stands above other programs."""
    form = wishes.form or box.caller.form
    return CallerSettings(
        box=box.box.id,
        window=wishes.window or box.caller.window,
        form=form,
        clerk=box.caller.clerk if wishes.clerk is None else wishes.clerk,
        bindings=Bindings(box.caller.keys.chosen),
        language="en" if (wishes.language or box.box.language) == "en" else "zh",
        data=Path(box.box.data_dir).expanduser(),
        url=wishes.url or box.link.url,
        hall=box.link.hall,
        size=SIZES["bar"] if form == "bar" else _page_size(box),
        is_fullscreen=form == "page" and box.screen.fullscreen,
        corner=(box.screen.left, box.screen.top),
        has_global_keys=form == "bar" if box.caller.global_keys is None else box.caller.global_keys,
        is_moving=box.screen.motion,
        has_high_contrast=box.screen.high_contrast,
        backend=box.screen.backend,
        shots=wishes.shots,
        simulate_s=wishes.simulate_s or 0.0,
        seed=wishes.seed,
    )


def _page_size(box: BoxSettings) -> tuple[int, int] | None:
    screen = box.screen
    if screen.width and screen.height:
        return screen.width, screen.height
    return None if screen.fullscreen else SIZES["page"]
