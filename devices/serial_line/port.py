"""Opening a serial port, and why it cannot be opened or used any more."""

import errno
import termios
from typing import Final, Literal

import serial

Parity = Literal["N", "E", "O"]

LineFault = Literal["line", "not-allowed", "taken"]
"""`line`: it is not there, was pulled out, or is no serial line; `not-allowed`: this user may not open it; `taken`: another
program has it."""

WRITE_S: Final = 1.0
"""How long the system may take what is written: it has room for 4,096 bytes, far more than is ever said at once."""

FAULTS: Final = (serial.SerialException, OSError, ValueError, termios.error)
"""What pyserial raises: its own for most of the system's refusals, ValueError for a speed that no line has, and the system's
where a line goes in the middle of being set or waited for."""

_OF_ERRNO: Final[dict[int | None, LineFault]] = {
    errno.EACCES: "not-allowed", errno.EPERM: "not-allowed",
    errno.EAGAIN: "taken", errno.EBUSY: "taken",
}  # fmt: skip


class LineGone(Exception):
    """A line cannot be opened, or is not there any more; the message is one line for a technician."""

    def __init__(self, fault: LineFault, reason: str) -> None:
        super().__init__(reason)
        self.fault = fault


def open_port(
    device: str,
    baud: int,
    *,
    bits: int = 8,
    parity: Parity = "N",
    stops: int = 1,
    is_exclusive: bool = True,
    write_s: float = WRITE_S,
) -> serial.Serial:
    """A port whose reads return at once. `is_exclusive`: no other program that asks for the same may open it meanwhile, else
    each would hear a part of what is said. Raises LineGone."""
    try:
        return serial.Serial(
            device,
            baud,
            bytesize=bits,
            parity=parity,
            stopbits=stops,
            timeout=0,
            write_timeout=write_s,
            exclusive=is_exclusive or None,
        )
    except FAULTS as error:
        raise gone(error) from None


def gone(error: Exception) -> LineGone:
    """What a fault of pyserial's means; it keeps the system's own number where there was one."""
    return LineGone(_OF_ERRNO.get(getattr(error, "errno", None), "line"), str(error))
