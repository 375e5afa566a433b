"""What is sent and answered where people sign in, staff is looked after and the record is read."""

from datetime import datetime
from typing import Annotated

from pydantic import Field, StringConstraints

from hall.api.bodies import Body
from hall.api.shapes import Shape
from hall.api.words import Line, NewId, Word
from hall.staff.person import StaffRole

Password = Annotated[str, StringConstraints(max_length=200)]
"""Only ever hashed: whatever characters it has."""


class SignInBody(Body):
    """`window`: which of several places at a box (a box of keypads); left out: the box is one place."""

    person: Word
    password: Password
    window: Word = ""


class ChangePasswordBody(Body):
    password: Password
    new: Password


class AddStaffBody(Body):
    id: NewId
    name: Annotated[Line, Field(max_length=40)] = ""
    role: StaffRole = "clerk"


class SessionShown(Shape):
    """Who has signed in. While `must_change` the session is good for changing the password alone."""

    person: str
    name: str
    role: StaffRole
    expires_at: datetime
    must_change: bool


class SessionBegun(SessionShown):
    """`session` goes into the header `Jiaohao-Session` of each request, beside the box's own token."""

    session: str


class PersonShown(Shape):
    """A person of the staff. `locked_s`: seconds until they may try to sign in again."""

    id: str
    name: str
    role: StaffRole
    is_enabled: bool
    must_change: bool
    locked_s: int
    made_at: datetime
    changed_at: datetime


class PersonWithPassword(PersonShown):
    """`password` is the first one, told this once, and good for making another."""

    password: str


class StaffShown(Shape):
    staff: list[PersonShown]


class DeedShown(Shape):
    """One entry of the record; `seal` is SHA-256 over it and the `seal` before."""

    seq: int
    at: datetime
    action: str
    box: str
    person: str
    about: str
    fields: dict[str, str]
    previous: str
    seal: str


class AuditShown(Shape):
    """A page of the record; ask again with `after` where there is a `next`. `broken` is the first entry of this page that
    does not follow from the one before it, null where all do."""

    entries: list[DeedShown]
    next: int | None
    broken: int | None
