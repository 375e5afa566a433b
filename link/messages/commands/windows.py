"""What a clerk can ask at a window."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from link.messages.commands.command import Command
from link.messages.words import PlaceIn, WindowKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """The ticket that the clerk's screen showed when the key was pressed; None: it showed none."""

    ticket: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfWindow(Command):
    """`at` guards against keys pressed for somebody who has already gone; None: the asker does not say."""

    window: str
    at: Seen | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWindow(_OfWindow):
    kind: ClassVar[str] = "open_window"
    clerk: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PauseWindow(_OfWindow):
    kind: ClassVar[str] = "pause_window"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeWindow(_OfWindow):
    kind: ClassVar[str] = "resume_window"


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseWindow(_OfWindow):
    kind: ClassVar[str] = "close_window"


@dataclass(frozen=True, slots=True, kw_only=True)
class CallNext(_OfWindow):
    """`outcome` and `delivered` are of the service that this press ends."""

    kind: ClassVar[str] = "call_next"
    outcome: str = ""
    delivered: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Recall(_OfWindow):
    kind: ClassVar[str] = "recall"


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkArrived(_OfWindow):
    kind: ClassVar[str] = "mark_arrived"


@dataclass(frozen=True, slots=True, kw_only=True)
class StartService(_OfWindow):
    kind: ClassVar[str] = "start_service"


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishService(_OfWindow):
    kind: ClassVar[str] = "finish_service"
    outcome: str = ""
    delivered: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkMissed(_OfWindow):
    kind: ClassVar[str] = "mark_missed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Abandon(_OfWindow):
    """The one at the window leaves without having been served to the end (弃号)."""

    kind: ClassVar[str] = "abandon"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Park(_OfWindow):
    """Put the one at the window aside: in a named pool, with the clerk, or (neither) with the window."""

    kind: ClassVar[str] = "park"
    pool: str = ""
    until: datetime | None = None
    with_clerk: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Unpark(_OfWindow):
    kind: ClassVar[str] = "unpark"
    ticket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Transfer(_OfWindow):
    kind: ClassVar[str] = "transfer"
    service: str = ""
    to_window: str = ""
    clerk: str = ""
    pool: str = ""
    place: PlaceIn = "last"
    back: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallTicket(_OfWindow):
    """Call one chosen ticket (指定叫号), by its id or its number."""

    kind: ClassVar[str] = "call_ticket"
    ticket: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WalkDirect(_OfWindow):
    """Serve somebody who has no ticket (直接办理). `outcome` is of the service that this press ends, where it may."""

    kind: ClassVar[str] = "walk_direct"
    service: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Undo(_OfWindow):
    kind: ClassVar[str] = "undo"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeWindowServices(_OfWindow):
    kind: ClassVar[str] = "change_window_services"
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeOver(_OfWindow):
    kind: ClassVar[str] = "take_over"
    clerk: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeProfile(_OfWindow):
    """Work by another profile for the rest of the day; empty: by the window's or the clerk's own again."""

    kind: ClassVar[str] = "change_profile"
    profile: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddWindow(Command):
    """A window that is not in the hall's file, until the day closes. `label` is what signs and voices say."""

    kind: ClassVar[str] = "add_window"
    window: str
    label: str
    zone: str = ""
    name: str = ""
    name_en: str = ""
    services: tuple[str, ...] = ()
    window_kind: WindowKind = "ordinary"


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveWindow(Command):
    """Take away a window that was added for the day."""

    kind: ClassVar[str] = "remove_window"
    window: str
