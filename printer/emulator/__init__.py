"""A printer without paper: speaks ESC/POS over TCP, draws each ticket as a picture, has every fault on demand."""

from printer.emulator.faults import FAULTS, Fault
from printer.emulator.pty import PtyPrinter
from printer.emulator.roll import Ticket
from printer.emulator.server import EmulatedPrinter
from printer.emulator.thread import PrinterThread

__all__ = ["FAULTS", "EmulatedPrinter", "Fault", "PrinterThread", "PtyPrinter", "Ticket"]
