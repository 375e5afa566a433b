"""All that is checked of one box, from its box.toml."""

import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from config.box_tables import BoxSettings, PrinterTable
from jiaohao.checking import devices, machine
from jiaohao.checking.link import Bond
from jiaohao.checking.told import Told
from jiaohao.install.hardware import Hardware

ANSWER_S: Final = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A box and the machine it runs on."""

    settings: BoxSettings
    hardware: Hardware
    has_screen: bool = False
    is_in_use: bool = False
    """It runs, and holds its printers itself."""


def bond_of(settings: BoxSettings, language: str, interfaces: tuple[str, ...] = ()) -> Bond:
    """What its box.toml says of its hall."""
    return Bond(
        box=settings.box.id, folder=Path(settings.box.data_dir).expanduser(), hall=settings.link.hall,
        url=settings.link.url, language=language, interfaces=interfaces,
    )  # fmt: skip


def box_told(box: Box) -> Iterator[Told]:
    """Its disk and everything that hangs at it; the link is checked beside."""
    settings, hardware = box.settings, box.hardware
    yield from machine.disk(Path(settings.box.data_dir).expanduser())
    if box.has_screen:
        outputs = {each.output: _size(each.width, each.height) for each in hardware.screens}
        yield from machine.screens(outputs, _size(settings.screen.width, settings.screen.height))
    if not box.is_in_use:
        yield from devices.printers(settings, printer_condition)
    yield from devices.serial_ports(_lines(settings))
    yield from devices.keypads(settings, _plugged)
    yield from devices.signs(settings.sign, devices.reach_tcp)
    yield from devices.sound(settings, hardware.sounds, lambda name: shutil.which(name) is not None)
    yield from devices.voices(settings, _clips(settings), shutil.which("espeak-ng") is not None)


def printer_condition(table: PrinterTable) -> str:
    """Asked of the printer itself; `missing` where its package is not installed."""
    try:
        from printer.models import load_model
        from printer.ports import PortError, port_for
        from printer.settings import PrinterSettings
        from printer.talk import Talk
    except ModuleNotFoundError:
        return "missing"
    settings = PrinterSettings(
        name=table.name, model=table.model, port=table.port, address=table.address, baud=table.baud
    )
    try:
        talk = Talk(port_for(settings), load_model(settings.model))
    except PortError as wrong:
        return wrong.trouble
    try:
        return talk.condition(time.monotonic() + ANSWER_S) or "mute"
    except PortError as wrong:
        return wrong.trouble
    finally:
        talk.close()


def _lines(settings: BoxSettings) -> Iterable[str]:
    """Serial lines of keypads and signs; a printer's is asked by the printer's own check."""
    yield from (each.device for each in settings.keypad if each.port == "serial" and each.device)
    yield from (each.where for each in settings.sign if each.port == "serial")


def _plugged() -> tuple[Iterable[str], Iterable[str]]:
    if find_spec("evdev") is None:
        return (), ()
    from devices.keypads.inputs import plugged

    found, forbidden = plugged()
    return [each.model for each in found], forbidden


def _clips(settings: BoxSettings) -> devices.Clips:
    def count(language: str) -> int:
        if find_spec("soundfile") is None:
            return 0
        from devices.voices.pack import clips_of

        own = Path(settings.box.data_dir).expanduser() / "voice" / "clips" / language
        return len(clips_of(language, own))

    return count


def _size(width: int | None, height: int | None) -> tuple[int, int] | None:
    return (width, height) if width and height else None
