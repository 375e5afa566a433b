"""What happens at a window: its session, what it calls, who sits there."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from link.messages.facts.fact import Body
from link.messages.words import WindowKind


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfWindow(Body):
    window: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowOpened(_OfWindow):
    kind: ClassVar[str] = "window_opened"
    clerk: str = ""
    services: tuple[str, ...] = ()
    """What the clerk's profile calls, as long as the clerk sits there; empty: what the window calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowPaused(_OfWindow):
    kind: ClassVar[str] = "window_paused"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowResumed(_OfWindow):
    kind: ClassVar[str] = "window_resumed"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowClosed(_OfWindow):
    kind: ClassVar[str] = "window_closed"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowServicesChanged(_OfWindow):
    kind: ClassVar[str] = "window_services_changed"
    services: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClerkTookOver(_OfWindow):
    kind: ClassVar[str] = "clerk_took_over"
    clerk: str
    from_clerk: str = ""
    services: tuple[str, ...] = ()
    """As in `window_opened`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowProfileChanged(_OfWindow):
    """A window works by another profile for the rest of the day; empty: by its own again."""

    kind: ClassVar[str] = "window_profile_changed"
    profile: str = ""
    services: tuple[str, ...] = ()
    """What the profile calls; empty: what the window calls."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowAdded(_OfWindow):
    """A window that is not in the hall's file, for the rest of the day."""

    kind: ClassVar[str] = "window_added"
    label: str
    zone: str
    name: str = ""
    name_en: str = ""
    services: tuple[str, ...] = ()
    window_kind: WindowKind = "ordinary"


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowRemoved(_OfWindow):
    """A window that was added for the day is gone again."""

    kind: ClassVar[str] = "window_removed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NextStored(_OfWindow):
    """Somebody pressed "next" while nobody waited: who comes before `until` is called at once."""

    kind: ClassVar[str] = "next_stored"
    until: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NextDropped(_OfWindow):
    """A remembered "next" counts no more: it was pressed again (`press`), or nobody came in time (`late`)."""

    kind: ClassVar[str] = "next_dropped"
    reason: str = ""
