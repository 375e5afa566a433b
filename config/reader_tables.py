"""The tables of box.toml that say what a kiosk has for cards and codes: `[card]`, `[scanner]`."""

from collections.abc import Iterator
from typing import Annotated, Literal

from config.reading import Source
from config.rules import Form, Line
from config.validated import Table
from config.wrong import Finding, said

Baud = Literal[1200, 2400, 4800, 9600, 19200, 38400, 57600, 115200]


class CardTable(Table):
    """`[card]`: an ID-card reader on a serial line; without a device there is none."""

    device: Annotated[str, Line(400)] = ""
    baud: Baud = 115200


class ScannerTable(Table):
    """`[scanner]`: a scanner of codes. `input`: one that is a keyboard, told by its socket or its make; `serial`: one on a
    serial line."""

    port: Literal["none", "input", "serial"] = "none"
    place: Annotated[str, Line(200)] = ""
    model: Annotated[str, Form(r"(?:[0-9a-f]{4}:[0-9a-f]{4})?", "keypad_model")] = ""
    device: Annotated[str, Line(400)] = ""
    baud: Baud = 9600


def reader_findings(source: Source, scanner: ScannerTable) -> Iterator[Finding]:
    """A scanner must be named: any other keyboard stays what it is."""
    if scanner.port == "input" and not (scanner.place or scanner.model):
        yield source.finding(
            ("scanner", "place"), said("config.what.scanner_unnamed"), said("config.allowed.scanner_place")
        )
    if scanner.port == "serial" and not scanner.device:
        yield source.finding(
            ("scanner", "device"), said("config.what.scanner_device"), said("config.allowed.path")
        )
