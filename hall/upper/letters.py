"""What the platform above the hall is told of a rating: one letter, the same however often it is made."""

import json
from collections.abc import Sequence
from typing import Any, Final

from hall.ledger import Letter
from link.messages import facts as f
from link.messages.codec import encode, moment_of, moment_text
from link.messages.definition import Definition
from link.messages.wire import fact_of

SCHEMA: Final = 1
"""Of the letters: fields are only ever added (docs/ratings.md)."""


Restored = Sequence[tuple[int, str]]
"""Each time that the ledger was put back from a backup: the seq of the fact that says so, and its moment."""


def letter_of(seq: int, text: str, definition: Definition, restored: Restored = ()) -> Letter | None:
    """The letter that a fact, as the ledger has it, makes; None where it makes none. Names are those of `definition`."""
    fact = fact_of(text)
    if not isinstance(fact.body, f.TicketRated):
        return None
    key = f"{definition.id}.{fact.body.ticket}.{fact.body.transaction}{_epoch(seq, restored)}"
    value = _rating(fact, fact.body, definition) | {"id": key}
    body = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Letter(seq=seq, key=key, body=body, comment=fact.body.comment, made_at=moment_text(fact.at))


def with_comment(body: str, comment: str) -> bytes:
    """The letter as it is sent, with what the citizen wrote."""
    return (
        f'{body[:-1]},"comment":{json.dumps(comment, ensure_ascii=False)}}}' if comment else body
    ).encode()


def _epoch(seq: int, restored: Restored) -> str:
    """What tells a rating given after a restoration from one that the backup did not know: the moment in milliseconds. It
    is in the facts, so the letter is the same whenever it is made; no two restorations have one moment, also of one backup."""
    before = [at for of, at in restored if of < seq]
    return f".r{round(moment_of(before[-1]).timestamp() * 1000)}" if before else ""


def _rating(fact: f.Fact, body: f.TicketRated, definition: Definition) -> dict[str, Any]:
    service = next((each for each in definition.services if each.id == body.service), None)
    department = next(
        (each for each in definition.departments if service and each.id == service.department), None
    )
    window = next((each for each in definition.windows if each.id == body.window), None)
    own = {each.id: each.name for each in definition.rating_reasons}
    asked = {each.id: each.ask for each in definition.survey}
    return {
        "schema": SCHEMA,
        "kind": "rating",
        "hall": definition.id,
        "hall_name": definition.name,
        "at": moment_text(fact.at),
        "day": encode(fact.day),
        "ticket": body.ticket,
        "number": body.number,
        "transaction": body.transaction,
        "service": body.service,
        "service_name": service.name if service else "",
        "department": department.id if department else "",
        "department_name": department.name if department else "",
        "window": body.window,
        "window_label": window.label if window else "",
        "clerk": body.clerk,
        "grade": body.grade,
        "by": body.by,
        "reasons": [{"id": each, "name": own.get(each, "")} for each in body.reasons],
        "answers": [
            {"question": each.question, "ask": asked.get(each.question, ""), "answer": each.answer}
            for each in body.answers
        ],
    }
