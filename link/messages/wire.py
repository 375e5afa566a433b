"""A fact as it stands in the ledger and on the stream: one flat JSON object."""

import json
from collections.abc import Callable
from datetime import date
from functools import lru_cache
from typing import Any, Final

from link.messages.codec import Undecodable, decode, decoder, encode, moment_of, moment_text
from link.messages.facts import BODY_OF, Body, Fact, Who

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
    body_of = _body_decoder(value["kind"])
    if body_of is None:
        raise UnknownKind(value["kind"])
    try:
        return Fact(
            seq=_seq_of(value["seq"]),
            at=moment_of(value["at"]),
            day=decode(date, value["day"]),
            who=_who_of(value.get("who", {})),
            command=_text_of(value.get("command", "")),
            body=body_of(value),
        )
    except KeyError as missing:
        raise Undecodable(f"a {value['kind']} without {missing}") from None


@lru_cache(maxsize=len(BODY_OF))
def _body_decoder(kind: str) -> Callable[[Any], Body] | None:
    body = BODY_OF.get(kind)
    return None if body is None else decoder(body)


def _seq_of(value: Any) -> int:
    return value if type(value) is int else decode(int, value)


def _text_of(value: Any) -> str:
    return value if type(value) is str else decode(str, value)


def _who_of(value: Any) -> Who:
    """A few boxes and clerks make all the facts of a day: each pair is one object."""
    if (
        isinstance(value, dict)
        and type(box := value.get("box", "")) is str
        and type(clerk := value.get("clerk", "")) is str
    ):
        return _who(box, clerk)
    return decode(Who, value)


@lru_cache(maxsize=1024)
def _who(box: str, clerk: str) -> Who:
    return Who(box=box, clerk=clerk)
