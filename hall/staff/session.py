"""Who has signed in where: a session is good at the box at which it was opened, and nowhere else."""

import secrets
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from hall.staff.person import StaffRole
from hall.trust.passes import Pass
from link.messages.words import BoxRole

PREFIX: Final = "jhs1_"

_RAISES: Final[dict[StaffRole, BoxRole]] = {"desk": "desk", "manager": "manager", "technician": "technician"}
"""At a box where staff sits, who has more to say than the box itself has it there as well."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Session:
    """`hash` is the SHA-256 of its token, hex. `box_role` and `box` are of the box where it was opened. While
    `must_change` it is good for changing the password alone. `window`: of several places at one box the one where it
    was opened, and all that it is good for; empty: the box is one place."""

    id: str
    hash: str
    person: str
    role: StaffRole
    box_role: BoxRole
    box: str
    made_at: datetime
    expires_at: datetime
    must_change: bool = False
    window: str = ""

    def is_good(self, who: Pass, now: datetime) -> bool:
        """Whether this box may use it now."""
        return (who.role, who.box) == (self.box_role, self.box) and now < self.expires_at

    def is_at(self, who: Pass, window: str) -> bool:
        """Whether it was opened at this very place: whoever signs in there ends it."""
        return (who.role, who.box, window) == (self.box_role, self.box, self.window)


def new_session(
    person: str,
    role: StaffRole,
    who: Pass,
    now: datetime,
    lasts: timedelta,
    *,
    must_change: bool,
    window: str = "",
) -> tuple[Session, str]:
    """A session at the box of `who`, and its token, which nobody else ever learns."""
    text = PREFIX + secrets.token_urlsafe(32)
    session = Session(
        id=secrets.token_hex(6),
        hash=hash_of(text),
        person=person,
        role=role,
        box_role=who.role,
        box=who.box,
        made_at=now,
        expires_at=now + lasts,
        must_change=must_change,
        window=window,
    )
    return session, text


def hash_of(text: str) -> str:
    """What is kept of a session's token."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def raised(who: Pass, session: Session) -> Pass:
    """The box's pass with the person who signed in: what they do is theirs, and may be more than the box alone may."""
    if session.must_change:
        return who
    role = who.role if who.role == "hall" else _RAISES.get(session.role, who.role)
    windows = (session.window,) if session.window else who.windows
    return replace(who, clerk=session.person, role=role, windows=windows)
