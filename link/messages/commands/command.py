"""What every command is: something asked, and by whom."""

from dataclasses import dataclass
from typing import ClassVar

from link.messages.facts import Who


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One thing asked. `who` is filled in by the edge that let it in."""

    kind: ClassVar[str] = ""
    who: Who = Who()
