"""The ways to a printer: network, serial, USB, file; one is chosen by the printer's settings."""

from pathlib import Path

from printer.ports.port import Port, PortError, Trouble
from printer.settings import PrinterSettings

__all__ = ["Port", "PortError", "Trouble", "port_for"]


def port_for(settings: PrinterSettings) -> Port:
    """The unopened port of a printer. Raises PortError `misnamed` where its address cannot be one."""
    match settings.port:
        case "network":
            return _network(settings.address)
        case "serial":
            from printer.ports.serial_line import SerialPort

            return SerialPort(settings.address, settings.baud)
        case "usb":
            return _usb(settings.address)
        case "file":
            return _file(settings.address)


def _network(address: str) -> Port:
    from printer.ports.network import RAW_PRINTING, NetworkPort

    host, colon, port = address.rpartition(":") if address.count(":") == 1 else (address, "", "")
    if colon and not (port.isascii() and port.isdigit() and 0 < int(port) < 65536):
        raise PortError("misnamed", f"printer address {address!r}: a port is a number from 1 to 65535")
    if not host:
        raise PortError("misnamed", f"printer address {address!r}: the host is missing")
    return NetworkPort(host, int(port) if colon else RAW_PRINTING)


def _usb(address: str) -> Port:
    from printer.ports.usb_device import UsbPort

    vendor, _, product = address.partition(":")
    try:
        return UsbPort(int(vendor, 16), int(product, 16))
    except ValueError as error:
        raise PortError("misnamed", f"printer address {address!r}: give vid:pid such as 04b8:0e15") from error


def _file(address: str) -> Port:
    from printer.ports.file import DevicePort, FolderPort

    path = Path(address)
    is_folder = path.is_dir() or address.endswith("/")
    return FolderPort(path) if is_folder else DevicePort(path)
