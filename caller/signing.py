"""Who works at the terminal of a hall that lists its staff, and what is typed to get there: pure."""

from dataclasses import dataclass, field, replace
from typing import Final, Literal, get_args

Step = Literal["sign-in", "change"]
"""Number and password; or, after a first password that somebody else made, twice the new one."""

Field = Literal["person", "password", "again"]
FIELDS: Final[tuple[Field, ...]] = get_args(Field)

PASSWORD_MOST: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """What stands in the fields. Passwords stay out of `repr`, so out of every log, and are emptied once they are sent."""

    step: Step = "sign-in"
    password: str = field(default="", repr=False)
    again: str = field(default="", repr=False)
    first: str = field(default="", repr=False)
    """The password that is to be changed, until it is."""
    person: str = ""
    """Whose password is to be changed."""
    why: str = ""
    """Why somebody has to sign in again, or was not let in; stands there until the next try."""
    tries: int = 0
    """Counts how often the password fields were emptied: the screen empties its own with it."""

    def is_complete(self, clerk: str) -> bool:
        """Whether there is something to send."""
        second = self.again if self.step == "change" else clerk.strip()
        return bool(self.password and second)

    @property
    def is_twice_the_same(self) -> bool:
        return self.password == self.again


def typed(before: Signing, name: Field, text: str) -> Signing:
    """A password field as it stands now; the clerk's number is no secret and is kept elsewhere."""
    if name == "password":
        return replace(before, password=text[:PASSWORD_MOST])
    return replace(before, again=text[:PASSWORD_MOST]) if name == "again" else before


def emptied(before: Signing, why: str = "") -> Signing:
    """The same step once more, without what was typed."""
    return replace(before, password="", again="", why=why, tries=before.tries + 1)


def begun(before: Signing, why: str = "") -> Signing:
    """Signing in from the first field on."""
    return Signing(why=why, tries=before.tries + 1)


def changing(before: Signing, person: str) -> Signing:
    """Signed in with a first password: another one has to be chosen before anything else."""
    return Signing(step="change", person=person, first=before.password, tries=before.tries + 1)
