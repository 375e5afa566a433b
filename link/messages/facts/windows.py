"""What happens at a window: its session, what it calls, who sits there."""

from dataclasses import dataclass
from typing import ClassVar

from link.messages.facts.fact import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class _OfWindow(Body):
    window: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowOpened(_OfWindow):
    kind: ClassVar[str] = "window_opened"
    clerk: str = ""


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


# ── boxes that go on alone ───────────────────────────────────────────────────────────────────────────
