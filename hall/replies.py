"""What a command is answered with, as JSON."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from hall.intake_replies import intake_value
from hall.island_replies import island_value
from hall.rules.estimate.shown import in_minutes
from link.messages import commands as c
from link.messages import facts as f
from link.messages.codec import encode, moment_text
from link.state import State, Ticket
from link.views import ticket_view

_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@dataclass(frozen=True, slots=True)
class Reply:
    """`body` is a JSON object; `seqs` are the facts that the command made, none where all was already so."""

    status: int
    body: bytes
    seqs: tuple[int, ...]
    ticket: str = field(default="", compare=False)
    """The ticket that was taken, where that is known without reading `body`."""


def reply_to(command: c.Command, state: State, facts: Sequence[f.Fact]) -> Reply:
    """The answer, told from the state right after `facts`. Holds no secret: it is stored."""
    value = _value(command, state, facts)
    body = _JSON.encode(value).encode()
    seqs = tuple([fact.seq for fact in facts])
    if isinstance(command, c.TakeTicket):
        return Reply(201, body, seqs, value["id"])
    return Reply(201 if isinstance(command, c.MakeBooking) else 200, body, seqs)


def with_secret(reply: Reply, secret: str) -> Reply:
    """The answer to who took a ticket, with what its QR needs; made anew each time it is handed out."""
    body = reply.body[:-1] + b',"secret":"' + secret.encode() + b'"}'
    return Reply(reply.status, body, reply.seqs)


def ticket_of_reply(reply: Reply) -> str:
    """The id of the ticket that a reply to TakeTicket tells of."""
    return reply.ticket or str(json.loads(reply.body)["id"])


def _value(command: c.Command, state: State, facts: Sequence[f.Fact]) -> dict[str, Any]:
    if isinstance(command, c.TakeTicket):
        issued = next(fact.body for fact in facts if isinstance(fact.body, f.TicketIssued))
        return _taken(state, state.tickets[issued.ticket], issued)
    if isinstance(command, c.MakeBooking | c.ImportBookings | c.ImportNumbers):
        return intake_value(command, state, facts)
    if isinstance(command, c.LeaseNumbers | c.HandIn):
        return island_value(command, state, facts)
    window = getattr(command, "window", None)
    if window is not None and window in state.windows:
        return window_value(state, window)
    ticket = state.find(getattr(command, "ticket", ""))
    if ticket is not None:
        return {"seq": state.seq, "ticket": encode(ticket_view(state, ticket))}
    return {"seq": state.seq}


def window_value(state: State, window: str) -> dict[str, Any]:
    """A window and the ticket that it holds now, or null."""
    known = state.windows[window]
    held = state.tickets.get(known.ticket) if known.ticket else None
    place = state.index.places.get(window)
    return {
        "seq": state.seq,
        "ticket": encode(ticket_view(state, held)) if held else None,
        "window": {
            "id": window,
            "label": place.label if place else window,
            "state": known.state,
            "clerk": known.clerk,
            "ticket": known.ticket,
            "services": known.services,
            "reason": known.reason,
        },
    }


def _taken(state: State, ticket: Ticket, issued: f.TicketIssued) -> dict[str, Any]:
    return {
        "id": ticket.id,
        "number": ticket.number,
        "service": ticket.service,
        "priority": ticket.priority,
        "state": ticket.state,
        "ahead": issued.ahead,
        "zones": ticket.zones,
        "issued_at": moment_text(ticket.issued_at),
        "wait": in_minutes(*issued.wait_s) if issued.is_wait_shown else None,
        "seq": state.seq,
    }
