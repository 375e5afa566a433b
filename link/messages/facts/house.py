"""What concerns all: services stopped, crowds, notices, broadcasts, alarms."""

from dataclasses import dataclass, field
from typing import ClassVar

from link.messages.facts.fact import Body


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceSuspended(Body):
    kind: ClassVar[str] = "service_suspended"
    service: str
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceResumed(Body):
    kind: ClassVar[str] = "service_resumed"
    service: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrowdStarted(Body):
    kind: ClassVar[str] = "crowd_started"
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CrowdEnded(Body):
    kind: ClassVar[str] = "crowd_ended"


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeSet(Body):
    """The notices of a zone, or of the whole hall where `zone` is empty; they replace the definition's."""

    kind: ClassVar[str] = "notice_set"
    zone: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastMade(Body):
    kind: ClassVar[str] = "broadcast_made"
    text: str
    zones: tuple[str, ...] = ()
    emergency: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BroadcastEnded(Body):
    """A broadcast is over: `broadcast` is its id, the seq of its fact."""

    kind: ClassVar[str] = "broadcast_ended"
    broadcast: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRaised(Body):
    kind: ClassVar[str] = "alarm_raised"
    alarm: str
    about: str = ""
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmCleared(Body):
    kind: ClassVar[str] = "alarm_cleared"
    alarm: str
    about: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmAcknowledged(Body):
    """Somebody has seen an alarm and looks after it; it lasts until it is cleared. `alarm` is `box-trouble` for what a box
    told of itself, `about` then `BOX/PART`."""

    kind: ClassVar[str] = "alarm_acknowledged"
    alarm: str
    about: str = ""
    clerk: str = ""
    """Who was signed in there; empty: nobody was."""
    box: str = ""
