"""What a board shows, in plain values: one frozen record, whatever the page."""

from dataclasses import dataclass, field
from typing import Literal

from config.board_layout import BoardLayout
from config.board_places import Lane, Place, Spot
from link.messages.words import Side, WindowState
from look.clock import Clock
from look.theme import zone_colour

Page = Literal["starting", "quiet", "calling", "called", "stale", "closed", "emergency", "order", "off"]
"""`calling`: a band is in amber. `called`: only lines of the history. `quiet`: no call today. `off`: the screen rests."""

Ticker = Literal["pages", "scroll"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """A text and the same in the other language, small."""

    text: str = ""
    second: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OtherHall:
    """The way to another zone; without a name there is none."""

    name: str = ""
    windows: str = ""
    colour: str = ""
    side: Side = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallLine:
    """A band or a line of the history. `is_named`: the window has a name instead of a number; `way`: it stands in
    another zone than the board."""

    seq: int
    number: str
    window: str
    is_named: bool
    is_pulsing: bool = False
    way: OtherHall = OtherHall()
    spot: Spot = Spot()
    lane: Lane = Lane()


@dataclass(frozen=True, slots=True, kw_only=True)
class WaitingLine:
    """A row of the waiting list. `count` is `–` where it is not known; `unit` is empty then."""

    prefix: str
    name: str
    count: str
    unit: str
    spot: Spot = Spot()
    is_first: bool = False
    """Whether it stands on top of its column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowCell:
    """A window in the table of windows: its number and whose ticket, or in a word how it stands."""

    id: str
    label: str
    is_named: bool
    number: str
    state: WindowState | Literal["stale"]
    word: str
    is_pulsing: bool = False
    spot: Spot = Spot()
    is_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnWindow:
    """The screen of one window: its name, what it does, the number and how it stands."""

    label: str = ""
    is_named: bool = False
    number: str = ""
    state: WindowState | Literal["stale"] = "closed"
    word: Words = Words()
    services: str = ""
    is_pulsing: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayLine:
    """What was done of one service today; `–` is not known. `left` is empty where nothing limits the tickets."""

    prefix: str
    name: str
    issued: str
    waiting: str
    serving: str
    done: str
    left: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Playing:
    """What the playlist shows now. `turn` changes with every item, so that the same one can follow itself."""

    kind: Literal["none", "picture", "video", "text", "today"] = "none"
    source: str = ""
    title: str = ""
    text: str = ""
    turn: int = 0
    is_paused: bool = False
    volume: float = 0.0
    is_ducked: bool = False
    """Whether the sound makes room for a call."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Board:
    """All that a board shows, in plain values. Geometry is px of the drawing, `width` by `height`."""

    page: Page = "starting"
    width: int = 1920
    height: int = 1080
    places: tuple[Place, ...] = ()
    body: Spot = Spot()
    """Where a page without calls is written."""
    stale: Spot = Spot()
    zone: Words = Words()
    colour: str = zone_colour(0)
    windows: str = ""
    under: str = ""
    """The zone and its windows in the other language, in one line."""
    hall: str = ""
    clock: Clock = field(default_factory=Clock)
    bands: tuple[CallLine, ...] = ()
    is_pulsing: bool = False
    is_crowd: bool = False
    history: tuple[CallLine, ...] = ()
    waiting: tuple[WaitingLine, ...] = ()
    waiting_page: str = ""
    waiting_paused: Spot = Spot()
    """Where the paused windows stand in the waiting list; without a width: not there."""
    paused: str = ""
    other: OtherHall = OtherHall()
    cells: tuple[WindowCell, ...] = ()
    cells_page: str = ""
    own: OwnWindow = OwnWindow()
    today: tuple[TodayLine, ...] = ()
    today_page: str = ""
    today_columns: tuple[str, ...] = ()
    """Which counts the page of the day has: how many are left only where any service has a limit."""
    playing: Playing = Playing()
    notice: str = ""
    does_scroll: bool = False
    """Whether the notice runs past instead of being turned."""
    notice_page: str = ""
    title: Words = Words()
    """What pages without calls say in large letters: closed, starting, order …; on a stale board, how old it is."""
    details: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """How one board is set up. `window`: whose own screen it is; empty: nobody's."""

    layout: BoardLayout
    language: str = "zh"
    rows: int | None = None
    ticker: Ticker = "pages"
    window: str = ""
