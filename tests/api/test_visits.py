"""Visits over HTTP: everything that can happen to one after its call, and the words with which it is refused."""

import sqlite3
from contextlib import closing

import pytest

from hall.ledger import FILE

EXTRA = """
[policy]
store_next_s = 60
further = "order"
[[missed]]
id = "twice"
then = "requeue"
times = 1
[[pool]]
id = "review"
name = "审核"
[[outcome]]
id = "instant"
name = "即办件"
"""


@pytest.fixture
def hall(hall):
    """The small hall with pools, outcomes and a policy for missed numbers, read while it runs."""
    text = hall.file.read_text("utf-8").replace('name = "办卡"', 'name = "办卡"\nmissed = "twice"')
    hall.file.write_text(text + EXTRA, encoding="utf-8")
    assert hall.post("/hall/reload").status_code == 200
    hall.open_window("w1", "1001")
    hall.open_window("w2", "1002")
    return hall


def press(hall, window, verb, **body):
    answer = hall.post(f"/windows/{window}/{verb}", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def refused(hall, path, **body):
    answer = hall.post(path, body)
    assert answer.status_code >= 400
    return answer.json()["type"].removeprefix("urn:jiaohao:problem:")


def caller(hall, window):
    return hall.client.get(f"/views/caller/{window}").json()


def test_a_ticket_is_sent_to_a_clerk_with_a_note_that_only_that_clerk_reads(hall):
    hall.take()
    hall.next("w1")
    press(hall, "w1", "transfer", clerk="1002", place="first", note="缺一份委托书")
    assert [each["number"] for each in caller(hall, "w2")["sent"]] == ["A001"]
    assert hall.next("w2")["ticket"]["number"] == "A001"
    assert caller(hall, "w2")["notes"] == ["缺一份委托书"]
    for path in ("/state?all=1", "/views/board/right", "/views/window/w2"):
        assert "委托书" not in hall.client.get(path).text
    press(hall, "w2", "finish")
    assert caller(hall, "w2")["notes"] == []


def test_no_fact_and_no_stored_answer_holds_a_note(hall):
    ticket = hall.take()["id"]
    hall.next("w1")
    assert hall.post(f"/tickets/{ticket}/note", {"note": "王女士委托"}).status_code == 200
    assert caller(hall, "w1")["notes"] == ["王女士委托"]
    with closing(sqlite3.connect(hall.file.parent / "data" / FILE)) as ledger:
        for table, column in (("fact", "text"), ("command", "reply")):
            texts = [row[0] for row in ledger.execute(f"SELECT {column} FROM {table}")]
            assert texts
            assert not any("王女士" in text for text in texts)


def test_a_ticket_is_parked_in_a_pool_until_a_moment(hall):
    hall.take()
    hall.next("w1")
    press(hall, "w1", "park", pool="review", until="2026-03-12T02:00:00Z")
    [pool] = caller(hall, "w2")["pools"]
    assert (pool["name"], [each["number"] for each in pool["parked"]]) == ("审核", ["A001"])
    assert pool["parked"][0]["until"] == "2026-03-12T02:00:00.000Z"
    assert refused(hall, "/windows/w1/park", pool="moon") == "window-without-ticket"


def test_a_missed_number_goes_back_by_its_policy_and_is_void_the_second_time(hall):
    ticket = hall.take()["id"]
    for state in ("waiting", "expired"):
        hall.clock.forward(10)
        hall.next("w1")
        press(hall, "w1", "missed")
        assert hall.client.get(f"/tickets/{ticket}").json()["state"] == state
    assert refused(hall, f"/tickets/{ticket}/revive") == "ticket-state"


def test_a_next_that_finds_nobody_is_remembered_for_who_comes(hall):
    assert hall.next("w1")["ticket"] is None
    assert caller(hall, "w1")["stored_until"] is not None
    taken = hall.take()
    assert taken["state"] == "called"
    assert caller(hall, "w1")["ticket"]["number"] == taken["number"]


def test_matters_are_added_chosen_and_taken_away(hall):
    ticket = hall.take()["id"]
    for verb, services in (("add-service", ["night"]), ("choose-service", ["cards"]), ("remove-service", [])):
        hall.post(f"/tickets/{ticket}/{verb}", {"service": "night"})
        assert hall.client.get(f"/tickets/{ticket}").json()["further"] == services
    assert refused(hall, f"/tickets/{ticket}/remove-service", service="moon") == "no-such-matter"


def test_an_outcome_goes_with_the_next_press(hall):
    hall.take(), hall.take()
    hall.next("w1")
    press(hall, "w1", "start")
    assert refused(hall, "/windows/w1/next", outcome="nothing") == "unknown-outcome"
    answer = press(hall, "w1", "next", outcome="即办件", delivered=1)
    assert answer["ticket"]["number"] == "A002"


def test_somebody_who_does_not_hear_and_somebody_who_leaves(hall):
    taken = hall.post("/tickets", {"service": "cards", "visual": True}).json()
    assert hall.client.get(f"/tickets/{taken['id']}").json()["visual"] is True
    hall.post(f"/tickets/{taken['id']}/flag", {"visual": False})
    hall.next("w1")
    assert hall.client.get("/views/board/left").json()["calls"][0]["visual"] is False
    assert press(hall, "w1", "abandon", reason="等不及")["window"]["state"] == "open"
    assert press(hall, "w1", "undo")["ticket"]["state"] == "called"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({"window": "w9"}, "unknown-window"),
        ({"clerk": "1009"}, "clerk-away"),
        ({"pool": "moon"}, "unknown-pool"),
        ({"service": "cards", "window": "w1", "clerk": "1002"}, "one-target"),
        ({"service": "cards", "note": "x" * 256}, "bad-request"),
    ],
)
def test_a_transfer_to_nowhere_is_refused(hall, body, problem):
    hall.take()
    hall.next("w1")
    assert refused(hall, "/windows/w1/transfer", **body) == problem


def test_a_wrong_file_at_reload_leaves_the_hall_as_it_was(hall):
    before = hall.client.get("/hall").json()
    hall.file.write_text(
        hall.file.read_text("utf-8").replace('missed = "twice"', 'missed = "twise"'), "utf-8"
    )
    answer = hall.post("/hall/reload")
    assert answer.status_code >= 400
    assert "twice" in answer.json()["detail"]
    assert hall.client.get("/hall").json() == before
