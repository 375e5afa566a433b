"""What is plugged into this machine, read from /sys, /proc and /dev; nothing is opened."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

PRINTER_CLASS: Final = "07"
"""USB Device Class Definition for Printing Devices 1.1: bInterfaceClass 07h."""


@dataclass(frozen=True, slots=True, kw_only=True)
class UsbPrinter:
    """`address` is vendor:product in hex; `name` as the maker wrote it, empty where he did not."""

    address: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Screen:
    """A connected output and its best mode, pixels; None where it tells none."""

    output: str
    width: int | None
    height: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hardware:
    """All that a part of Jiaohao can use."""

    printers: tuple[UsbPrinter, ...] = ()
    serial: tuple[str, ...] = ()
    keyboards: tuple[str, ...] = ()
    sounds: tuple[str, ...] = ()
    screens: tuple[Screen, ...] = ()


def found(root: Path = Path("/")) -> Hardware:
    """What `root` shows. What cannot be read is not there."""
    return Hardware(
        printers=tuple(_printers(root)),
        serial=tuple(_serial(root)),
        keyboards=tuple(_keyboards(root)),
        sounds=tuple(_sounds(root)),
        screens=tuple(_screens(root)),
    )


def _printers(root: Path) -> list[UsbPrinter]:
    devices = root / "sys/bus/usb/devices"
    interfaces = sorted(devices.glob("*:*")) if devices.is_dir() else []
    seen = []
    for interface in interfaces:
        if _text(interface / "bInterfaceClass") != PRINTER_CLASS:
            continue
        device = devices / interface.name.partition(":")[0]
        address = f"{_text(device / 'idVendor')}:{_text(device / 'idProduct')}"
        maker, product = _text(device / "manufacturer"), _text(device / "product")
        seen.append(UsbPrinter(address=address, name=" ".join(part for part in (maker, product) if part)))
    return list(dict.fromkeys(seen))


def _serial(root: Path) -> list[str]:
    """By the name that stays when plugs are changed; a port of the board itself where it is a real one."""
    by_id = root / "dev/serial/by-id"
    named = [f"/dev/serial/by-id/{port.name}" for port in sorted(by_id.glob("*"))] if by_id.is_dir() else []
    # tty/serial_core: an UART that is not there has type 0.
    boards = (root / "sys/class/tty").glob("ttyS*")
    real = sorted(f"/dev/{port.name}" for port in boards if _text(port / "type") not in ("", "0"))
    return named + real


def _keyboards(root: Path) -> list[str]:
    """Names of the input devices that have number keys (KEY_KP1 or KEY_1)."""
    try:
        text = (root / "proc/bus/input/devices").read_text("utf-8", "replace")
    except OSError:
        return []
    names = []
    for block in text.split("\n\n"):
        name = re.search(r'^N: Name="(.*)"', block, re.MULTILINE)
        keys = re.search(r"^B: KEY=([0-9a-f ]+)", block, re.MULTILINE)
        if name and keys and _has_digits(keys[1]):
            names.append(name[1])
    return list(dict.fromkeys(names))


def _has_digits(keys: str) -> bool:
    """The kernel writes the set of keys as words of 64 bits in hex, the highest first."""
    bits = 0
    for word in keys.split():
        bits = bits << 64 | int(word, 16)
    key_1, key_kp1 = 2, 79  # input-event-codes.h
    return bool(bits >> key_1 & 1 or bits >> key_kp1 & 1)


def _sounds(root: Path) -> list[str]:
    """As `/proc/asound/cards` names them: ` 0 [PCH            ]: HDA-Intel - HDA Intel PCH`."""
    text = _text(root / "proc/asound/cards")
    return [each.strip() for each in re.findall(r"^\s*\d+ \[.*?\]: .*? - (.*)$", text, re.MULTILINE)]


def _screens(root: Path) -> list[Screen]:
    outputs = root / "sys/class/drm"
    connected = [
        output
        for output in (sorted(outputs.glob("card*-*")) if outputs.is_dir() else [])
        if _text(output / "status") == "connected"
    ]
    return [_screen(output) for output in connected]


def _screen(output: Path) -> Screen:
    mode = re.match(r"(\d+)x(\d+)", _text(output / "modes"))
    name = output.name.partition("-")[2]
    if mode is None:
        return Screen(output=name, width=None, height=None)
    return Screen(output=name, width=int(mode[1]), height=int(mode[2]))


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8", "replace").strip()
    except OSError:
        return ""
