"""The driver that box.toml asks for; loads only the packages that it needs."""

from config.reader_tables import ScannerTable
from devices.scanners.scan import OnScan, OnScannerHealth, Scanner


def scanner_of(table: ScannerTable, on_scan: OnScan, on_health: OnScannerHealth) -> Scanner:
    """Raises ModuleNotFoundError where evdev or pyserial is missing."""
    if table.port == "serial":
        from devices.scanners.serial_scanner import SerialScanner

        return SerialScanner(table.device, on_scan, on_health, baud=table.baud)
    from devices.keypads.inputs import Wanted
    from devices.scanners.input_scanner import InputScanner

    return InputScanner(Wanted(place=table.place, model=table.model), on_scan, on_health)
