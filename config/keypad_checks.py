"""What must be right between the lines of `[[keypad]]`: names, lines, addresses, and which plug is whose."""

from collections.abc import Iterator, Sequence

from config.keypad_table import KeypadTable
from config.reading import Source
from config.wrong import Finding, said


def keypad_findings(source: Source, keypads: Sequence[KeypadTable]) -> Iterator[Finding]:
    """Everything that is wrong with a box's keypads."""
    for place, keypad in enumerate(keypads):
        if keypad.port == "serial" and not keypad.device:
            what = said("config.what.keypad_device")
            yield source.finding(("keypad", place, "device"), what, said("config.allowed.path"))
        for at, other in enumerate(keypads[:place]):
            yield from _beside(source, place, keypad, at, other)


def _beside(
    source: Source, place: int, keypad: KeypadTable, at: int, other: KeypadTable
) -> Iterator[Finding]:
    """Two of one name, two at one address of a line, two that mean the same plug."""
    if other.name == keypad.name:
        what = said("config.what.duplicate", given=keypad.name, other=at + 1)
        yield source.finding(("keypad", place, "name"), what, said("config.allowed.own_name"))
    if other.port != keypad.port:
        return
    if keypad.port == "serial" and (other.device, other.address) == (keypad.device, keypad.address):
        what = said("config.what.keypad_address", other=other.name)
        yield source.finding(("keypad", place, "address"), what, said("config.allowed.keypad_address"))
    if keypad.port == "input" and (other.place, other.model) == (keypad.place, keypad.model):
        what = said("config.what.keypad_place", other=other.name)
        yield source.finding(("keypad", place, "place"), what, said("config.allowed.keypad_place"))
