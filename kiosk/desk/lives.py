"""What happened to each ticket today, as far as this desk has heard: who looks one up sees its story, not only its state."""

from collections import deque
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from link.messages import facts as f
from link.state import Ticket

KEPT: Final = 12
"""Moments of one ticket; what is older stands in the ledger."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """One line of a ticket's story; `key` names its sentence in the catalogue, `fields` fill it."""

    at: datetime
    key: str
    fields: Mapping[str, str] = field(default_factory=dict)
    is_trouble: bool = False


class Lives:
    """The stories of the day's tickets. Forgotten with the day, and when the desk starts again."""

    def __init__(self) -> None:
        self._moments: dict[str, deque[Moment]] = {}

    def hear(self, fact: f.Fact) -> None:
        """One fact more."""
        if isinstance(fact.body, f.DayOpened):
            self._moments.clear()
        told = moment_of(fact)
        if told is not None:
            ticket = str(getattr(fact.body, "ticket", ""))
            self._moments.setdefault(ticket, deque(maxlen=KEPT)).append(told)

    def of(self, ticket: Ticket) -> tuple[Moment, ...]:
        """The story of a ticket, the oldest first; what the desk has not heard is told from the ticket itself."""
        heard = tuple(self._moments.get(ticket.id, ()))
        known = {each.key for each in heard}
        told = tuple(each for each in _from_itself(ticket) if each.key not in known)
        return tuple(sorted((*told, *heard), key=lambda each: each.at))


_TOLD: Final[dict[type[f.Body], tuple[str, tuple[str, ...]]]] = {
    f.TicketIssued: ("issued", ()),
    f.TicketPrinted: ("printed", ("printer",)),
    f.TicketPrintFailed: ("unprinted", ("printer", "reason")),
    f.TicketCalled: ("called", ("window",)),
    f.TicketRecalled: ("recalled", ("window",)),
    f.ServiceStarted: ("started", ("window",)),
    f.ServiceFinished: ("finished", ("window",)),
    f.TicketMissed: ("missed", ("window",)),
    f.TicketPrioritised: ("prioritised", ("priority", "reason")),
    f.TicketCancelled: ("cancelled", ("reason",)),
    f.TicketExpired: ("expired", ("reason",)),
    f.TicketTransferred: ("moved", ("service",)),
    f.ServicesArranged: ("moved", ("service",)),
    f.ServiceAdded: ("added", ("service",)),
    f.TicketReturned: ("returned", ()),
    f.TicketRevived: ("revived", ()),
    f.TicketParked: ("parked", ()),
    f.TicketUnparked: ("returned", ()),
}
_TROUBLE: Final = frozenset({"unprinted", "missed", "cancelled", "expired"})


def moment_of(fact: f.Fact) -> Moment | None:
    """A fact as a line of its ticket's story; None where it is none."""
    key, names = _TOLD.get(type(fact.body), ("", ()))
    fields = {name: str(getattr(fact.body, name)) for name in names} | {"box": fact.who.box}
    if not key or (key == "moved" and not fields["service"]):
        return None
    if getattr(fact.body, "reprint", False):
        key = "reprinted"
    return Moment(at=fact.at, key=key, fields=fields, is_trouble=key in _TROUBLE)


def _from_itself(ticket: Ticket) -> tuple[Moment, ...]:
    window = {"window": ticket.window}
    known = (
        (ticket.issued_at, "issued", {"box": ""}),
        (ticket.called_at, "called", window),
        (ticket.started_at, "started", window),
        (ticket.ended_at if ticket.state == "finished" else None, "finished", window),
    )
    return tuple(Moment(at=at, key=key, fields=fields) for at, key, fields in known if at is not None)
