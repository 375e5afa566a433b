"""What a terminal's screen shows, in plain values that QML reads."""

from dataclasses import dataclass
from typing import Literal

from caller.situation import Form
from look.words import Counted

Face = Literal["open", "calling", "serving", "paused", "closed", "trouble"]
"""The ground of the ticket's field: amber while calling, closed-coloured while paused, red words in trouble."""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyShown:
    """One key; `place` is what a press of it says."""

    place: str
    text: str
    hint: str
    is_ready: bool
    is_quiet: bool = False
    """The main key with ink words on white: it takes something back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionShown:
    mark: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceShown:
    """An open choice: on the bar one option at a time, on the page a list."""

    is_open: bool = False
    title: str = ""
    typed: str = ""
    asks: str = ""
    """What to type, shown while nothing is."""
    mark: str = ""
    text: str = ""
    place: str = ""
    """Which of how many: `2/5`."""
    most: int = 20
    """Letters that can be typed."""
    hint: str = ""
    earlier: str = ""
    later: str = ""
    back: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SignInShown:
    """Where the clerk's number is typed."""

    is_open: bool = False
    typed: str = ""
    asks: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LoginShown:
    """Where a clerk of a listed staff signs in, or changes a first password. What is typed there stays in its fields."""

    is_open: bool = False
    is_changing: bool = False
    title: str = ""
    typed: str = ""
    """The clerk's number."""
    person_asks: str = ""
    password_asks: str = ""
    again_asks: str = ""
    hint: str = ""
    why: str = ""
    """Why somebody is not let in, or has to sign in again."""
    tries: int = 0
    """Another number: the password fields are to be empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowShown:
    """One line of a list on the page, its parts from left to right."""

    mark: str
    text: str
    badge: str = ""
    quiet: str = ""
    strong: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeysShown:
    main: KeyShown
    recall: KeyShown
    missed: KeyShown
    finish: KeyShown
    park: KeyShown
    transfer: KeyShown
    pick: KeyShown
    walk: KeyShown
    outcome: KeyShown
    pause: KeyShown
    sign_out: KeyShown
    more: KeyShown
    further: KeyShown


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """A whole screen. `page` names it for pictures; `headline` stands where there is no `number`."""

    page: str
    form: Form
    title: str
    """The title of the system's window."""
    face: Face
    colour: int
    label: str
    unit: str
    number: str
    headline: str
    state: str
    elapsed: str
    elapsed_label: str
    caption: str
    """One line under the number or headline."""
    second: str
    """A further line, on the page only."""
    second_lines: str
    """The same where it does not fit into one line."""
    note_label: str
    note: str
    notes: str
    """What clerks before noted of the visit; on the page it stands in `note` as well."""
    notes_label: str
    is_note_red: bool
    is_note_passing: bool
    """The note is about a press and goes away by itself."""
    buttons: KeysShown
    is_more_open: bool
    choice: ChoiceShown
    options: tuple[OptionShown, ...]
    sign_in: SignInShown
    login: LoginShown
    window_title: str
    place: str
    clerk: str
    link: str
    clock: str
    profile: str
    """How the window calls; empty: as usual."""
    waiting: Counted
    rows: tuple[RowShown, ...]
    coming: tuple[RowShown, ...]
    coming_room: int
    """How many rows are kept free for them."""
    aside: tuple[RowShown, ...]
    none: str
    """In the place of an empty list."""
    waiting_title: str
    coming_title: str
    aside_title: str
    done: Counted
    mean: Counted
