"""Where things are: zones, departments, windows."""

from dataclasses import dataclass

from link.messages.words import Side, WindowKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A room or part of one, with seats, boards and a voice of its own. `colour` is 1–8 of the theme."""

    id: str
    name: str
    name_en: str = ""
    side: Side = "none"
    colour: int = 1
    fill: str = ""
    """A colour of the hall's own, `#RRGGBB`, in place of the theme's; white words on it can be read."""
    windows_text: str = ""
    """Which windows stand there, e.g. `1–12`; worked out from the windows where left empty."""
    spoken: tuple[str, ...] = ()
    """The languages in which it is called here, where they are not the hall's."""
    layout: str = ""
    """The layout of its boards that have none of their own; empty: the usual one."""
    voices: int = 1
    """How many boxes are to speak here; with more, somebody has set one up wrongly, and calls are said over each other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    id: str
    name: str
    name_en: str = ""
    icon: str = "grid"
    zone: str = ""
    """Where the kiosk shows it; worked out from its services' windows where left empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowPlace:
    """A window as it is built and meant; what it does today is in the state. `label` is what signs and voices say: `3`."""

    id: str
    label: str
    name: str = ""
    name_en: str = ""
    zone: str = ""
    services: tuple[str, ...] = ()
    kind: WindowKind = "ordinary"
    profile: str = ""
    """The work profile of the window; empty: the lowest class rank, then arrival."""
    walk_service: str = ""
    """What somebody without a ticket is served here for, unless the clerk says; empty: the first of its services."""
