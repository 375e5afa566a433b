"""Everything a terminal knows at one moment, and the state that its clerk sees."""

from dataclasses import dataclass
from typing import Literal

from caller.choices import Chooser
from caller.ports import Verb
from caller.signing import Signing
from caller.terminal import Terminal
from link.views import TicketView
from look.stale import Stale, staleness

Form = Literal["bar", "page"]
Phase = Literal["starting", "unknown", "stale", "closed", "idle", "armed", "calling", "serving", "paused"]
"""`starting`: no word from the hall yet; `unknown`: the hall has no such window."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Words of the hall about a press, shown until `until_s` of the steady clock."""

    text: str
    until_s: float
    is_refusal: bool = True
    """Nothing was done; else it tells what somebody else did."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undoable:
    """The last press at the window, about a ticket that went with it; it can be taken back until `until_s`."""

    number: str
    verb: Verb = "missed"
    until_s: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """`seen` is None before the first word of the hall and where it has no such window."""

    form: Form
    seen: Terminal | None = None
    has_state: bool = False
    stale: Stale = staleness(None, None)
    is_armed: bool = False
    in_flight: Verb | None = None
    is_slow: bool = False
    """The hall takes longer than a clerk notices to answer the press in flight."""
    is_more_open: bool = False
    chooser: Chooser | None = None
    usual_clerk: str = ""
    """Who sits here by the box's settings; who signed in by hand is not proposed to the next one."""
    typed_clerk: str = ""
    signed_in: str = ""
    """Who has signed in with a password; only where the hall lists its staff."""
    signing: Signing = Signing()
    notice: Notice | None = None
    undoable: Undoable | None = None
    notes: tuple[str, ...] = ()
    """What clerks before noted of the visit at the window, the oldest first."""
    unsaid: int = 0
    """How many announcements the voice of this zone has still to say, as the hall told last."""
    not_built: frozenset[Verb] = frozenset()

    @property
    def ticket(self) -> TicketView | None:
        """The ticket that the screen shows."""
        return self.seen.view.ticket if self.seen else None

    @property
    def must_sign_in(self) -> bool:
        """Whether no key works before somebody on the hall's list has signed in; the window and its ticket stay."""
        return self.seen is not None and self.seen.policy.staff_listed and not self.signed_in

    @property
    def hall_remembers(self) -> bool:
        """Whether the hall itself remembers a press of "next" in vain; then the terminal does not."""
        return self.seen is not None and self.seen.policy.store_next_s > 0

    @property
    def phase(self) -> Phase:
        if self.stale.is_stale or self.stale.shut_out:
            return "stale"
        if not self.has_state or self.stale.freshness == "starting":
            return "starting"
        if self.seen is None:
            return "unknown"
        state = self.seen.view.state
        if state == "open":
            return "armed" if self.is_armed or self.seen.view.stored_until is not None else "idle"
        return state
