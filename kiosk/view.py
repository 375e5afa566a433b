"""What the kiosk's screen shows, in plain values: one frozen record, whatever the page."""

from dataclasses import dataclass, field
from typing import Literal

from link.messages.words import Side
from look.clock import Clock
from look.words import Counted

Page = Literal[
    "starting", "home", "service", "issuing", "done", "paper", "jam", "closed", "early", "full",
    "suspended", "crowd", "nopaper", "away", "order", "refused", "timeout",
    "ask", "code", "phone", "choose", "found", "sorry", "bookable", "day", "time", "confirm", "booked", "cancel",
    "cancelled", "several", "arranged", "limit",
    "language", "more", "themes", "theme", "search", "papers", "guide", "map", "groups", "group",
    "attract", "dark",
]  # fmt: skip
Layout = Literal[
    "Attract",
    "Dark",
    "Search",
    "Guidance",
    "HallMap",
    "Care",
    "Home",
    "Services",
    "Issuing",
    "Done",
    "Kept",
    "Closed",
    "Notice",
    "StillThere",
    "Ask",
    "Typing",
    "Choose",
    "Summary",
]
"""The file of views/ that draws a page."""

LAYOUT_OF: dict[Page, Layout] = {
    "home": "Home",
    "service": "Services",
    "issuing": "Issuing",
    "done": "Done",
    "paper": "Kept",
    "jam": "Kept",
    "closed": "Closed",
    "early": "Closed",
    "full": "Closed",
    "timeout": "StillThere",
    "language": "Choose",
    "more": "Choose",
    "themes": "Choose",
    "theme": "Choose",
    "groups": "Choose",
    "group": "Choose",
    "attract": "Attract",
    "dark": "Dark",
    "search": "Search",
    "papers": "Choose",
    "guide": "Guidance",
    "map": "HallMap",
    "ask": "Ask",
    "code": "Typing",
    "phone": "Typing",
    "choose": "Choose",
    "bookable": "Choose",
    "day": "Choose",
    "time": "Choose",
    "several": "Choose",
    "arranged": "Choose",
    "found": "Summary",
    "sorry": "Summary",
    "confirm": "Summary",
    "booked": "Summary",
    "cancel": "Summary",
    "cancelled": "Summary",
}
"""Pages that are not here are a notice."""


@dataclass(frozen=True)
class Line:
    """A text in the citizen's language and, small, in the other."""

    text: str = ""
    second: str = ""


@dataclass(frozen=True)
class Head:
    """A room over its departments; a tab where there are too many to show at once.

    `is_joined`: the open tab, which the panel of its tiles hangs from.
    """

    id: str
    name: Line
    windows: str
    colour: str
    side: Side
    is_chosen: bool
    is_tab: bool
    is_joined: bool
    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True)
class Panel:
    """The frame round all tiles of the open tab; its strip says the room where the tab itself does not touch it."""

    colour: str
    is_joined: bool
    name: Line
    windows: str
    side: Side
    strip_h: int
    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True)
class Tile:
    """One department, and its rectangle on the drawing."""

    id: str
    name: str
    bracket: str
    second: str
    icon: str
    colour: str
    is_open: bool
    is_busy: bool
    state: Counted
    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True)
class Row:
    """One service, and its rectangle on the drawing."""

    id: str
    letter: str
    name: str
    bracket: str
    second: str
    colour: str
    is_open: bool
    is_busy: bool
    state: Counted
    below: str
    x: int
    y: int
    w: int
    h: int
    wait: str = ""
    """How long one would wait, where the hall knows it."""


CareWhat = Literal["department", "service", "key", "pick"]
"""What a large row stands for: a department, a service, a key that other pages have among their keys, or one of a list."""


@dataclass(frozen=True)
class CareRow:
    """One large row of the care mode, and its rectangle on the drawing."""

    id: str
    what: CareWhat
    name: str
    bracket: str
    icon: str
    letter: str
    colour: str
    is_open: bool
    is_busy: bool
    state: Counted
    x: int
    y: int
    w: int
    h: int
    wait: str = ""
    """How long one would wait, where the hall knows it; under the name."""


@dataclass(frozen=True)
class Listed:
    """How many things there are to choose from, how many of them stand here, and the place of the first, from 1."""

    count: int = 0
    here: int = 0
    first: int = 1


@dataclass(frozen=True)
class Department:
    """The department whose services are shown, and where it is."""

    name: Line = Line()
    icon: str = "grid"
    zone: Line = Line()
    windows: str = ""
    colour: str = "#0B4F6B"
    side: Side = "none"


@dataclass(frozen=True)
class TicketShown:
    """The number that a citizen got, and where to wait."""

    number: str = ""
    service: Line = Line()
    ahead: Counted = Counted()
    ahead_second: str = ""
    wait: Counted = Counted()
    wait_second: str = ""
    place: Line = Line()
    """Zone and windows in one line; where that is too long the screen has the next two, one under the other."""
    zone: str = ""
    windows: str = ""
    colour: str = "#0B4F6B"
    side: Side = "none"
    scan: str = ""
    is_printed: bool = False
    can_print_again: bool = False


