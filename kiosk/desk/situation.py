"""Everything the guide desk knows at one moment beside the hall's own state."""

from dataclasses import dataclass, field
from typing import Literal

from kiosk.desk.flows import Flow
from kiosk.desk.ports import Ask, Verb
from look.language import Language
from look.stale import Stale, staleness

Paper = Literal["own", "near", "none"]
"""Where a ticket that the desk gives comes out: at its own printer, at the nearest one of another box, nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Toast:
    """What was just done, shown until `until_s` of the steady clock; `undo` takes it back."""

    text: str
    until_s: float
    undo: Ask | None = None
    is_refusal: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Booking:
    """An appointment that was found; `start` as the hall says it, in its own zone."""

    code: str
    service: str
    start: str
    state: str
    masked: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """Who signs in, and what is typed there. Passwords stay out of `repr`, so out of every log."""

    person: str = ""
    password: str = field(default="", repr=False)
    again: str = field(default="", repr=False)
    first: str = field(default="", repr=False)
    """The password that is to be changed, until it is."""
    is_changing: bool = False
    why: str = ""
    tries: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """`found` is the id of the ticket that is looked at; `alarm` the key of the alarm that is open."""

    stale: Stale = staleness(None, None)
    has_state: bool = False
    needs_person: bool = False
    """Whether the hall lists its staff, so that nothing is done before somebody has signed in."""
    signed_in: str = ""
    name: str = ""
    signing: Signing = Signing()
    typed_service: str = ""
    department: str = ""
    service: str = ""
    at_tile: int = 0
    priority: str = "normal"
    language: Language = "zh"
    paper: Paper = "own"
    is_large: bool = False
    """The next ticket in large print; only the desk's own printer is asked for that."""
    typed: str = ""
    found: str = ""
    booking: Booking | None = None
    missed: str = ""
    """What was looked for in vain, in words."""
    flow: Flow | None = None
    report: tuple[str, ...] = ()
    alarm: str = ""
    toast: Toast | None = None
    in_flight: Verb | None = None
    is_slow: bool = False

    @property
    def is_live(self) -> bool:
        """Whether what stands on the screen is true now."""
        return self.has_state and not self.stale.is_stale and not self.stale.shut_out

    @property
    def must_sign_in(self) -> bool:
        return self.needs_person and not self.signed_in

    @property
    def can_act(self) -> bool:
        """Whether anything can be asked of the hall now."""
        return self.is_live and not self.must_sign_in and self.in_flight is None
