"""A person of the staff, and when wrong passwords keep somebody out: pure."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import pairwise
from typing import Final, Literal, get_args

StaffRole = Literal["clerk", "desk", "manager", "technician"]
STAFF_ROLES: Final[tuple[StaffRole, ...]] = get_args(StaffRole)

SHORTEST: Final[dict[StaffRole, int]] = {"clerk": 6, "desk": 6, "manager": 10, "technician": 10}
"""Characters of a password. A clerk's is a number typed on a keypad, good only at a paired box and for few tries; who
can change staff or boxes has a longer one."""

FREE_TRIES: Final = 5
"""Wrong passwords before anybody has to wait."""

FREE_TRIES_AT_PLACE: Final = 20
"""At one place, whoever it is that tries: several clerks share a PC. A place is an address, or one window of a box that has
several."""

FREE_TRIES_AT_ADDRESS: Final = 200
"""Of one address with several windows: clerks at a box of thirty-two keypads do not wait for each other's slips."""

FIRST_WAIT: Final = timedelta(seconds=30)
LONGEST_WAIT: Final = timedelta(hours=1)
"""The wait doubles with each further wrong one: some 30 tries a day, where a PIN of six digits has a million."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """`hash` is Argon2's own text. `must_change`: the password was made by another, and is good for changing it alone."""

    id: str
    name: str
    role: StaffRole
    hash: str
    made_at: datetime
    changed_at: datetime
    is_enabled: bool = True
    must_change: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Tries:
    """Wrong passwords in a row, of a person or from a place; `until` somebody has to wait."""

    name: str
    count: int = 0
    until: datetime | None = None

    def wait_s(self, now: datetime) -> float:
        """Seconds until the next try; 0 where it may be made now."""
        return max(0.0, (self.until - now).total_seconds()) if self.until else 0.0


def after_failure(tries: Tries, now: datetime, free: int = FREE_TRIES) -> Tries:
    """One more wrong password."""
    count = tries.count + 1
    if count < free:
        return replace(tries, count=count)
    wait = min(LONGEST_WAIT, FIRST_WAIT * 2 ** min(count - free, 20))
    return replace(tries, count=count, until=now + wait)


def is_weak(password: str, person: str, role: StaffRole) -> bool:
    """Whether anybody would guess it: too short, the person's own number, all the same, or counting up or down."""
    if len(password) < SHORTEST[role] or password in (person, person[::-1]):
        return True
    steps = {ord(after) - ord(before) for before, after in pairwise(password)}
    return len(steps) == 1 and steps <= {-1, 0, 1}
