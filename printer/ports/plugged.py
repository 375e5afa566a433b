"""What is plugged in here and may be a printer."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from printer.settings import PortKind

PRINTER_CLASS: Final = 7
"""USB-IF, Defined Class Codes: an interface of this class is a printer."""


@dataclass(frozen=True)
class Plugged:
    """Something that may be a printer: how to name it in box.toml, and what it calls itself."""

    port: PortKind
    address: str
    says: str = ""


def plugged(
    usb: Callable[[], Iterable[Any]] | None = None,
    serial: Callable[[], Iterable[Any]] | None = None,
    devices: Path = Path("/dev/usb"),
) -> tuple[Plugged, ...]:
    """What is plugged in here; the arguments are the seams for tests. Never raises: what cannot be asked has nothing."""
    return (
        *(_usb(each) for each in _asked(usb or _usb_devices) if _is_printer(each)),
        *(Plugged("file", str(path)) for path in sorted(devices.glob("lp*"))),
        *(
            Plugged("serial", str(each.device), str(each.description or ""))
            for each in _asked(serial or _serial_lines)
        ),
    )


def _asked(ask: Callable[[], Iterable[Any]]) -> list[Any]:
    try:
        return list(ask())
    except Exception:  # no library for USB, no right to look: then nothing is found there
        return []


def _usb_devices() -> Iterable[Any]:
    # pyusb ships neither annotations nor stubs.
    import usb.core  # type: ignore[import-untyped]

    found: Iterable[Any] = usb.core.find(find_all=True)
    return found


def _serial_lines() -> Iterable[Any]:
    from serial.tools.list_ports import comports

    return comports()


def _is_printer(device: Any) -> bool:
    return any(
        interface.bInterfaceClass == PRINTER_CLASS for configuration in device for interface in configuration
    )


def _usb(device: Any) -> Plugged:
    return Plugged(
        "usb", f"{device.idVendor:04x}:{device.idProduct:04x}", str(getattr(device, "product", "") or "")
    )
