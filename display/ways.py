"""The ways on a board: to another zone, and to a window that stands in one."""

from collections.abc import Sequence

from config.texts import Texts
from display.shown import CallLine, OtherHall
from display.turning import turned
from link.messages.definition import Zone
from link.views import CallView, labels_text
from look.theme import zone_colour


def zone_name(zone: Zone, language: str) -> str:
    return zone.name_en if language == "en" and zone.name_en else zone.name


def other_hall(others: Sequence[Zone], turn: int, words: Texts) -> OtherHall:
    """The zone that is pointed to now, of all others of the hall."""
    zone, _ = turned(others, turn)
    if zone is None:
        return OtherHall()
    windows = words.say("board.other", windows=zone.windows_text) if zone.windows_text else ""
    return _way(zone, windows, words)


def call_line(call: CallView, others: Sequence[Zone], words: Texts, *, is_pulsing: bool = False) -> CallLine:
    """A call as a band or a line, with the way where its window stands in one of the other zones."""
    zone = next((each for each in others if each.id == call.zone), None)
    return CallLine(
        seq=call.seq,
        number=call.number,
        window=call.label,
        is_named=is_named(call.label),
        is_pulsing=is_pulsing,
        way=_way(zone, "", words) if zone else OtherHall(),
    )


def is_named(label: str) -> bool:
    """Whether a window has a name of its own instead of a number."""
    return not any(letter.isdigit() for letter in label)


def paused_line(labels: Sequence[str], words: Texts) -> str:
    """Which windows are paused, runs of numbers drawn together; empty: none."""
    if not labels:
        return ""
    said = labels_text(list(labels)).replace("、", words.say("board.between"))
    return words.count("board.paused", len(labels), windows=said)


def _way(zone: Zone, windows: str, words: Texts) -> OtherHall:
    return OtherHall(
        name=zone_name(zone, words.language),
        windows=windows,
        colour=zone.fill or zone_colour(zone.colour - 1),
        side=zone.side,
    )
