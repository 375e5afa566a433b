"""How tickets look where they are not all alike: by zone or by service."""

from dataclasses import dataclass
from typing import Literal

TicketPart = Literal["department", "ahead", "wait", "code", "kiosk", "second"]
"""What can be left out of a ticket: the department, who is ahead, the wait, the code, the kiosk's name, the second language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketTemplate:
    """The tickets of these services, or of these zones; of all where neither is named. The first that fits counts.

    `header` stands under the hall's name, `notice` in the place of the hall's own; empty: as everywhere.
    """

    services: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    header: tuple[str, ...] = ()
    notice: str = ""
    without: tuple[TicketPart, ...] = ()
    form: Literal["normal", "large"] = "normal"
