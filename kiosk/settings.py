"""Everything that a kiosk is told before it starts."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from config.box import BoxSettings, PrinterTable
from config.hours import hours_of
from config.look_table import LookTable
from config.reader_tables import CardTable, ScannerTable
from devices.voices.made import EngineName, PlayerName
from kiosk.visit import Pace
from link.messages.definition import Hours
from look.language import Language
from printer.settings import PrinterSettings


@dataclass(frozen=True)
class Wishes:
    """What the command line says; None: as in the box's file."""

    url: str | None = None
    shots: Path | None = None
    simulate_s: float | None = None
    size: tuple[int, int] | None = None
    language: str | None = None
    seed: int | None = None
    file: Path | None = None
    """The box's own file."""


@dataclass(frozen=True)
class VoiceWishes:
    """How a kiosk speaks; `player` none: it has no loudspeaker."""

    player: PlayerName | Literal["none"] = "none"
    engine: EngineName = "pack"
    rate: int = 150
    volume: float = 0.8


@dataclass(frozen=True)
class KioskSettings:
    """One kiosk. `size` None: that of the screen. `simulate_s` 0: citizens are people."""

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
    is_low_reach: bool = False
    diagonal_inch: float | None = None
    backend: str = "auto"
    pace: Pace = field(default_factory=Pace)
    voice: VoiceWishes = VoiceWishes()
    look: LookTable = LookTable()
    """Its own colours, logo and head."""
    screen_hours: tuple[Hours, ...] = ()
    """When the screen is on; empty: always."""
    shift_px: int = 4
    headset: str = ""
    has_number_pad: bool = True
    without_paper: Literal["number", "none"] | None = None
    printers: tuple[PrinterSettings, ...] = ()
    copy_printer: PrinterSettings | None = None
    """Prints a stub of each ticket for the desk."""
    card: CardTable = CardTable()
    scanner: ScannerTable = ScannerTable()
    shots: Path | None = None
    simulate_s: float = 0.0
    seed: int | None = None
    file: Path | None = None
    """The box's own file; None: there is none, all is as by default."""
    technician_pin: str = field(default="", repr=False)

    @property
    def shown_name(self) -> str:
        """What people call this kiosk, at the foot of every ticket; its id where it has no name."""
        return self.name or self.box

    @property
    def printer_address(self) -> str:
        """The first printer as the hall names it: `BOX/NAME`; the box alone where it has none."""
        return f"{self.box}/{self.printers[0].name}" if self.printers else self.box


def kiosk_settings(box: BoxSettings, wishes: Wishes) -> KioskSettings:
    """The box's file and the command line together; a size that was asked for is a window, not the whole screen."""
    size = wishes.size or _size(box)
    return KioskSettings(
        box=box.box.id,
        name=box.box.name,
        language=wishes.language or box.box.language,
        data=Path(box.box.data_dir).expanduser(),
        url=wishes.url or box.link.url,
        hall=box.link.hall,
        size=size,
        is_fullscreen=box.screen.fullscreen and wishes.size is None,
        corner=(box.screen.left, box.screen.top),
        is_moving=box.screen.motion,
        has_high_contrast=box.screen.high_contrast,
        is_low_reach=box.screen.low_reach,
        diagonal_inch=box.screen.diagonal_inch,
        backend=box.screen.backend,
        pace=Pace(
            idle_s=box.kiosk.idle_s,
            more_time_s=box.kiosk.more_time_s,
            done_s=box.kiosk.done_s,
            attract_s=box.kiosk.attract_s,
        ),
        voice=VoiceWishes(box.kiosk.sound, box.kiosk.engine, box.kiosk.rate, box.kiosk.volume),
        look=box.look,
        screen_hours=tuple(hours_of(span) for span in box.kiosk.screen_hours),
        shift_px=box.kiosk.shift_px,
        headset=box.kiosk.headset,
        has_number_pad=box.kiosk.number_pad,
        without_paper=box.kiosk.without_paper,
        printers=tuple(_printer(each) for each in _chosen(box)),
        copy_printer=next(
            (_printer(each) for each in box.printer if each.name == box.kiosk.copy_printer), None
        ),
        card=box.card,
        scanner=box.scanner,
        shots=wishes.shots,
        simulate_s=wishes.simulate_s or 0.0,
        seed=wishes.seed,
        file=wishes.file,
        technician_pin=box.kiosk.technician_pin,
    )


def _size(box: BoxSettings) -> tuple[int, int] | None:
    screen = box.screen
    return (screen.width, screen.height) if screen.width and screen.height else None


def _chosen(box: BoxSettings) -> Iterable[PrinterTable]:
    """The kiosk's printers in order; a box with a single printer need not name it."""
    names = [name for name in (box.kiosk.printer, box.kiosk.second_printer) if name]
    if not names:
        return box.printer[:1]
    by_name = {each.name: each for each in box.printer}
    return [by_name[name] for name in names if name in by_name]


def _printer(table: PrinterTable) -> PrinterSettings:
    return PrinterSettings(
        name=table.name,
        model=table.model,
        port=table.port,
        address=table.address,
        baud=table.baud,
        deadline_s=table.deadline_s,
    )
