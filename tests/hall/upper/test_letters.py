"""What a letter to the platform says, how it is signed, and what the platform's replies mean."""

import hmac
import json
from datetime import UTC, date, datetime
from hashlib import sha256
from pathlib import Path

import pytest

from hall.upper.courier import Patience
from hall.upper.letters import letter_of, with_comment
from hall.upper.sending import NoPlatform, Platform, meaning, signature
from link.messages import facts as f
from link.messages.definition import (
    Definition,
    Department,
    Outbox,
    RatingReason,
    Service,
    SurveyQuestion,
    WindowPlace,
)
from link.messages.wire import fact_text

AT = datetime(2026, 3, 12, 2, 24, tzinfo=UTC)
HALL = Definition(
    id="yunxi",
    name="云溪",
    departments=(Department(id="home", name="不动产"),),
    services=(Service(id="first", name="首次登记", department="home", series="A"),),
    windows=(WindowPlace(id="w1", label="1"),),
    rating_reasons=(RatingReason(id="noise", name="太吵"),),
    survey=(SurveyQuestion(id="clear", ask="说得清楚吗"),),
)
RATED = f.TicketRated(
    ticket="t1",
    transaction=2,
    grade=2,
    reasons=("wait", "noise"),
    comment="p-1",
    window="w1",
    clerk="1001",
    number="A012",
    service="first",
    by="qr",
    answers=(f.Answer(question="clear", answer=4),),
)


def fact(body):
    return fact_text(f.Fact(seq=7, at=AT, day=date(2026, 3, 12), who=f.Who(), command="k", body=body))


def test_a_letter_says_all_of_a_rating_and_nothing_that_the_citizen_wrote():
    letter = letter_of(7, fact(RATED), HALL)
    assert (letter.key, letter.comment) == ("yunxi.t1.2", "p-1")
    value = json.loads(letter.body)
    assert value["id"] == letter.key
    assert (value["grade"], value["number"], value["service_name"], value["department_name"]) == (
        2, "A012", "首次登记", "不动产",
    )  # fmt: skip
    assert value["reasons"] == [{"id": "wait", "name": ""}, {"id": "noise", "name": "太吵"}]
    assert value["answers"] == [{"question": "clear", "ask": "说得清楚吗", "answer": 4}]
    assert "p-1" not in letter.body


def test_what_was_written_goes_along_where_the_hall_wants_it():
    body = letter_of(7, fact(RATED), HALL).body
    assert json.loads(with_comment(body, '说"不"\n')) == json.loads(body) | {"comment": '说"不"\n'}
    assert with_comment(body, "") == body.encode()


def test_a_letter_keeps_to_the_schema_in_the_docs():
    page = (Path(__file__).parents[3] / "docs" / "ratings.md").read_text("utf-8")
    schema = json.loads(page.split("```json schema\n")[1].split("```")[0])
    value = json.loads(with_comment(letter_of(7, fact(RATED), HALL).body, "好"))
    assert value.keys() == schema["properties"].keys()
    assert set(schema["required"]) == value.keys() - {"comment"}
    kinds = {"integer": int, "string": str, "array": list}
    assert all(isinstance(value[name], kinds[each["type"]]) for name, each in schema["properties"].items())


def test_what_is_rated_after_a_restoration_is_no_repeat_and_what_was_rated_before_still_is():
    first, second = "2026-03-12T03:00:00.000Z", "2026-03-12T03:00:00.001Z"
    keys = [letter_of(7, fact(RATED), HALL, told).key for told in ([(9, first)], [(5, first)], [(5, second)])]
    assert keys[0] == "yunxi.t1.2", "the backup knew it, and so does the platform"
    assert keys[1].startswith("yunxi.t1.2.r")
    assert keys[1] != keys[2], "one backup put back twice forgets twice"
    assert letter_of(7, fact(RATED), HALL, [(5, first), (9, second)]).key == keys[1], (
        "made again it is the same"
    )
    assert json.loads(letter_of(7, fact(RATED), HALL, [(5, first)]).body)["id"] == keys[1]


def test_other_facts_make_none():
    assert letter_of(7, fact(f.TicketExpired(ticket="t1")), HALL) is None


def test_a_signature_is_of_the_moment_and_the_body():
    seconds, mac = (each.split("=")[1] for each in signature(b"k" * 16, AT, b"{}").split(","))
    assert int(seconds) == AT.timestamp()
    assert mac == hmac.new(b"k" * 16, seconds.encode() + b".{}", sha256).hexdigest()


@pytest.mark.parametrize("status", [200, 201, 202, 204])
def test_a_platform_that_says_yes_has_it(status):
    assert meaning(status, {}, "").result == "delivered"


@pytest.mark.parametrize("status", [400, 413, 415, 422])
def test_a_letter_that_will_never_be_taken_is_set_aside_with_the_reason(status):
    reply = meaning(status, {}, "grade\x00 unknown")
    assert (reply.result, reply.trouble) == ("aside", f"HTTP {status} grade  unknown")


@pytest.mark.parametrize("status", [302, 401, 403, 404, 405, 408, 409, 429, 500, 502, 503])
def test_what_may_pass_is_tried_again(status):
    assert meaning(status, {}, "").result == "trouble"


@pytest.mark.parametrize(("said", "wait_s"), [("120", 120), ("Wed, 21 Oct", 0), ("-1", 0), ("9" * 9, 0)])
def test_a_platform_may_say_when_to_come_again(said, wait_s):
    assert meaning(503, {"retry-after": said}, "").wait_s == wait_s


def test_pauses_grow_to_their_longest_and_never_beyond_what_is_sensible():
    patience = Patience(first_s=1, longest_s=60)
    assert [patience.pause_s(failures, 0, 0.5) for failures in (1, 2, 3, 9, 999)] == [1, 2, 4, 60, 60]
    assert patience.pause_s(1, 1e9, 0.5) == 3600
    assert patience.pause_s(4, 0, 0.0) < patience.pause_s(4, 0, 1.0)


@pytest.mark.parametrize("key", [None, b"short"])
def test_without_a_key_nothing_is_sent_and_the_reason_names_the_file(tmp_path, key):
    if key is not None:
        (tmp_path / "above.key").write_bytes(key)
    with pytest.raises(NoPlatform, match=r"above\.key"):
        Platform.of(Outbox(url="https://above.example", key="above.key"), tmp_path)


def test_an_authority_that_is_none_is_told(tmp_path):
    (tmp_path / "above.key").write_bytes(b"k" * 32)
    (tmp_path / "above.pem").write_text("no certificate")
    with pytest.raises(NoPlatform, match=r"above\.pem"):
        Platform.of(Outbox(url="https://above.example", key="above.key", authority="above.pem"), tmp_path)
