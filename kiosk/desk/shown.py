"""What the guide desk's screen shows, in plain values that QML reads."""

from dataclasses import dataclass
from typing import Literal

from look.words import Counted

Look = Literal["calling", "serving", "idle", "paused", "closed", "stale"]
"""ui.md section 5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyShown:
    """One key: what it says when pressed, its words, the key of the keyboard."""

    place: str
    text: str
    hint: str = ""
    is_ready: bool = True
    is_main: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TileShown:
    kind: str
    mark: str
    name: str
    second: str
    colour: str
    is_open: bool
    is_chosen: bool
    is_pointed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChipShown:
    id: str
    text: str
    is_chosen: bool
    is_ready: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLine:
    time: str
    text: str
    is_red: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundShown:
    """A ticket, or an appointment in its place. Empty `number` and `text`: nothing is looked at."""

    number: str = ""
    text: str = ""
    service: str = ""
    state: Counted = Counted()
    side: str = "none"
    zone: str = ""
    windows: str = ""
    colour: str = ""
    facts: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionShown:
    mark: str
    text: str
    quiet: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowShown:
    """The open question, in the place of the ticket and its keys."""

    is_open: bool = False
    kind: str = ""
    title: str = ""
    about: str = ""
    typed: str = ""
    asks: str = ""
    most: int = 120
    hint: str = ""
    place: str = ""
    none: str = ""
    turn: int = 0
    is_grave: bool = False
    confirm: KeyShown = KeyShown(place="confirm", text="")
    back: KeyShown = KeyShown(place="leave", text="")


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmShown:
    key: str
    icon: str
    text: str
    second: str
    advice: str
    is_seen: bool
    is_open: bool
    acknowledge: KeyShown


@dataclass(frozen=True, slots=True, kw_only=True)
class CellShown:
    """A window of the map: its label and what it holds or how it is."""

    label: str
    text: str
    look: Look
    tip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ZoneShown:
    name: str
    side: str
    colour: str
    waiting: Counted
    cells: tuple[CellShown, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ToastShown:
    text: str = ""
    is_red: bool = False
    undo: KeyShown = KeyShown(place="undo", text="", is_ready=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginShown:
    """Where somebody of a listed staff signs in, or changes a first password."""

    is_open: bool = False
    is_changing: bool = False
    title: str = ""
    person: str = ""
    person_asks: str = ""
    password_asks: str = ""
    again_asks: str = ""
    hint: str = ""
    why: str = ""
    tries: int = 0
    confirm: KeyShown = KeyShown(place="confirm", text="")


@dataclass(frozen=True, slots=True, kw_only=True)
class FootWord:
    text: str
    is_red: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A whole screen. `page` names it for pictures; `focus` is where the keyboard goes each time that `turn` changes."""

    page: str
    title: str
    hall: str
    clerk: str
    sign_out: str
    link: str
    is_link_red: bool
    clock: str
    trouble: str
    """Why nothing can be done now: the hall is away, or this box is not let in."""
    trouble_hint: str
    offer_title: str
    offer_asks: str
    typed_service: str
    tiles: tuple[TileShown, ...]
    classes: tuple[ChipShown, ...]
    papers: tuple[ChipShown, ...]
    language: str
    issue: KeyShown
    find_title: str
    find_asks: str
    typed: str
    missed: str
    empty: str
    found: FoundShown
    story: tuple[StoryLine, ...]
    acts: tuple[KeyShown, ...]
    flow: FlowShown
    options: tuple[OptionShown, ...]
    alarms_title: str
    alarms_count: str
    alarms: tuple[AlarmShown, ...]
    calm: str
    zones: tuple[ZoneShown, ...]
    tools: tuple[KeyShown, ...]
    foot: tuple[FootWord, ...]
    toast: ToastShown
    login: LoginShown
    focus: str
    turn: int
