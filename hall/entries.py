"""What one fact or one command becomes on its way: a row for the ledger, and a text for the boxes."""

from dataclasses import dataclass
from typing import Final

from hall.ledger import CommandRow, FactRow
from hall.replies import Reply
from link.messages.codec import moment_text
from link.messages.facts import Fact, TicketIssued
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


def entry_of(fact: Fact) -> Entry:
    """Encodes a fact, once where that will do."""
    published = published_of(fact)
    text = published.text if published.fact is fact else _private_text(fact, published)
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


def _private_text(fact: Fact, published: Published) -> str:
    """The ledger's text. Most facts with something private are tickets, whose hash is put into the public text: no
    other text can end like it, for a quote inside a text is written `\\\\"`."""
    body = fact.body
    if isinstance(body, TicketIssued) and not body.person and published.text.endswith(_NO_HASH):
        return f'{published.text[: -len(_NO_HASH)]},"secret_hash":"{body.secret_hash}"}}'
    return fact_text(fact)
