"""Facts as older halls wrote them are still understood: one file a kind and schema, the full line and the least one."""

import json
from dataclasses import MISSING, fields
from pathlib import Path

import pytest

from link.messages.codec import Undecodable, encode
from link.messages.facts import BODY_OF
from link.messages.wire import UnknownKind, fact_from, fact_of, fact_text, fact_value
from link.messages.words import OLDEST_SCHEMA, SCHEMA

GOLDEN = Path(__file__).parent / "golden"
FILES = sorted(GOLDEN.glob("schema-*/*.json"))
ENVELOPE = {"seq", "at", "day", "kind", "who", "command"}


def lines(path):
    full, least = path.read_text("utf-8").splitlines()
    return full, least


def told_again(said, known):
    """What is known of all that was said; fields that were added since, at any depth, are left aside."""
    if isinstance(said, dict):
        return {name: told_again(value, known[name]) for name, value in said.items()}
    if isinstance(said, list) and len(said) == len(known):
        return [told_again(one, other) for one, other in zip(said, known, strict=True)]
    return known


def read_golden(kind):
    return lines(GOLDEN / f"schema-{SCHEMA}" / f"{kind}.json")


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_full_line_of_an_old_hall_keeps_all_it_says(path):
    said = json.loads(lines(path)[0])
    known = fact_value(fact_of(lines(path)[0]))
    assert told_again(said, known) == said
    assert fact_of(fact_text(fact_of(lines(path)[0]))) == fact_of(lines(path)[0])


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_least_line_gets_its_defaults(path):
    said = json.loads(lines(path)[1])
    fact = fact_of(lines(path)[1])
    assert (fact.who.box, fact.who.clerk, fact.command) == ("", "", "")
    for each in fields(fact.body):
        if each.name not in said:
            default = each.default if each.default is not MISSING else each.default_factory()
            assert getattr(fact.body, each.name) == default


@pytest.mark.parametrize("kind", sorted(BODY_OF))
def test_every_kind_of_this_schema_has_its_file_with_every_field_set(kind):
    value = json.loads(read_golden(kind)[0])
    assert {each.name for each in fields(BODY_OF[kind])} == value.keys() - ENVELOPE
    unset = {
        each.name
        for each in fields(BODY_OF[kind])
        if each.default is not MISSING and encode(each.default) == value[each.name]
    }
    assert not unset


def test_every_schema_that_is_still_understood_has_its_files():
    assert {path.parent.name for path in FILES} >= {f"schema-{n}" for n in range(OLDEST_SCHEMA, SCHEMA + 1)}
    assert len(BODY_OF) >= 51


@pytest.mark.parametrize("kind", sorted(BODY_OF))
def test_a_newer_hall_may_say_more(kind):
    full = read_golden(kind)[0]
    value = json.loads(full) | {"weather": "rain", "numbers": [1, {"deep": None}]}
    assert fact_from(value) == fact_of(full)


def test_a_kind_that_nobody_knows_is_told_apart():
    with pytest.raises(UnknownKind, match="ticket_framed"):
        fact_of('{"seq":1,"at":"2026-03-12T02:24:00Z","day":"2026-03-12","kind":"ticket_framed"}')


@pytest.mark.parametrize(
    "wrong",
    [
        "", "nul", "[]", "7", '"fact"', "{}", '{"kind":7}',
        '{"kind":"day_closed"}',
        '{"kind":"day_closed","seq":"1","at":"2026-03-12T02:24:00Z","day":"2026-03-12"}',
        '{"kind":"day_closed","seq":true,"at":"2026-03-12T02:24:00Z","day":"2026-03-12"}',
        '{"kind":"day_closed","seq":1,"at":"yesterday","day":"2026-03-12"}',
        '{"kind":"day_closed","seq":1,"at":"2026-03-12T02:24:00","day":"2026-03-12"}',
        '{"kind":"day_closed","seq":1,"at":7,"day":"2026-03-12"}',
        '{"kind":"day_closed","seq":1,"at":"2026-03-12T02:24:00Z","day":"soon"}',
        '{"kind":"day_closed","seq":1,"at":"2026-03-12T02:24:00Z","day":[]}',
        '{"kind":"day_closed","seq":1,"at":"2026-03-12T02:24:00Z","day":"2026-03-12","who":"me"}',
        '{"kind":"day_closed","seq":1,"at":"2026-03-12T02:24:00Z","day":"2026-03-12","who":{"box":1}}',
        '{"kind":"day_closed","seq":1,"at":"2026-03-12T02:24:00Z","day":"2026-03-12","command":{}}',
        '{"kind":"ticket_called","seq":1,"at":"2026-03-12T02:24:00Z","day":"2026-03-12","ticket":"a"}',
        '{"kind":"ticket_called","seq":1,"at":"2026-03-12T02:24:00Z","day":"2026-03-12","ticket":"a","window":"w","zones":"left"}',
    ],
)  # fmt: skip
def test_what_is_no_fact_is_undecodable_and_nothing_else(wrong):
    with pytest.raises(Undecodable):
        fact_of(wrong)
