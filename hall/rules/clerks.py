"""Who works at the windows: the listed clerks, what they may do, and who may take over from whom."""

from hall.rules.day import Day
from link.messages.definition import Permission
from link.messages.problems import refuse


def is_permitted(day: Day, clerk: str, what: Permission) -> bool:
    """Whether a clerk may do something; who is not on the hall's list has no limits of this kind."""
    known = day.public.index.clerks.get(clerk)
    return known is None or what in known.may


def check_permitted(day: Day, clerk: str, what: Permission) -> None:
    """Refuse what a listed clerk may not do."""
    if not is_permitted(day, clerk, what):
        raise refuse("clerk-may-not", clerk=clerk, what=what)


def check_listed(day: Day, clerk: str) -> None:
    """Refuse a clerk who is not on the list, in a hall that lists its clerks and lets nobody else sit down."""
    clerks = day.public.index.clerks
    if day.public.definition.policy.staff_listed and clerks and clerk not in clerks:
        raise refuse("unknown-clerk", clerk=clerk)


def check_deputy(day: Day, clerk: str, absent: str) -> None:
    """Refuse who is not a deputy (B 岗) of the clerk at the window, where only deputies may take over."""
    known = day.public.index.clerks.get(absent)
    if day.public.definition.policy.deputies_only and known is not None and clerk not in known.deputies:
        raise refuse("not-a-deputy", clerk=clerk, absent=absent)
