"""A fact as it stands in the ledger and on the stream: one flat JSON object."""

import json
from datetime import date
from typing import Any, Final

from link.messages.codec import Undecodable, decode, encode, moment_of, moment_text
from link.messages.facts import BODY_OF, Fact, Who

_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


class UnknownKind(Undecodable):
    """A fact of a kind that this program does not know: ask for a snapshot, or for a newer program."""


def fact_text(fact: Fact) -> str:
    """The JSON text of a fact. Raises nothing for texts that passed the edge: no surrogates, no control characters."""
    return _JSON.encode(fact_value(fact))


def fact_value(fact: Fact) -> dict[str, Any]:
    """The JSON object of a fact: the envelope first, then the fields of its kind."""
    envelope = {
        "seq": fact.seq,
        "at": moment_text(fact.at),
        "day": fact.day.isoformat(),
        "kind": fact.kind,
        "who": {"box": fact.who.box, "clerk": fact.who.clerk},
        "command": fact.command,
    }
    fields: dict[str, Any] = encode(fact.body)
    return envelope | fields


def fact_of(text: str | bytes) -> Fact:
    """The fact of a JSON text.

    Raises:
        UnknownKind: its kind is not known here.
        Undecodable: it is not a fact.
    """
    try:
        value = json.loads(text)
    except ValueError:
        raise Undecodable("not JSON") from None
    return fact_from(value)


def fact_from(value: Any) -> Fact:
    """The fact of a JSON object; raises as `fact_of` does."""
    if not isinstance(value, dict) or not isinstance(value.get("kind"), str):
        raise Undecodable("not a fact")
    body = BODY_OF.get(value["kind"])
    if body is None:
        raise UnknownKind(value["kind"])
    try:
        return Fact(
            seq=decode(int, value["seq"]),
            at=moment_of(value["at"]),
            day=decode(date, value["day"]),
            who=decode(Who, value.get("who", {})),
            command=decode(str, value.get("command", "")),
            body=decode(body, value),
        )
    except KeyError as missing:
        raise Undecodable(f"a {value['kind']} without {missing}") from None
