"""What one fact or one command becomes on its way: a row for the ledger, and a text for the boxes."""

from dataclasses import dataclass
from typing import Final

from hall.ledger import CommandRow, FactRow
from hall.replies import Reply
from link.messages.codec import moment_text
from link.messages.facts import Fact
from link.messages.wire import fact_text
from link.state import public

Key = tuple[str, str]
"""(box, idempotency key): who asked, and which press it was."""

_NO_HASH: Final = ',"secret_hash":""}'


@dataclass(frozen=True, slots=True)
class Published:
    """A durable fact as boxes may see it, and its JSON text."""

    fact: Fact
    text: str


@dataclass(slots=True)
class Entry:
    """A fact as decided, with its texts: `row` for the ledger, `published` for everybody once it is durable."""

    fact: Fact
    row: FactRow
    published: Published


def entry_of(fact: Fact, secret_hash: str = "") -> Entry:
    """Encodes a fact, once where that will do. `secret_hash` is written into the ledger's text of a new ticket alone."""
    published = published_of(fact)
    text = published.text if published.fact is fact else fact_text(fact)
    if secret_hash:
        text = _with_hash(text, secret_hash)
    return Entry(
        fact, FactRow(fact.seq, moment_text(fact.at), fact.day.isoformat(), fact.kind, text), published
    )


def published_of(fact: Fact) -> Published:
    shown = public(fact)
    return Published(shown, fact_text(shown))


def command_row(asked: Key, request_hash: str, reply: Reply, last: Entry) -> CommandRow | None:
    """What is remembered of a command; nothing of the hall's own, which have no key."""
    box, key = asked
    if not key:
        return None
    return CommandRow(
        box=box,
        key=key,
        hash=request_hash,
        status=reply.status,
        reply=reply.body.decode(),
        seqs=reply.seqs,
        at=last.row.at,
    )


def _with_hash(text: str, secret_hash: str) -> str:
    """The text of a TicketIssued with its last field filled. No other text ends like one without: a quote inside a
    text is written `\\"`."""
    if not text.endswith(_NO_HASH):
        raise ValueError("not the text of a ticket without a hash")
    return f'{text[: -len(_NO_HASH)]},"secret_hash":"{secret_hash}"}}'
