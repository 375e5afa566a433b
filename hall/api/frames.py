"""The fact stream's frames: Server-Sent Events as the WHATWG HTML standard lays down (section 9.2.5)."""

import json
from datetime import datetime
from typing import Final

from hall.access.views import View, shown_state, shown_to
from hall.entries import Published
from hall.feed import FactFrame, SnapshotFrame
from link.messages.codec import encode, moment_text
from link.messages.wire import fact_text
from link.messages.words import OLDEST_SCHEMA, SCHEMA
from link.state import State, Ticket, around_tickets

_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))

HEARTBEAT: Final = b": here\n"
"""A comment: a reader's time-out starts anew, nothing else happens. No empty line after it: that would end an event."""

HEARTBEAT_S: Final = 5.0
"""A box calls itself stale after 12 s: two beats may be lost."""


def welcome_frame(state: State, ledger: str, now: datetime) -> bytes:
    """Who speaks, in which schema, and what time it is in this hall. Has no id: it is no place to resume from."""
    welcome = {
        "hall": state.definition.id,
        "name": state.definition.name,
        "ledger": ledger,
        "schema": SCHEMA,
        "oldest_schema": OLDEST_SCHEMA,
        "now": moment_text(now),
        "seq": state.seq,
    }
    return _frame("welcome", "", _line(json.dumps(welcome, ensure_ascii=False)))


def fact_frames(ledger: str) -> FactFrame:
    """What turns a fact into its frame for a view. Where nothing is hidden, all views share the same bytes."""
    last = (0, b"")

    def frame(view: View, published: Published) -> bytes:
        nonlocal last
        fact = published.fact
        shown = shown_to(view, fact)
        if shown is not fact:
            return _frame("fact", f"{ledger}.{fact.seq}", _line(fact_text(shown)))
        if last[0] != fact.seq:
            last = (fact.seq, _frame("fact", f"{ledger}.{fact.seq}", _line(published.text)))
        return last[1]

    return frame


def snapshot_frames(ledger: str) -> SnapshotFrame:
    """What turns the state into the frame of a snapshot for a view, as `link.state.snapshot_value` has it.

    Remembers each ticket's text as long as the ticket stays as it is: of ten thousand who wait few have changed since
    somebody asked last, and so every box gets a snapshot of this very moment, a hundred times sooner.
    """
    texts: dict[str, tuple[Ticket, bytes]] = {}

    def frame(view: View, whole: State) -> bytes:
        nonlocal texts
        state = shown_state(view, whole)
        texts = {id: _known_or_new(texts.get(id), ticket) for id, ticket in state.tickets.items()}
        around = _line(_JSON.encode(around_tickets(state)))[:-1]
        tickets = b",".join([text for _, text in texts.values()])
        head = f'event: snapshot\nid: {ledger}.{state.seq}\ndata: {around},"tickets":['.encode()
        return b"".join((head, tickets, b"]}\n\n"))

    return frame


def _known_or_new(known: tuple[Ticket, bytes] | None, ticket: Ticket) -> tuple[Ticket, bytes]:
    if known is not None and known[0] is ticket:
        return known
    return ticket, _line(_JSON.encode(encode(ticket))).encode()


def _frame(event: str, id: str, line: str) -> bytes:
    place = f"id: {id}\n" if id else ""
    return f"event: {event}\n{place}data: {line}\n\n".encode()


def _line(text: str) -> str:
    """The JSON text without the three other line breaks that some readers split at (JSON escapes the rest)."""
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").replace("\x85", "\\u0085")
