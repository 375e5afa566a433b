"""Whether what hangs at a box is there, may be opened, and answers."""

import errno
import os
import socket
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from config.box_tables import BoxSettings, PrinterTable
from config.sign_table import SignTable
from config.texts import FIRST_LANGUAGE
from jiaohao.checking.told import Told, bad, good, warning

CONNECT_S: Final = 2.0
_WHY: Final = {errno.ENOENT: "none", errno.EACCES: "rights", errno.EBUSY: "busy"}

Clips = Callable[[str], int]
"""How many clips a language has."""

Condition = Callable[[PrinterTable], str]
"""A word of `printer.status.Condition`, `mute`, or a trouble of `printer.ports.port`."""


def printers(box: BoxSettings, condition: Condition) -> Iterator[Told]:
    """Each printer of the box asked how it is, where nobody else holds it."""
    if box.kiosk.printer == "" and not box.printer:
        return
    for printer in box.printer:
        said = condition(printer)
        where = {"name": printer.name, "port": printer.port, "address": printer.address, "baud": printer.baud}
        if said == "ready":
            yield good("printer", "printer.ready", printer.name, **where)
        elif said == "mute":
            key = "printer.mute_serial" if printer.port == "serial" else "printer.mute"
            yield warning("printer", key, printer.name, **where)
        elif said == "near_end":
            yield warning("printer", "printer.near_end", printer.name, **where)
        else:
            yield bad("printer", f"printer.{said}", printer.name, **where)


def serial_ports(paths: Iterable[str]) -> Iterator[Told]:
    """Lines for keypads, signs and readers: there, ours to open, nobody else's."""
    for path in dict.fromkeys(paths):
        try:
            os.close(os.open(path, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK))
        except OSError as wrong:
            yield bad("serial", f"serial.{_WHY.get(wrong.errno or 0, 'dead')}", path, path=path)
        else:
            yield good("serial", "serial.good", path, path=path)


def keypads(box: BoxSettings, plugged: Callable[[], tuple[Iterable[str], Iterable[str]]]) -> Iterator[Told]:
    """`plugged`: the models of the inputs that are there, and the paths that may not be opened."""
    wanted = [each for each in box.keypad if each.port == "input"]
    if not wanted:
        return
    models, forbidden = plugged()
    there, shut = list(models), list(forbidden)
    for each in wanted:
        if shut and not there:
            yield bad("keypad", "keypad.rights", each.name, name=each.name, paths=" ".join(shut))
        elif (each.model and each.model not in there) or not there:
            yield bad("keypad", "keypad.none", each.name, name=each.name)
        else:
            yield good("keypad", "keypad.good", each.name, name=each.name)


def signs(table: Iterable[SignTable], reach: Callable[[str], str]) -> Iterator[Told]:
    """Those on the network; `reach` gives why an address is not reached, empty: it is."""
    for sign in table:
        if sign.port != "tcp":
            continue
        why = reach(sign.where)
        if why:
            yield bad("sign", "sign.away", sign.name, name=sign.name, where=sign.where, reason=why)
        else:
            yield good("sign", "sign.good", sign.name, name=sign.name)


def reach_tcp(where: str) -> str:
    """Whether somebody listens at `host:port`."""
    host, _, port = where.rpartition(":")
    try:
        socket.create_connection((host.strip("[]"), int(port)), CONNECT_S).close()
    except (OSError, ValueError) as wrong:
        return str(wrong)
    return ""


def sound(box: BoxSettings, cards: Iterable[str], has_player: Callable[[str], bool]) -> Iterator[Told]:
    """Loudspeakers, for a box that speaks."""
    if not (box.voice.zones or box.speaker):
        return
    if box.voice.player in ("file", "none"):
        yield warning("sound", "sound.silent", player=box.voice.player)
    elif not any(has_player(name) for name in ("aplay", "paplay", "pw-play")):
        yield bad("sound", "sound.no_player")
    elif not list(cards):
        yield bad("sound", "sound.no_card")
    else:
        yield good("sound", "sound.good", cards=", ".join(cards))


def voices(box: BoxSettings, clips: Clips, has_espeak: bool) -> Iterator[Told]:
    """What each language is spoken with."""
    if not (box.voice.zones or box.speaker) or box.voice.engine == "none":
        return
    for language in box.voice.languages or (FIRST_LANGUAGE,):
        if box.voice.engine == "pack" and clips(language):
            yield good("voice", "voice.good", language, language=language, clips=clips(language))
        elif has_espeak:
            yield warning("voice", "voice.espeak", language, language=language)
        else:
            yield bad("voice", "voice.none", language, language=language)
