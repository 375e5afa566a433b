"""The settings of one printer: which model it is and where it is plugged in."""

from dataclasses import dataclass
from typing import Literal

PortKind = Literal["network", "serial", "usb", "file"]


@dataclass(frozen=True)
class PrinterSettings:
    """One printer as the technician describes it.

    `address` by port: network `host` or `host:port` (9100 where none is named) · serial a device path ·
    usb `vid:pid` in hex · file a device path such as `/dev/usb/lp0`, a file, or a folder that gets one
    file per ticket. `deadline_s` is the longest a caller ever waits for one ticket.
    """

    name: str
    model: str = "generic-80"
    port: PortKind = "network"
    address: str = "127.0.0.1:9100"
    baud: int = 9600
    deadline_s: float = 8.0
