"""What can be asked about appointments."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from link.messages.commands.command import Command


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeBooking(Command):
    kind: ClassVar[str] = "make_booking"
    service: str
    start: datetime
    person: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CancelBooking(Command):
    kind: ClassVar[str] = "cancel_booking"
    booking: str
