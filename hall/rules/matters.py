"""Several matters under one number (一号多事): added, taken away, chosen, and which of them comes next."""

from math import inf
from typing import Final

from hall.rules.closing import expected_wait_s
from hall.rules.day import Day
from hall.rules.known import name_of, service_of, ticket_of
from hall.rules.zones import zones_of
from link.messages import commands as c
from link.messages import facts as f
from link.messages.problems import refuse
from link.state import Ticket
from link.views import stopped_status

MOST_FURTHER: Final = 8
"""Matters that may wait under one number after the one that it stands for."""


def add_service(day: Day, command: c.AddService) -> tuple[f.Body, ...]:
    """One more matter under the same number, after those it already has."""
    ticket = _living(day, command.ticket)
    service = service_of(day, command.service)
    if len(ticket.further) >= MOST_FURTHER:
        raise refuse("bad-request", field="service", reason="many", limit=str(MOST_FURTHER))
    return (f.ServiceAdded(ticket=ticket.id, service=service.id),)


def remove_service(day: Day, command: c.RemoveService) -> tuple[f.Body, ...]:
    """One matter less. The one that it waits for may go if another follows: then it waits for that one."""
    ticket = _living(day, command.ticket)
    if command.service in ticket.further:
        further = without(ticket.further, command.service)
        chosen = ticket.chosen if ticket.chosen in further else ""
        return (f.ServicesArranged(ticket=ticket.id, further=further, chosen=chosen),)
    if command.service != ticket.service or ticket.state != "waiting":
        raise refuse("no-such-matter", ticket=ticket.number, service=_name(day, command.service))
    if not ticket.further:
        raise refuse("only-matter", ticket=ticket.number, service=_name(day, command.service))
    coming = following(day, ticket)
    return (_goes_to(day, ticket, coming, without(ticket.further, coming)),)


def choose_service(day: Day, command: c.ChooseService) -> tuple[f.Body, ...]:
    """Which matter comes next. Who waits goes to its queue at once, with the other matter after it."""
    ticket = _living(day, command.ticket)
    wanted = command.service
    if wanted == ticket.service:
        return ()
    if wanted not in ticket.further:
        raise refuse("no-such-matter", ticket=ticket.number, service=_name(day, wanted))
    others = without(ticket.further, wanted)
    if ticket.state == "waiting":
        return (_goes_to(day, ticket, wanted, (ticket.service, *others)),)
    if ticket.chosen == wanted:
        return ()
    return (f.ServicesArranged(ticket=ticket.id, further=(wanted, *others), chosen=wanted),)


def change_service(day: Day, command: c.ChangeService) -> tuple[f.Body, ...]:
    """Who waits came for something else: the number stays, and stands there by its age. What else it is for stays too."""
    ticket = ticket_of(day, command.ticket, "waiting")
    service = service_of(day, command.service)
    if service.id == ticket.service:
        return ()
    stopped = stopped_status(day.public, service)
    if stopped == "suspended":
        raise refuse("service-suspended", service=name_of(service))
    if stopped == "unserved":
        raise refuse("service-closed", service=name_of(service))
    further = ticket.further
    return (
        _goes_to(day, ticket, service.id, without(further, service.id) if service.id in further else further),
    )


def following(day: Day, ticket: Ticket) -> str:
    """The matter that comes after the present one: the chosen one, else by the hall's order; empty: none."""
    if not ticket.further:
        return ""
    if ticket.chosen in ticket.further:
        return ticket.chosen
    return (
        shortest(day, ticket.further)
        if day.public.definition.policy.further == "shortest"
        else ticket.further[0]
    )


def shortest(day: Day, services: tuple[str, ...]) -> str:
    """The service with the shortest wait now: one that some window calls, then the least time, then the fewest people."""
    return min(services, key=lambda service: _wait(day, service))


def without(services: tuple[str, ...], gone: str) -> tuple[str, ...]:
    """The services but for one of these."""
    at = services.index(gone)
    return (*services[:at], *services[at + 1 :])


def _wait(day: Day, service: str) -> tuple[bool, float, int]:
    known, ahead = day.public.index.services.get(service), day.public.waiting.count(service)
    windows = day.public.windows.values()
    is_unserved = all(each.state == "closed" or service not in each.services for each in windows)
    wait_s = expected_wait_s(day, known, ahead) if known is not None else None
    return is_unserved, inf if wait_s is None else wait_s, ahead


def _goes_to(day: Day, ticket: Ticket, service: str, further: tuple[str, ...]) -> f.ServicesArranged:
    """A waiting ticket waits for another of its matters, by its age."""
    return f.ServicesArranged(
        ticket=ticket.id,
        further=further,
        chosen=ticket.chosen if ticket.chosen in further else "",
        service=service,
        rank=ticket.rank,
        zones=zones_of(day, service),
    )


def _living(day: Day, ticket: str) -> Ticket:
    return ticket_of(day, ticket, "waiting", "called", "serving", "parked", "missed")


def _name(day: Day, service: str) -> str:
    known = day.public.index.services.get(service)
    return name_of(known) if known else service