KeyKind = Literal["rail", "light", "ink", "quiet", "plain"]
"""How a key looks: on the bar's ink ground, white on it, black, with a black border, or with a thin one."""


@dataclass(frozen=True)
class Key:
    """A button that stands at a place of its own, with its rectangle on the drawing. `id` is what a touch is called.

    `glyph` stands for an icon; `is_stacked`: the icon above the words; `size` is that of the words, px.
    """

    id: str
    kind: KeyKind
    text: str
    second: str = ""
    icon: str = ""
    glyph: str = ""
    size: int = 36
    second_size: int = 24
    icon_size: int = 44
    is_stacked: bool = False
    is_ready: bool = True
    x: int = 0
    y: int = 0
    w: int = 0
    h: int = 0


@dataclass(frozen=True)
class Pager:
    """Which screenful is shown, and where the keys to turn stand; nothing to page where there is one."""

    page: int = 1
    pages: int = 1
    x: int = 0
    y: int = 0
    w: int = 0
    h: int = 0


@dataclass(frozen=True)
class HoursRow:
    """One line of the opening hours: the days and up to three spans."""

    days: str
    spans: tuple[str, ...]
    is_today: bool


@dataclass(frozen=True)
class Countdown:
    """What is left of the time before the page goes: 1 … 0, and in words."""

    share: float = 0.0
    words: str = ""


@dataclass(frozen=True)
class Guide:
    """What to do with a card or a code; it is not touched. `is_wrong`: the last try went wrong, and `below` says how."""

    icon: str
    name: Line
    below: Line
    is_ready: bool
    is_wrong: bool
    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True)
class Choice:
    """One of several things to choose: a matter, a day, a time, a booking. `mark` is a letter or a place in an order;
    `is_small`: a field among many, its words in the middle; `can_tick`: several can be chosen."""

    id: str
    mark: str
    name: str
    bracket: str
    second: str
    state: str
    below: str
    colour: str
    is_open: bool
    is_chosen: bool
    can_tick: bool
    is_small: bool
    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True)
class Room:
    """A zone on the hall's map, and its rectangle on the drawing."""

    name: Line
    windows: str
    departments: str
    colour: str
    side: Side
    x: int
    y: int
    w: int
    h: int


@dataclass(frozen=True)
class Detail:
    """One line of a summary."""

    label: str
    text: str


@dataclass(frozen=True)
class ErrandShown:
    """What stands on the pages of bookings and of several matters. `lead` is under the title; `big` a code; x … h is where
    the field or the summary stands."""

    lead: Line = Line()
    is_lead_trouble: bool = False
    typed: str = ""
    typed_hint: str = ""
    icon: str = ""
    big: str = ""
    big_label: str = ""
    note: Line = Line()
    x: int = 0
    y: int = 0
    w: int = 0
    h: int = 0


@dataclass(frozen=True)
class Shown:
    """The whole screen."""

    page: Page = "starting"
    layout: Layout = "Notice"
    language: str = "zh"
    hall: Line = Line()
    clock: Clock = field(default_factory=Clock)
    title: Line = Line()
    rail_title: Line = Line()
    hint: Line = Line()
    icon: str = ""
    is_trouble: bool = False
    can_go_back: bool = False
    strip: Line = Line()
    """What stands across a page while the kiosk is alone."""
    is_large: bool = False
    """The care mode."""
    bar: tuple[Key, ...] = ()
    """The keys of the bottom bar or of the rail, each always at the same place."""
    own_keys: tuple[Key, ...] = ()
    """The keys of this page alone."""
    note: str = ""
    note_y: int = 0
    heads_y: int = 0
    heads: tuple[Head, ...] = ()
    panels: tuple[Panel, ...] = ()
    """One where rooms are tabs, else none."""
    tiles: tuple[Tile, ...] = ()
    department: Department = Department()
    services: tuple[Row, ...] = ()
    care_rows: tuple[CareRow, ...] = ()
    listed: Listed = Listed()
    waiting: Counted = Counted()
    """How many wait in the whole hall."""
    shift_x: int = 0
    shift_y: int = 0
    """By how many px the picture stands aside, against burn-in."""
    is_keyed: bool = False
    """Somebody uses the number pad: what can be chosen is said with its number."""
    caption: str = ""
    """What is being said, or in the care mode what the page says first."""
    pointed_at: str = ""
    """The id of what is being spoken of."""
    pager: Pager = Pager()
    errand: ErrandShown = ErrandShown()
    guides: tuple[Guide, ...] = ()
    choices: tuple[Choice, ...] = ()
    details: tuple[Detail, ...] = ()
    ticket: TicketShown = TicketShown()
    papers: tuple[str, ...] = ()
    steps: tuple[str, ...] = ()
    """What to bring for a service, and how it goes."""
    rooms: tuple[Room, ...] = ()
    """The hall's map."""
    next_day: str = ""
    next_time: str = ""
    hours: tuple[HoursRow, ...] = ()
    staff: str = ""
    countdown: Countdown = Countdown()
