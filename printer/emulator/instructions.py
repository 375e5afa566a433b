"""What a printer can be told, as the emulator understands it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Reset:
    """ESC @: all settings as after power on."""


@dataclass(frozen=True)
class Characters:
    """Text in the code in force, undecoded."""

    encoded: bytes


@dataclass(frozen=True)
class LineFeed:
    """LF: print the line."""


@dataclass(frozen=True)
class Align:
    """ESC a: 0 left, 1 centre, 2 right."""

    side: int


@dataclass(frozen=True)
class Enlarge:
    """GS ! or ESC !: how many times wider and higher text is."""

    width: int
    height: int


@dataclass(frozen=True)
class Embolden:
    """ESC E."""

    is_on: bool


@dataclass(frozen=True)
class Reverse:
    """GS B: white on black."""

    is_on: bool


@dataclass(frozen=True)
class Hanzi:
    """FS & on, FS . off."""

    is_on: bool


@dataclass(frozen=True)
class FeedLines:
    """ESC d: print and feed so many lines."""

    lines: int


@dataclass(frozen=True)
class FeedDots:
    """ESC J: print and feed so many dots."""

    dots: int


@dataclass(frozen=True)
class Raster:
    """GS v 0: rows of bits, most significant bit leftmost, 1 is black."""

    row_bytes: int
    rows: int
    bits: bytes
    x_scale: int
    y_scale: int


@dataclass(frozen=True)
class Columns:
    """ESC *: columns of bits, top to bottom, 8 or 24 high."""

    columns: int
    column_bytes: int
    bits: bytes


@dataclass(frozen=True)
class Symbol:
    """GS ( k: one function of a two-dimensional code."""

    kind: int
    function: int
    parameters: bytes


@dataclass(frozen=True)
class ProcessId:
    """GS ( H, function 48: to be sent back once all before it is printed."""

    identity: bytes


@dataclass(frozen=True)
class AskSensor:
    """GS r: a status asked in its turn."""

    sensor: int


@dataclass(frozen=True)
class CutPaper:
    """GS V, ESC i, ESC m."""

    feed_dots: int


@dataclass(frozen=True)
class Ignored:
    """A known command without an effect on this printer."""


@dataclass(frozen=True)
class Unknown:
    """Bytes that are no command this printer knows."""

    encoded: bytes


Instruction = (
    Reset
    | Characters
    | LineFeed
    | Align
    | Enlarge
    | Embolden
    | Reverse
    | Hanzi
    | FeedLines
    | FeedDots
    | Raster
    | Columns
    | Symbol
    | ProcessId
    | AskSensor
    | CutPaper
    | Ignored
    | Unknown
)
