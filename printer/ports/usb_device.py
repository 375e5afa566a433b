"""The way to a printer on USB, by python-escpos and pyusb."""

import contextlib
import errno
from collections.abc import Callable
from typing import Any

# pyusb and python-escpos ship neither annotations nor stubs.
import usb.core  # type: ignore[import-untyped]
import usb.util  # type: ignore[import-untyped]
from escpos.exceptions import Error as EscposError  # type: ignore[import-untyped]
from escpos.printer import Usb  # type: ignore[import-untyped]

from printer.ports.port import PortError, Trouble

_AT_ONCE = 64


class UsbPort:
    """One USB printer by vendor and product. `make` opens the device; tests and tools may bring their own."""

    can_answer = True

    def __init__(self, vendor: int, product: int, make: Callable[..., Any] = Usb) -> None:
        self._vendor = vendor
        self._product = product
        self._make = make
        self._printer: Any = None

    def open(self, timeout_s: float) -> None:
        self.close()
        try:
            printer = self._make(self._vendor, self._product, timeout=_milliseconds(timeout_s))
            printer.open()
            printer.in_ep, printer.out_ep = endpoints(printer.device, printer.in_ep, printer.out_ep)
        except (EscposError, usb.core.USBError, usb.core.NoBackendError, OSError) as error:
            raise self._failed(error) from error
        self._printer = printer

    def write(self, stream: bytes, timeout_s: float) -> None:
        printer = self._opened()
        try:
            taken = printer.device.write(printer.out_ep, stream, _milliseconds(timeout_s))
        except (usb.core.USBError, OSError) as error:
            raise self._failed(error) from error
        if taken != len(stream):
            raise PortError("timeout", f"printer {self._address()} took {taken} of {len(stream)} bytes")

    def read(self, timeout_s: float) -> bytes:
        printer = self._opened()
        try:
            return bytes(printer.device.read(printer.in_ep, _AT_ONCE, _milliseconds(timeout_s)))
        except usb.core.USBTimeoutError:
            return b""
        except (usb.core.USBError, OSError) as error:
            raise self._failed(error) from error

    def close(self) -> None:
        printer, self._printer = self._printer, None
        if printer is not None:
            with contextlib.suppress(EscposError, usb.core.USBError, OSError):
                printer.close()

    def _opened(self) -> Any:
        if self._printer is None:
            raise PortError("offline", f"printer {self._address()} is not open")
        return self._printer

    def _address(self) -> str:
        return f"{self._vendor:04x}:{self._product:04x}"

    def _failed(self, error: Exception) -> PortError:
        return PortError(_trouble(error), f"printer {self._address()}: {error}")


def endpoints(device: Any, in_ep: int, out_ep: int) -> tuple[int, int]:
    """The bulk endpoints (in, out) of the device's first interface that has both; else those given."""
    for interface in (one for configuration in device for one in configuration):
        bulk = [
            end.bEndpointAddress
            for end in interface
            if usb.util.endpoint_type(end.bmAttributes) == usb.util.ENDPOINT_TYPE_BULK
        ]
        inward = [end for end in bulk if usb.util.endpoint_direction(end) == usb.util.ENDPOINT_IN]
        outward = [end for end in bulk if usb.util.endpoint_direction(end) == usb.util.ENDPOINT_OUT]
        if inward and outward:
            return inward[0], outward[0]
    return in_ep, out_ep


def _milliseconds(seconds: float) -> int:
    """pyusb takes 0 as for ever: never less than 1."""
    return max(1, round(seconds * 1000))


def _trouble(error: Exception) -> Trouble:
    if isinstance(error, usb.core.USBTimeoutError):
        return "timeout"
    number = getattr(error, "errno", None)
    if number in {errno.EACCES, errno.EPERM}:
        return "denied"
    return "refused" if number == errno.EBUSY else "unplugged"
