"""The way to a printer through a path: a device such as /dev/usb/lp0, a file, or a folder of files."""

import contextlib
import errno
import os
import select
import stat
import time
from pathlib import Path
from typing import Final

from printer.ports.port import PortError, Trouble

_AT_ONCE: Final = 4096
_DEVICES: Final = Path("/dev")


class DevicePort:
    """A character device or a plain file, opened without ever blocking."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._number: int | None = None
        self._is_device = False

    @property
    def can_answer(self) -> bool:
        """A plain file never answers; a device may."""
        return self._is_device

    def open(self, timeout_s: float) -> None:
        self.close()
        try:
            self._is_device = self._path.exists() and stat.S_ISCHR(self._path.stat().st_mode)
            self._refuse_lost_device()
            mode = os.O_RDWR | os.O_NOCTTY if self._is_device else os.O_WRONLY | os.O_APPEND | os.O_CREAT
            self._number = os.open(self._path, mode | os.O_NONBLOCK | os.O_CLOEXEC, 0o640)
        except OSError as error:
            raise self._failed(error) from error

    def write(self, stream: bytes, timeout_s: float) -> None:
        number, end = self._opened(), time.monotonic() + timeout_s
        rest = memoryview(stream)
        while rest:
            self._await_room(number, end)
            try:
                rest = rest[os.write(number, rest) :]
            except BlockingIOError:
                continue
            except OSError as error:
                raise self._failed(error) from error

    def read(self, timeout_s: float) -> bytes:
        number = self._opened()
        if not self._is_device:
            return b""
        try:
            if not select.select([number], [], [], timeout_s)[0]:
                return b""
            return os.read(number, _AT_ONCE)
        except BlockingIOError:
            return b""
        except OSError as error:
            raise self._failed(error) from error

    def close(self) -> None:
        number, self._number = self._number, None
        if number is not None:
            with contextlib.suppress(OSError):
                os.close(number)

    def _refuse_lost_device(self) -> None:
        """An unplugged /dev/usb/lp0 must not become a plain file that swallows tickets."""
        if not self._is_device and _DEVICES in self._path.absolute().parents:
            raise PortError("unplugged", f"printer {self._path} is not plugged in")

    def _await_room(self, number: int, end: float) -> None:
        left = end - time.monotonic()
        if left <= 0 or not select.select([], [number], [], left)[1]:
            raise PortError("timeout", f"printer {self._path} takes nothing")

    def _opened(self) -> int:
        if self._number is None:
            raise PortError("offline", f"printer {self._path} is not open")
        return self._number

    def _failed(self, error: OSError) -> PortError:
        return PortError(_trouble(error), f"printer {self._path}: {error.strerror or error}")


class FolderPort:
    """A folder that gets one file per write: what a printer would have been sent, for tools and trials."""

    can_answer = False

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self, timeout_s: float) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise self._failed(error) from error

    def write(self, stream: bytes, timeout_s: float) -> None:
        try:
            with _next_file(self._folder).open("xb") as file:
                file.write(stream)
        except OSError as error:
            raise self._failed(error) from error

    def read(self, timeout_s: float) -> bytes:
        return b""

    def close(self) -> None:
        """Nothing is held between tickets."""

    def _failed(self, error: OSError) -> PortError:
        return PortError(_trouble(error), f"ticket folder {self._folder}: {error.strerror or error}")


def _next_file(folder: Path) -> Path:
    numbers = (path.stem.removeprefix("ticket-") for path in folder.glob("ticket-*.escpos"))
    last = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return folder / f"ticket-{last + 1:04}.escpos"


def _trouble(error: OSError) -> Trouble:
    if error.errno in {errno.EACCES, errno.EPERM, errno.EROFS}:
        return "denied"
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return "full"
    return "refused" if error.errno == errno.EBUSY else "unplugged"
