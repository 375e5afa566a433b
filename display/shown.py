"""What a board shows, in plain values: one frozen record, whatever the page."""

from dataclasses import dataclass, field
from typing import Literal

from display.layout import Form, Lines, history_lines
from link.messages.words import Side
from look.clock import Clock
from look.theme import zone_colour

Page = Literal["starting", "quiet", "calling", "called", "stale", "closed", "emergency", "order"]
"""`calling`: a band is in amber. `called`: only lines of the history. `quiet`: no call today."""


Ticker = Literal["pages", "scroll"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text and the same in the other language, small."""

    text: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """A band or a line of the history. `is_named`: the window has a name instead of a number."""

    seq: int
    number: str
    window: str
    is_named: bool
    is_pulsing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """A row of the waiting list. `count` is `–` where it is not known; `unit` is empty then."""

    prefix: str
    name: str
    count: str
    unit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherHall:
    """The way to another zone; without a name there is none."""

    name: str = ""
    windows: str = ""
    colour: str = ""
    side: Side = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All that a board shows, in plain values. Geometry is px of the drawing."""

    page: Page = "starting"
    form: Form = "landscape"
    zone: Words = Words()
    colour: str = zone_colour(0)
    windows: str = ""
    under: str = ""
    """The zone and its windows in the other language, in one line."""
    hall: str = ""
    clock: Clock = field(default_factory=Clock)
    bands: tuple[CallLine, ...] = ()
    is_pulsing: bool = False
    history: tuple[CallLine, ...] = ()
    lines: Lines = field(default_factory=lambda: history_lines("landscape", 0))
    waiting: tuple[WaitingLine, ...] = ()
    waiting_page: str = ""
    paused: str = ""
    other: OtherHall = OtherHall()
    notice: str = ""
    does_scroll: bool = False
    """Whether the notice runs past instead of being turned."""
    notice_page: str = ""
    title: Words = Words()
    """What pages without calls say in large letters: closed, starting, order …; on a stale board, how old it is."""
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How one board is set up."""

    form: Form = "landscape"
    language: str = "zh"
    rows: int | None = None
    ticker: Ticker = "pages"
