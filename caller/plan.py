"""What a window could call instead of what it calls now, and who could take it over."""

from dataclasses import dataclass

from caller.names import said
from link.messages.definition import Clerk
from link.state import State, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Ids and names. `profile` names the one in force, empty where none is."""

    profile: str = ""
    profiles: tuple[tuple[str, str], ...] = ()
    """All that the hall has."""
    clerks: tuple[tuple[str, str], ...] = ()
    """Who could take over; empty where the hall does not name its clerks."""
    calls: tuple[str, ...] = ()
    """Ids of the services that the window calls now."""


def plan(state: State, window: Window, language: str) -> Plan:
    """The plan of a window."""
    now = state.profile_of(window)
    return Plan(
        profile=said(now.name or now.id, now.name_en, language) if now else "",
        profiles=tuple(
            (each.id, said(each.name or each.id, each.name_en, language))
            for each in state.definition.profiles
        ),
        clerks=tuple(
            (each.id, said(each.name, each.name_en, language))
            for each in state.definition.clerks
            if _may_take_over(state, each, window)
        ),
        calls=window.services,
    )


def _may_take_over(state: State, clerk: Clerk, window: Window) -> bool:
    """Who sits nowhere now and, where only deputies may, is one of the clerk at the window."""
    sits = any(each.clerk == clerk.id and each.state != "closed" for each in state.windows.values())
    absent = state.index.clerks.get(window.clerk)
    is_deputy = absent is None or clerk.id in absent.deputies
    return not sits and (is_deputy or not state.definition.policy.deputies_only)
