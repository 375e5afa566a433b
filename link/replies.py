"""What the hall answers to a box, checked once at this edge."""

from datetime import date, datetime
from typing import Any

from pydantic import BaseModel, ConfigDict

from link.messages.problems import URN
from link.messages.words import TicketState, WindowState


class Reply(BaseModel):
    """Fields that are not known here are left aside: a newer hall may say more."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class TicketReply(Reply):
    """A ticket. `secret` is given to the box that took it, or that prints it, and to nobody else."""

    id: str
    number: str
    service: str
    issued_at: datetime
    priority: str = "normal"
    state: TicketState = "waiting"
    ahead: int | None = None
    zones: tuple[str, ...] = ()
    wait: tuple[int, int] | None = None
    """Low and high estimate in minutes; None where the hall knows none."""
    window: str | None = None
    language: str = "zh"
    series: str = ""
    transaction: int = 0
    recalls: int = 0
    secret: str = ""
    further: tuple[str, ...] = ()
    """Services to come under the same number."""
    seq: int = 0


class WindowNow(Reply):
    """A window after the command."""

    id: str
    state: WindowState
    label: str = ""
    clerk: str = ""
    ticket: str | None = None
    reason: str = ""


class WindowReply(Reply):
    """What a window's command did; `ticket` is the one it concerns, None where nobody waits."""

    seq: int
    ticket: TicketReply | None = None
    window: WindowNow | None = None


class SessionReply(Reply):
    """Who has signed in, and until when. `session` goes with each request from then on."""

    person: str
    session: str
    expires_at: datetime
    name: str = ""
    role: str = "clerk"
    must_change: bool = False


class LeaseReply(Reply):
    """Counters `first` to `last` of a series, lent until `until`. The ticket of a counter is called `STEM-COUNTER` and has
    the secret of its place in `secrets`; a hall that names no stem leaves both to the box."""

    series: str
    first: int
    last: int
    day: date
    until: datetime
    stem: str = ""
    secrets: tuple[str, ...] = ()


class HandInReply(Reply):
    """`taken`: how many the hall did not know; `late` of them are of a day that is over."""

    taken: int
    late: int
    is_recovering: bool = False


class ProblemReply(Reply):
    """Why the hall refused (RFC 9457 section 3.1); `title` and `detail` are in the asker's language."""

    type: str
    status: int
    title: str = ""
    detail: str = ""

    @property
    def name(self) -> str:
        """The problem's own name: `window-not-open`."""
        return self.type.removeprefix(URN)


class Answer(Reply):
    """An answer as it came: its HTTP status and its JSON object."""

    status: int
    value: dict[str, Any]
