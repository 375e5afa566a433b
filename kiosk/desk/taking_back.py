"""How what the desk did is taken back, where it can be: the wish that undoes a wish. Pure."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from kiosk.desk import asks
from kiosk.desk.ports import Answer, Ask, Verb
from link.state import Ticket


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was so before the wish: the ticket it is about, the service and its reason, the notices."""

    ticket: Ticket | None = None
    service: str = ""
    reason: str = ""
    notices: tuple[str, ...] = ()


Back = Callable[[Ask, Answer, Before], Ask | None]


def taken_back(ask: Ask, answer: Answer, before: Before) -> Ask | None:
    """The wish that undoes it; None where nothing does (a cancelled ticket stays cancelled, a reprint is out)."""
    made = _UNDO.get(ask.verb)
    return made(ask, answer, before) if made is not None else None


def _of_ticket(back: Callable[[Ask, Ticket], Ask]) -> Back:
    return lambda ask, answer, before: back(ask, before.ticket) if before.ticket is not None else None


def _calm(ask: Ask, answer: Answer, before: Before) -> Ask | None:
    return asks.calm(answer.seq) if ask.body["emergency"] else None


_UNDO: Final[Mapping[Verb, Back]] = {
    "take": lambda ask, answer, before: asks.cancel(str(answer.value.get("id", ""))),
    "book": lambda ask, answer, before: asks.unbook(str(answer.value.get("booking", ""))),
    "suspend": lambda ask, answer, before: asks.resume(before.service),
    "resume": lambda ask, answer, before: asks.suspend(before.service, before.reason),
    "crowd": lambda ask, answer, before: asks.uncrowd(),
    "uncrowd": lambda ask, answer, before: asks.crowd(before.reason),
    "notices": lambda ask, answer, before: asks.notices(str(ask.body["zone"]), before.notices),
    "broadcast": _calm,
    "prioritise": _of_ticket(lambda ask, ticket: asks.prioritise(ticket.id, ticket.priority, "undone")),
    "change": _of_ticket(lambda ask, ticket: asks.change(ticket.id, ticket.service)),
    "add": _of_ticket(lambda ask, ticket: asks.remove(ticket.id, str(ask.body["service"]))),
    "flag": _of_ticket(lambda ask, ticket: asks.flag(ticket.id, visual=ticket.visual)),
}
