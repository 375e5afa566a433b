"""What the guide desk asks of the hall, each wish by its name: pure."""

from collections.abc import Sequence
from typing import Any

from kiosk.desk.ports import Ask, Verb
from link.asking import id_path


def take(
    service: str, priority: str, language: str, further: Sequence[str] = (), *, visual: bool = False
) -> Ask:
    body = {"service": service, "priority": priority, "language": language}
    more: dict[str, Any] = ({"further": list(further)} if further else {}) | (
        {"visual": True} if visual else {}
    )
    return Ask(verb="take", path="/tickets", body=body | more)


def reprint(ticket: str, printer: str = "") -> Ask:
    """At `BOX/NAME`; empty: at the desk's own."""
    return _of_ticket("reprint", ticket, "reprint", **({"printer": printer} if printer else {}))


def first_paper(ticket: str, printer: str) -> Ask:
    """The paper of a ticket that was just taken, at `BOX/NAME`: no reprint."""
    return _of_ticket("reprint", ticket, "reprint", printer=printer, first=True)


def prioritise(ticket: str, priority: str, reason: str) -> Ask:
    return _of_ticket("prioritise", ticket, "prioritise", priority=priority, reason=reason)


def change(ticket: str, service: str) -> Ask:
    return _of_ticket("change", ticket, "change-service", service=service)


def add(ticket: str, service: str) -> Ask:
    return _of_ticket("add", ticket, "add-service", service=service)


def remove(ticket: str, service: str) -> Ask:
    return _of_ticket("remove", ticket, "remove-service", service=service)


def cancel(ticket: str, reason: str = "") -> Ask:
    return _of_ticket("cancel", ticket, "cancel", reason=reason)


def revive(ticket: str) -> Ask:
    return _of_ticket("revive", ticket, "revive")


def note(ticket: str, words: str) -> Ask:
    return _of_ticket("note", ticket, "note", note=words)


def flag(ticket: str, *, visual: bool) -> Ask:
    return _of_ticket("flag", ticket, "flag", visual=visual)


def book(service: str, start: str, person: str = "") -> Ask:
    """An appointment at `start`, a moment as the hall's slots name it."""
    return Ask(
        verb="book",
        path="/bookings",
        body={"service": service, "start": start, "person": person, "by": "desk"},
    )


def unbook(booking: str) -> Ask:
    return Ask(verb="unbook", path=id_path("bookings", booking, "cancel"), body={"by": "desk"})


def check_in(booking: str, *, language: str, admit: bool = False) -> Ask:
    """`admit`: somebody at the desk takes in one who is late."""
    return Ask(
        verb="check_in",
        path=id_path("bookings", booking, "check-in"),
        body={"language": language, "admit": admit},
    )


def numbers(service: str, written: Sequence[str], at: str = "") -> Ask:
    """Numbers written by hand, `at` a moment with its zone; empty: now."""
    when = {"at": at} if at else {}
    return Ask(
        verb="numbers",
        path="/hall/crowd/numbers",
        body={"service": service, "numbers": list(written), **when},
    )


def notices(zone: str, lines: Sequence[str]) -> Ask:
    return Ask(verb="notices", path="/hall/notices", body={"zone": zone, "notices": list(lines)})


def broadcast(text: str, zones: Sequence[str], *, emergency: bool) -> Ask:
    body = {"text": text, "zones": list(zones), "emergency": emergency}
    return Ask(verb="broadcast", path="/hall/broadcast", body=body)


def calm(broadcast: int | None = None) -> Ask:
    """An emergency is over: the one of this id, or all."""
    return Ask(
        verb="calm", path="/hall/broadcast/end", body={} if broadcast is None else {"broadcast": broadcast}
    )


def crowd(reason: str) -> Ask:
    return Ask(verb="crowd", path="/hall/crowd", body={"reason": reason})


def uncrowd() -> Ask:
    return Ask(verb="uncrowd", path="/hall/crowd/end")


def suspend(service: str, reason: str) -> Ask:
    return Ask(verb="suspend", path=id_path("services", service, "suspend"), body={"reason": reason})


def resume(service: str) -> Ask:
    return Ask(verb="resume", path=id_path("services", service, "resume"))


def acknowledge(alarm: str, about: str) -> Ask:
    return Ask(verb="acknowledge", path="/alarms/acknowledge", body={"alarm": alarm, "about": about})


def end_help(box: str) -> Ask:
    """Somebody has been at the box where help was asked for."""
    return Ask(verb="end_help", path=id_path("boxes", box, "help", "end"))


def find_ticket(secret: str) -> Ask:
    return Ask(verb="find_ticket", path="/tickets/find", body={"secret": secret})


def find_bookings(text: str) -> Ask:
    return Ask(verb="find_bookings", path="/bookings/find", body={"text": text})


def slots(service: str) -> Ask:
    """The times of a service in the next days; a read."""
    return Ask(verb="slots", path=f"/bookings/slots?service={id_path(service)[1:]}&days=14")


def _of_ticket(verb: Verb, ticket: str, last: str, **body: Any) -> Ask:
    return Ask(verb=verb, path=id_path("tickets", ticket, last), body=body)
