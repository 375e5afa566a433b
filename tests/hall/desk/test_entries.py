"""What one fact becomes on its way to the ledger and to the boxes."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hall.entries import entry_of
from link.messages import facts as f
from link.messages.wire import fact_of, fact_text
from link.state import public

TRICKY = st.one_of(
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=20),
    st.sampled_from(['","secret_hash":""}', ',"secret_hash":""}', '"', "\\", "秘密"]),
)


def a_fact(body: f.Body) -> f.Fact:
    return f.Fact(
        seq=7,
        at=datetime(2026, 3, 12, 1, 0, tzinfo=UTC),
        day=date(2026, 3, 12),
        who=f.Who(box="k"),
        command="c",
        body=body,
    )


@settings(deadline=None)
@given(number=TRICKY, person=TRICKY, hash=st.sampled_from(["", "ab" * 32]))
def test_a_tickets_two_texts_are_what_the_two_facts_say(number, person, hash):
    issued = f.TicketIssued(ticket="t", number=number, counter=1, series="A", service="a", person=person)
    entry = entry_of(a_fact(issued), hash)
    whole = a_fact(replace(issued, secret_hash=hash))
    assert entry.row.text == fact_text(whole)
    assert fact_of(entry.row.text) == whole
    assert entry.published.text == fact_text(public(whole))


def test_a_hash_is_written_into_tickets_alone():
    with pytest.raises(ValueError, match="not the text of a ticket"):
        entry_of(a_fact(f.WindowOpened(window="w1")), "ab")


@pytest.mark.parametrize(
    "body",
    [
        f.TicketRated(ticket="t", grade=1, window="w1", clerk="1001"),
        f.TicketNoted(ticket="t", note="张三"),
        f.BookingMade(booking="b", service="a", start=datetime(2026, 3, 13, tzinfo=UTC), person="p"),
    ],
)
def test_what_is_private_is_in_the_ledger_and_not_told(body):
    entry = entry_of(a_fact(body))
    assert fact_of(entry.row.text).body == body
    told = json.loads(entry.published.text)
    assert (told.get("person", ""), told.get("note", ""), told.get("clerk", "")) == ("", "", "")
    assert told.get("grade", 0) == 0


def test_a_public_fact_is_encoded_once():
    entry = entry_of(a_fact(f.WindowOpened(window="w1", clerk="1001")))
    assert entry.row.text is entry.published.text
