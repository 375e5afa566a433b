"""A box's file: read, overridden by the environment, checked whole; every setting has a default."""

import os
import re
import socket
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from config.box_tables import BoxSettings, PrinterTable
from config.environment import overridden
from config.keypad_checks import keypad_findings
from config.look_table import look_findings
from config.reader_tables import reader_findings
from config.reading import Source, read_file, read_text
from config.rules import ID_PATTERN
from config.sign_checks import sign_findings
from config.validated import one_of, validated
from config.voice_checks import voice_findings
from config.wrong import ConfigError, Finding, said

__all__ = ["BoxSettings", "PrinterTable", "box_from", "box_source", "load_box", "load_box_text"]

ADDRESSES: Final = {
    "network": (r"(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?", "host"),
    "usb": (r"[0-9A-Fa-f]{4}:[0-9A-Fa-f]{4}", "usb"),
    "serial": (r"\S.*", "path"),
    "file": (r"\S.*", "path"),
}
"""What an address of each port looks like, and the sentence that says so."""


def load_box(path: Path | None = None, environ: Mapping[str, str] | None = None) -> BoxSettings:
    """The settings of this box: the file's (none: all defaults), overridden by the environment. Raises ConfigError."""
    return box_from(box_source(path, environ))


def load_box_text(text: str, name: str, environ: Mapping[str, str] | None = None) -> BoxSettings:
    """Like `load_box`, for a text that is already here; `name` is what messages call it."""
    return box_from(overridden(read_text(text, name), BoxSettings, environ or {}))


def box_source(path: Path | None, environ: Mapping[str, str] | None = None) -> Source:
    """What the file and the environment say, before it is checked. Raises ConfigError where it cannot be read."""
    source = read_text("", "") if path is None else read_file(path)
    return overridden(source, BoxSettings, os.environ if environ is None else environ)


def box_from(source: Source, host_name: str | None = None) -> BoxSettings:
    """The settings in a source. A box without an id is called by the name of its machine. Raises ConfigError."""
    settings = validated(source, BoxSettings)
    if wrong := [*_findings(source, settings)]:
        raise ConfigError(wrong)
    if settings.box.id:
        return settings
    named = settings.box.model_copy(update={"id": id_of_host(host_name or socket.gethostname())})
    return settings.model_copy(update={"box": named})


def id_of_host(name: str) -> str:
    """A machine's name as an id: its first label, with anything but letters, digits, - and _ left out."""
    plain = re.sub(r"[^A-Za-z0-9_-]", "", name.partition(".")[0])[:40]
    return plain if re.fullmatch(ID_PATTERN, plain, re.ASCII) else "box"


def _findings(source: Source, settings: BoxSettings) -> Iterator[Finding]:
    names = [printer.name for printer in settings.printer]
    for place, printer in enumerate(settings.printer):
        if printer.name in names[:place]:
            what = said("config.what.duplicate", given=printer.name, other=names.index(printer.name) + 1)
            yield source.finding(("printer", place, "name"), what, said("config.allowed.own_name"))
        yield from _address(source, place, printer)
    yield from _kiosk(source, settings, names)
    yield from _desk(source, settings, names)
    yield from _keys(source, settings)
    yield from look_findings(source, settings.look)
    yield from sign_findings(source, settings.sign)
    yield from keypad_findings(source, settings.keypad)
    yield from reader_findings(source, settings.scanner)
    yield from voice_findings(source, settings.voice, settings.speaker)


def _address(source: Source, place: int, printer: PrinterTable) -> Iterator[Finding]:
    pattern, word = ADDRESSES[printer.port]
    address = re.fullmatch(pattern, printer.address, re.ASCII)
    port = address[2] if address and printer.port == "network" else None
    if address is None or (port and not 0 < int(port[1:]) < 65_536):
        what = said("config.what.address", given=printer.address, port=printer.port)
        yield source.finding(("printer", place, "address"), what, said(f"config.allowed.{word}"))


def _kiosk(source: Source, settings: BoxSettings, names: list[str]) -> Iterator[Finding]:
    kiosk = settings.kiosk
    for key in ("printer", "second_printer", "copy_printer"):
        given = getattr(kiosk, key)
        if given and given not in names:
            yield source.finding(
                ("kiosk", key), said("config.what.no_printer", given=given), one_of(names, given)
            )
    if kiosk.second_printer and kiosk.second_printer == kiosk.printer:
        what = said("config.what.same_printer")
        yield source.finding(("kiosk", "second_printer"), what, said("config.allowed.other_printer"))


def _desk(source: Source, settings: BoxSettings, names: list[str]) -> Iterator[Finding]:
    given = settings.desk.printer
    if given and given not in names:
        what = said("config.what.no_printer", given=given)
        yield source.finding(("desk", "printer"), what, one_of(names, given))


def _keys(source: Source, settings: BoxSettings) -> Iterator[Finding]:
    taken: dict[str, str] = {}
    for action, key in settings.caller.keys.chosen.items():
        if (other := taken.setdefault(key.lower(), action)) != action:
            what = said("config.what.same_key", given=key, other=other)
            yield source.finding(("caller", "keys", action), what, said("config.allowed.other_key"))
