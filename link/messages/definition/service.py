"""What citizens come for."""

from dataclasses import dataclass
from typing import Literal

from link.messages.definition.hours import Hours
from link.messages.definition.missed import MissedPolicy
from link.messages.definition.taking import SpanQuota


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
    guide: tuple[str, ...] = ()
    """How it goes (办事指南), a line a step."""
    group: str = ""
    """Under which heading of its department the kiosk shows it, where a department has many."""
    group_en: str = ""
    minutes: float | None = None
    """What one transaction usually takes, where the hall knows."""
    wait_limit_min: float | None = None
    """How long somebody may wait before there is an alarm; None: as the hall's alarms say."""
    missed: MissedPolicy | None = None
    """What becomes of its missed numbers; None: as the hall's policy says."""
    confirm_arrival: bool = False
    """Whether a clerk must say that the one who was called is there before the service starts."""
    no_show_s: float | None = None
    """Who was called and has not come after so long is missed by itself; None: the clerk says so."""
    outcome_mandatory: bool | None = None
    """Whether the service ends only with an outcome; None: as the hall's policy says."""
    quotas: tuple[SpanQuota, ...] = ()
    """Tickets by span of the day, beside the day's `quota`."""
    person_limit: int | None = None
    """Tickets of this service that one person may hold in a day."""
    early_min: int | None = None
    """As the hall's rules of taking, where the service has its own."""
    identity: Literal["none", "required"] = "none"
    """Whether a ticket is given only to somebody who is known (实名): by a card, or by staff who have seen one."""
    last_ticket_min: int | None = None
    late_serving_min: int | None = None
