"""Services that give no tickets for a while: one, a whole department, or all that is served in one zone alone."""

from hall.rules.day import Day
from hall.rules.known import service_of
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse


def suspend(day: Day, command: c.SuspendService) -> tuple[f.Body, ...]:
    """Who has a ticket already is served all the same."""
    return tuple(
        f.ServiceSuspended(service=service, reason=command.reason)
        for service in _meant(day, command)
        if day.public.suspended.get(service) != command.reason
    )


def resume(day: Day, command: c.ResumeService) -> tuple[f.Body, ...]:
    """Tickets again."""
    return tuple(
        f.ServiceResumed(service=service)
        for service in _meant(day, command)
        if service in day.public.suspended
    )


def _meant(day: Day, command: c.SuspendService | c.ResumeService) -> tuple[str, ...]:
    """The services that a command is about, in the order of the hall's file."""
    if command.department:
        return _of_department(day, command.department)
    if command.zone:
        return _of_zone(day, command.zone)
    return (service_of(day, command.service).id,)


def _of_department(day: Day, department: str) -> tuple[str, ...]:
    if department not in day.public.index.departments:
        raise refuse("unknown-department", department=department)
    return tuple(each.id for each in day.public.definition.services if each.department == department)


def _of_zone(day: Day, zone: str) -> tuple[str, ...]:
    """What windows of this zone call, and none elsewhere: that goes on at the others."""
    if zone not in day.public.index.zones:
        raise refuse("unknown-zone", zone=zone)
    here: set[str] = set()
    elsewhere: set[str] = set()
    for window in day.public.windows.values():
        place = day.public.index.places.get(window.id)
        (here if place is not None and place.zone == zone else elsewhere).update(window.services)
    return tuple(each.id for each in day.public.definition.services if each.id in here - elsewhere)
