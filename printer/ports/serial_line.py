"""The way to a printer over a serial line, by pyserial, 8N1."""

import contextlib
import errno
import time
from typing import Final

import serial

from printer.ports.port import PortError, Trouble

_LOOK_AGAIN_S: Final = 0.01


class SerialPort:
    """One serial line. Lines without modem signals (ptys, USB adapters) are fine."""

    can_answer = True

    def __init__(self, device: str, baud: int = 9600) -> None:
        self._device = device
        self._baud = baud
        self._line: serial.Serial | None = None

    def open(self, timeout_s: float) -> None:
        self.close()
        try:
            self._line = serial.Serial(
                self._device, self._baud, timeout=timeout_s, write_timeout=timeout_s, exclusive=True
            )
        except (serial.SerialException, OSError, ValueError) as error:
            raise self._failed(error) from error

    def write(self, stream: bytes, timeout_s: float) -> None:
        line = self._opened()
        try:
            end = time.monotonic() + timeout_s
            line.write_timeout = timeout_s
            line.write(stream)
            self._await_sent(line, end)
        except (serial.SerialException, OSError, TypeError) as error:
            raise self._failed(error) from error

    def read(self, timeout_s: float) -> bytes:
        line = self._opened()
        try:
            line.timeout = timeout_s
            first = line.read(1)
            return bytes(first + line.read(line.in_waiting)) if first else b""
        except (serial.SerialException, OSError, TypeError) as error:
            raise self._failed(error) from error

    def close(self) -> None:
        line, self._line = self._line, None
        if line is not None:
            with contextlib.suppress(serial.SerialException, OSError, TypeError):
                line.close()

    def _await_sent(self, line: serial.Serial, end: float) -> None:
        """Until the last byte left: what is asked next would otherwise wait behind seconds of ticket."""
        while line.out_waiting:
            if time.monotonic() > end:
                raise PortError("timeout", f"printer on {self._device} takes nothing")
            time.sleep(_LOOK_AGAIN_S)

    def _opened(self) -> serial.Serial:
        if self._line is None:
            raise PortError("offline", f"printer on {self._device} is not open")
        return self._line

    def _failed(self, error: Exception) -> PortError:
        return PortError(_trouble(error), f"printer on {self._device}: {error}")


def _trouble(error: Exception) -> Trouble:
    """pyserial hides the errno in most errors; where it shows, a missing or busy device is told apart."""
    if isinstance(error, serial.SerialTimeoutException):
        return "timeout"
    if isinstance(error, ValueError):
        return "misnamed"
    number = error.errno if isinstance(error, OSError) else None
    if number in {errno.EACCES, errno.EPERM}:
        return "denied"
    return "refused" if number in {errno.EBUSY, errno.EAGAIN} else "unplugged"
