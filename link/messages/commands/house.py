"""What can be asked of the hall as a whole, and what its clock asks."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from link.messages.commands.command import Command
from link.messages.definition import Definition
from link.messages.words import Priority


@dataclass(frozen=True, slots=True, kw_only=True)
class DefineHall(Command):
    kind: ClassVar[str] = "define_hall"
    definition: Definition


@dataclass(frozen=True, slots=True, kw_only=True)
class Tick(Command):
    """The clock asks what is due by now: the day's change, alarms, time-outs."""

    kind: ClassVar[str] = "tick"
    after_gap: bool = False
    """Whether the hall was off until now, so that a long time since the last fact is no wonder."""
    clock_off_s: float = 0.0
    """How far somebody has set the machine's clock away from the hall's time while the hall ran; seconds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeLead(Command):
    """The hall's own: it leads now, in the place of a hall on another machine that did not end in order."""

    kind: ClassVar[str] = "take_lead"
    epoch: int = 0
    from_host: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SuspendService(Command):
    """No tickets: for a service, for all of a department, or for all that is served in one zone alone."""

    kind: ClassVar[str] = "suspend_service"
    service: str = ""
    department: str = ""
    zone: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ResumeService(Command):
    """Tickets again, for what was suspended by the like command."""

    kind: ClassVar[str] = "resume_service"
    service: str = ""
    department: str = ""
    zone: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StartCrowd(Command):
    kind: ClassVar[str] = "start_crowd"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndCrowd(Command):
    kind: ClassVar[str] = "end_crowd"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportNumbers(Command):
    """Numbers of a service that were written by hand while the machine was off: as written (`A013` or `13`), or how many
    were given after the last printed one. `at` is when, None: now; those of one command come in their order."""

    kind: ClassVar[str] = "import_numbers"
    service: str
    numbers: tuple[str, ...] = ()
    count: int = 0
    at: datetime | None = None
    priority: Priority = "normal"


@dataclass(frozen=True, slots=True, kw_only=True)
class SetNotice(Command):
    kind: ClassVar[str] = "set_notice"
    zone: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast(Command):
    kind: ClassVar[str] = "broadcast"
    text: str
    zones: tuple[str, ...] = ()
    emergency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class EndBroadcast(Command):
    """An emergency is over: the one of this id, or each that is in force."""

    kind: ClassVar[str] = "end_broadcast"
    broadcast: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AcknowledgeAlarm(Command):
    """Somebody looks after an alarm; `box-trouble` about `BOX/PART` for what a box told of itself."""

    kind: ClassVar[str] = "acknowledge_alarm"
    alarm: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EndRecovery(Command):
    """A technician says: go on, whatever some kiosk may still have printed."""

    kind: ClassVar[str] = "end_recovery"
