"""By which profile a window works."""

from typing import Final

from hall.rules.day import Day
from link.messages.definition import Profile
from link.state import Window

PLAIN: Final = Profile(id="")
"""A window without a profile: the lowest class rank of all it calls, then arrival."""


def profile_of(day: Day, window: Window) -> Profile:
    """The one in force; the plain one where there is none."""
    return day.public.profile_of(window) or PLAIN


def profile_of_clerk(day: Day, clerk: str) -> str:
    """The id of a clerk's own profile; empty where there is none."""
    known = day.public.index.clerks.get(clerk)
    return known.profile if known else ""


def services_with(day: Day, profile: str) -> tuple[str, ...]:
    """What a profile calls; empty where it leaves that to the window, or there is no such profile."""
    known = day.public.index.profiles.get(profile)
    return known.services if known else ()
