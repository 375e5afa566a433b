"""Everything that a guide desk is told before it starts."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from config.box import BoxSettings, PrinterTable
from look.language import Language
from printer.settings import PrinterSettings

SIZE: Final = (1280, 800)
"""ui.md, "Desk 1280×800"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line says; None: as in the box's file."""

    url: str | None = None
    shots: Path | None = None
    simulate_s: float | None = None
    language: str | None = None
    seed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """One guide desk. `size` None: that of the screen. `simulate_s` 0: people sit there."""

    box: str
    name: str = ""
    language: Language = "zh"
    data: Path = Path("/var/lib/jiaohao")
    url: str = ""
    hall: str = ""
    size: tuple[int, int] | None = None
    is_fullscreen: bool = True
    corner: tuple[int | None, int | None] = (None, None)
    is_moving: bool = True
    has_high_contrast: bool = False
    backend: str = "auto"
    printer: PrinterSettings | None = None
    near_printer: str = ""
    has_sound: bool = True
    shots: Path | None = None
    simulate_s: float = 0.0
    seed: int | None = None

    @property
    def shown_name(self) -> str:
        """What people call this desk, at the foot of every ticket; its id where it has no name."""
        return self.name or self.box

    def printer_address(self, box: str) -> str:
        """Its own printer as the hall names it: `BOX/NAME`; empty where it has none."""
        return f"{box}/{self.printer.name}" if self.printer else ""


def desk_settings(box: BoxSettings, wishes: Wishes) -> DeskSettings:
    """The box's file and the command line together."""
    screen = box.screen
    size = (screen.width, screen.height) if screen.width and screen.height else None
    return DeskSettings(
        box=box.box.id,
        name=box.box.name,
        language="en" if (wishes.language or box.box.language) == "en" else "zh",
        data=Path(box.box.data_dir).expanduser(),
        url=wishes.url or box.link.url,
        hall=box.link.hall,
        size=size,
        is_fullscreen=screen.fullscreen,
        corner=(screen.left, screen.top),
        is_moving=screen.motion,
        has_high_contrast=screen.high_contrast,
        backend=screen.backend,
        printer=_printer(box),
        near_printer=box.desk.near,
        has_sound=box.desk.sound,
        shots=wishes.shots,
        simulate_s=wishes.simulate_s or 0.0,
        seed=wishes.seed,
    )


def _printer(box: BoxSettings) -> PrinterSettings | None:
    """The desk's own printer; a box with a single one need not name it."""
    by_name: Mapping[str, PrinterTable] = {each.name: each for each in box.printer}
    table = by_name.get(box.desk.printer) if box.desk.printer else next(iter(box.printer), None)
    if table is None:
        return None
    return PrinterSettings(
        name=table.name,
        model=table.model,
        port=table.port,
        address=table.address,
        baud=table.baud,
        deadline_s=table.deadline_s,
    )
