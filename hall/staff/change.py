"""What becomes of the staff in one go."""

from collections.abc import Sequence
from dataclasses import dataclass

from hall.staff.audit import Deed
from hall.staff.person import Person, Tries
from hall.staff.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes of the staff, all or nothing. `calm` are the names of tries that are forgotten, `ended` the ids of
    sessions that are over; each deed goes into the record."""

    deeds: Sequence[Deed] = ()
    people: Sequence[Person] = ()
    tries: Sequence[Tries] = ()
    calm: Sequence[str] = ()
    begun: Sequence[Session] = ()
    ended: Sequence[str] = ()
