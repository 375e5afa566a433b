"""What is encoded comes back the same, whatever it says."""

import json
import types
import typing
from dataclasses import dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from link.messages.codec import Undecodable, decode, encode, moment_of, moment_text
from link.messages.definition import Definition
from link.messages.facts import BODIES, Fact, Who
from link.messages.wire import fact_of, fact_text
from link.state import Alarm, BoxTrouble, Call, Said, Ticket, Window

TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=12)
MOMENTS = st.datetimes(
    min_value=datetime(2020, 1, 1), max_value=datetime(2100, 1, 1), timezones=st.just(UTC)
).map(lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000))
PLAIN = {
    str: TEXT,
    int: st.integers(-(2**53), 2**53),
    float: st.floats(allow_nan=False, allow_infinity=False),
    bool: st.booleans(),
    datetime: MOMENTS,
    date: st.dates(),
}


def anything(hint):
    """Every value that a type can have."""
    origin, arguments = typing.get_origin(hint), typing.get_args(hint)
    if hint in PLAIN:
        return PLAIN[hint]
    if is_dataclass(hint):
        hints = typing.get_type_hints(hint)
        return st.builds(hint, **{each.name: anything(hints[each.name]) for each in fields(hint)})
    if origin is typing.Literal:
        return st.sampled_from(arguments)
    if origin in (typing.Union, types.UnionType):
        return st.none() | anything(next(each for each in arguments if each is not types.NoneType))
    if origin is tuple:
        return st.lists(anything(arguments[0]), max_size=2).map(tuple)
    assert origin is dict, hint
    return st.dictionaries(TEXT, anything(arguments[1]), max_size=2)


@pytest.mark.parametrize("kind", BODIES, ids=lambda body: body.kind)
def test_every_fact_travels_unchanged(kind):
    whole = st.builds(
        Fact,
        seq=PLAIN[int], at=MOMENTS, day=st.dates(), who=anything(Who), command=TEXT, body=anything(kind),
    )  # fmt: skip

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(whole)
    def travels(fact):
        text = fact_text(fact)
        assert "\n" not in text
        assert fact_of(text) == fact
        assert fact_of(text.encode()) == fact

    travels()


@pytest.mark.parametrize("kind", [Definition, Ticket, Window, Call, Said, Alarm, BoxTrouble])
def test_every_record_of_a_snapshot_travels_unchanged(kind):
    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(anything(kind))
    def travels(record):
        assert decode(kind, json.loads(json.dumps(encode(record)))) == record

    travels()


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MOMENTS)
def test_a_moment_is_utc_with_milliseconds(moment):
    text = moment_text(moment)
    assert text.endswith("Z")
    assert len(text) == len("2026-03-12T02:24:00.000Z")
    assert moment_of(text) == moment


def test_a_moment_of_another_zone_is_the_same_moment():
    beijing = timezone(timedelta(hours=8))
    moment = datetime(2026, 3, 12, 10, 24, tzinfo=beijing)
    assert moment_text(moment) == "2026-03-12T02:24:00.000Z"
    assert moment_of("2026-03-12T10:24:00+08:00") == moment


@dataclass(frozen=True)
class Sample:
    count: int
    share: float = 0.5
    names: tuple[str, ...] = ()
    note: str | None = None
    fields: dict[str, int] | None = None


def test_what_is_missing_gets_its_default_and_what_is_unknown_is_left_aside():
    assert decode(Sample, {"count": 1, "colour": "red"}) == Sample(1)


def test_a_whole_number_is_a_share_too():
    assert decode(Sample, {"count": 1, "share": 2}) == Sample(1, share=2.0)


@pytest.mark.parametrize(
    "wrong",
    [
        None, 7, "x", [], {}, {"share": 1.0}, {"count": "1"}, {"count": True}, {"count": 1.0}, {"count": None},
        {"count": 1, "share": True}, {"count": 1, "names": "ab"}, {"count": 1, "names": [1]},
        {"count": 1, "note": 5}, {"count": 1, "fields": []}, {"count": 1, "fields": {"a": "b"}},
    ],
)  # fmt: skip
def test_a_wrong_shape_is_undecodable(wrong):
    with pytest.raises(Undecodable):
        decode(Sample, wrong)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(JSON | st.dictionaries(st.sampled_from(["id", "name", "hours", "zones", "policy"]), JSON))
def test_no_json_value_breaks_the_decoder(value):
    try:
        decode(Definition, value)
    except Undecodable:
        return
    assert {"id", "name"} <= value.keys()


def test_what_has_no_shape_does_not_travel():
    with pytest.raises(TypeError, match="object"):
        encode(object())
