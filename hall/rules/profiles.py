"""By which profile a window works."""

from collections.abc import Iterator
from typing import Final

from hall.rules.day import Day
from link.messages import facts as f
from link.messages.definition import Definition, Profile
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


def after_reload(day: Day, definition: Definition) -> Iterator[f.Body]:
    """What changes at windows where a profile is in force that a new definition changes or takes away."""
    profiles = {each.id: each for each in definition.profiles}
    clerks = {each.id: each.profile for each in definition.clerks}
    stay = {each.id for each in definition.windows} | day.public.added.keys()
    for window in day.public.windows.values():
        named = window.profile if window.profile in profiles else ""
        if (window.usual is None and named == window.profile) or window.id not in stay:
            continue
        chosen = profiles.get(named or clerks.get(window.clerk, ""))
        services = chosen.services if chosen else ()
        if (named, services) != (window.profile, window.services if window.usual is not None else ()):
            yield f.WindowProfileChanged(window=window.id, profile=named, services=services)
