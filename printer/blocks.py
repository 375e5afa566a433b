"""The pieces a ticket is laid out of, from top to bottom, the same for every printer. Sizes are in dots."""

from dataclasses import dataclass
from typing import Literal

from printer.paper import Side

Weight = Literal["regular", "bold"]


@dataclass(frozen=True)
class Run:
    """A stretch of text in one size and weight."""

    text: str
    size: int
    weight: Weight = "regular"


@dataclass(frozen=True)
class Line:
    """Runs on one baseline; `right` stands at the right edge. Two lines where both do not fit beside."""

    left: tuple[Run, ...]
    right: tuple[Run, ...] = ()
    is_centred: bool = False


@dataclass(frozen=True)
class Title:
    """A name that shrinks to 0.86, then breaks into two lines, then ends with `…`; never split over."""

    run: Run
    is_centred: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Running text that wraps; `\\n` breaks by meaning."""

    run: Run


@dataclass(frozen=True)
class Number:
    """The ticket number, the biggest thing on the paper, and the mark of a reprint after it."""

    text: str
    size: int
    mark: str = ""
    mark_size: int = 0


@dataclass(frozen=True)
class Band:
    """The place, white on black from edge to edge, with an arrow to it.

    `joined` says all of `titles` on one line; where it does not fit, each title has lines of its own.
    """

    side: Side
    titles: tuple[Run, ...]
    joined: Run | None = None
    second: Run | None = None


@dataclass(frozen=True)
class Rule:
    """A line across the paper between its margins."""


@dataclass(frozen=True)
class Code:
    """A QR code with a few words beside it. `width` is the widest the code itself gets."""

    content: str
    width: int
    beside: tuple[Run, ...]


@dataclass(frozen=True)
class Space:
    """Empty paper."""

    height: int


@dataclass(frozen=True)
class WidthScale:
    """Millimetres across the whole paper, from the first dot that can be printed to the last."""

    dots_per_mm: float
    size: int


@dataclass(frozen=True)
class CutScale:
    """Millimetres up from the end of what is printed, where the paper is to be cut, with `words` beside them."""

    dots_per_mm: float
    size: int
    mm: int
    words: Run


@dataclass(frozen=True)
class Cut:
    """The end of a ticket."""


Block = Line | Title | Paragraph | Number | Band | Rule | Code | Space | WidthScale | CutScale | Cut
