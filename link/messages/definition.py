"""What a hall is: its zones, departments, services, series and windows, as `hall.toml` says and `hall_defined` carries it."""

from dataclasses import dataclass
from typing import Literal

from link.messages.words import Side, WindowKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Hours:
    """One span of a working day. `days` counts Monday as 0; times are `HH:MM` of the hall's clock, the end exclusive."""

    days: tuple[int, ...] = (0, 1, 2, 3, 4)
    start: str = "00:00"
    end: str = "24:00"


@dataclass(frozen=True, slots=True, kw_only=True)
class Zone:
    """A room or part of one, with seats, boards and a voice of its own. `colour` is 1–8 of the theme."""

    id: str
    name: str
    name_en: str = ""
    side: Side = "none"
    colour: int = 1
    windows_text: str = ""
    """Which windows stand there, e.g. `1–12`; worked out from the windows where left empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    id: str
    name: str
    name_en: str = ""
    icon: str = "grid"
    zone: str = ""
    """Where the kiosk shows it; worked out from its services' windows where left empty."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """A number's letter and counter. `digits` is a minimum width: after A999 comes A1000, unless `last` and `wrap` are set."""

    id: str
    prefix: str
    digits: int = 3
    first: int = 1
    last: int | None = None
    wrap: bool = False
    skip: tuple[str, ...] = ()
    """Endings that are left out, e.g. `("4", "13")`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Service:
    """One matter that citizens come for. No `hours` means the hall's hours; `quota` is tickets a day, None without limit."""

    id: str
    name: str
    name_en: str = ""
    short: str = ""
    """The name for boards and tickets, where `name` is too long."""
    department: str = ""
    series: str = ""
    hours: tuple[Hours, ...] = ()
    quota: int | None = None
    papers: tuple[str, ...] = ()
    """The material list (要带的材料), a line each."""
    minutes: float | None = None
    """What one transaction usually takes, where the hall knows."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PriorityClass:
    """One class of citizens. A lower `rank` is called first; equal ranks are called by arrival."""

    id: str
    name: str
    name_en: str = ""
    rank: int = 100
    at_kiosk: bool = False
    """Whether a citizen may choose it at the kiosk without being asked for proof."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """The hall's rules that are not a service's own. Durations in seconds."""

    outcome_mandatory: bool = False
    recall_limit: int | None = None
    double_press_s: float = 3.0
    undo_s: float = 5.0
    ticket_without_paper: Literal["number", "none"] = "number"
    staff_listed: bool = False
    carry_over: bool = False
    """Whether waiting tickets live through the day's change (a 24-hour hall)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """A whole hall. `day_starts_at` is `HH:MM`; `public_url` is set only where citizens' phones can reach the hall."""

    id: str
    name: str
    name_en: str = ""
    timezone: str = "Asia/Shanghai"
    day_starts_at: str = "04:00"
    languages: tuple[str, ...] = ("zh", "en")
    hours: tuple[Hours, ...] = ()
    notices: tuple[str, ...] = ()
    notice_on_ticket: str = ""
    public_url: str = ""
    zones: tuple[Zone, ...] = ()
    departments: tuple[Department, ...] = ()
    series: tuple[Series, ...] = ()
    services: tuple[Service, ...] = ()
    windows: tuple[WindowPlace, ...] = ()
    priorities: tuple[PriorityClass, ...] = ()
    policy: Policy = Policy()
