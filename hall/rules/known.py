"""The things that a command names, or the refusal where there is no such thing or it is in the wrong state."""

from hall.rules.day import Day
from link.messages.commands import Seen
from link.messages.definition import PriorityClass, Service
from link.messages.problems import Refused, refuse
from link.messages.words import TicketState
from link.state import Ticket, Window

NORMAL = PriorityClass(id="normal", name="")


def day_is_open(day: Day) -> None:
    """Refuse while no business day is open."""
    if not day.public.is_open:
        raise refuse("day-not-open")


def service_of(day: Day, service: str) -> Service:
    known = day.public.index.services.get(service)
    if known is None:
        raise refuse("unknown-service", service=service)
    return known


def priority_of(day: Day, priority: str) -> PriorityClass:
    """The hall's class of this name; a hall without classes knows `normal` alone."""
    classes = day.public.definition.priorities or (NORMAL,)
    known = next((each for each in classes if each.id == priority), None)
    if known is None:
        raise refuse("unknown-priority", priority=priority)
    return known


def ticket_of(day: Day, ticket: str, *states: TicketState) -> Ticket:
    """The ticket of this id. Refused where it is not in one of `states` (any, where none are named)."""
    known = day.public.find(ticket)
    if known is None:
        raise refuse("unknown-ticket", ticket=ticket)
    if states and known.state not in states:
        raise wrong_state(known)
    return known


def chosen(day: Day, wanted: str, *states: TicketState) -> Ticket:
    """The ticket of this id, or with this number today; refused as `ticket_of` refuses."""
    holder = day.numbers.get(wanted.strip().upper(), "")
    return ticket_of(day, wanted if day.public.find(wanted) or not holder else holder, *states)


def number_is_its_own(day: Day, ticket: Ticket) -> None:
    """Refuse a ticket that has ended and whose number somebody else has by now."""
    if day.numbers.get(ticket.number) != ticket.id:
        raise wrong_state(ticket)


def wrong_state(ticket: Ticket) -> Refused:
    return refuse("ticket-state", ticket=ticket.number, state=ticket.state)


def window_of(day: Day, window: str) -> Window:
    known = day.public.windows.get(window)
    if known is None:
        raise refuse("unknown-window", window=window)
    return known


def label_of(day: Day, window: str) -> str:
    """What people call a window."""
    place = day.public.index.places.get(window)
    return place.label if place else window


def name_of(service: Service) -> str:
    return service.short or service.name


def at_work(day: Day, window: str, seen: Seen | None) -> Window:
    """A window with a clerk, holding the ticket that the clerk saw when pressing the key."""
    known = window_of(day, window)
    if known.state == "closed":
        raise refuse("window-not-open", window=label_of(day, window))
    if seen is not None and seen.ticket != known.ticket:
        raise refuse("other-ticket", window=label_of(day, window))
    return known


def ready(day: Day, window: str, seen: Seen | None) -> Window:
    """A window with a clerk who is not pausing."""
    known = at_work(day, window, seen)
    if known.state == "paused":
        raise refuse("window-paused", window=label_of(day, window))
    return known


def held_by(day: Day, window: Window, *states: TicketState) -> Ticket:
    """The ticket that a window holds, in one of `states`."""
    held = held_or_none(day, window)
    if held is None:
        raise refuse("window-without-ticket", window=label_of(day, window.id))
    if held.state not in states:
        raise wrong_state(held)
    return held


def held_or_none(day: Day, window: Window) -> Ticket | None:
    return day.public.tickets.get(window.ticket) if window.ticket else None
