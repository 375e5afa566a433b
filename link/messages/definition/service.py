"""What citizens come for."""

from dataclasses import dataclass

from link.messages.definition.hours import Hours


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
