"""Windows over HTTP: a clerk's day, press by press."""

import pytest


def test_a_window_from_opening_to_closing(hall):
    number = hall.take()["number"]
    opened = hall.post("/windows/w1/open", {"clerk": "1001"}).json()
    assert opened["window"]["state"] == "open"
    assert opened["ticket"] is None
    called = hall.next()
    assert called["ticket"]["number"] == number
    assert called["window"]["state"] == "calling"
    hall.clock.forward(5)
    for verb, state in (
        ("recall", "calling"),
        ("arrived", "calling"),
        ("start", "serving"),
        ("finish", "open"),
    ):
        answer = hall.post(f"/windows/w1/{verb}")
        assert answer.status_code == 200, answer.text
        assert answer.json()["window"]["state"] == state
    assert hall.post("/windows/w1/pause", {"reason": "lunch"}).json()["window"]["state"] == "paused"
    assert hall.post("/windows/w1/resume").json()["window"]["state"] == "open"
    assert hall.post("/windows/w1/close").json()["window"]["state"] == "closed"


def test_next_with_nobody_waiting_answers_null(hall):
    hall.open_window()
    answer = hall.next()
    assert answer["ticket"] is None
    assert set(answer) == {"seq", "ticket", "window"}


def test_a_key_without_any_body_is_enough(hall):
    assert hall.client.post("/windows/w1/open").status_code == 200
    assert hall.client.post("/windows/w1/next").status_code == 200


def test_a_key_meant_for_somebody_who_has_gone_does_nothing(hall):
    ticket = hall.take()["id"]
    hall.open_window()
    hall.next()
    for at in (None, "somebody-else"):
        late = hall.post("/windows/w1/missed", {"at": at})
        assert (late.status_code, late.json()["type"]) == (409, "urn:jiaohao:problem:other-ticket")
    assert hall.post("/windows/w1/missed", {"at": ticket}).status_code == 200


def test_who_does_not_say_what_the_screen_shows_is_believed(hall):
    hall.take()
    hall.open_window()
    hall.next()
    assert hall.post("/windows/w1/missed", {}).status_code == 200


def test_a_double_press_does_not_skip_anybody(hall):
    hall.take()
    hall.take()
    hall.open_window()
    hall.next()
    again = hall.post("/windows/w1/next")
    assert (again.status_code, again.json()["type"]) == (409, "urn:jiaohao:problem:double-press")


def test_a_missed_number_is_called_again_by_name(hall):
    number = hall.take()["number"]
    hall.open_window()
    hall.next()
    hall.post("/windows/w1/missed")
    hall.clock.forward(10)
    called = hall.post("/windows/w1/call", {"ticket": number})
    assert called.json()["ticket"]["number"] == number


def test_a_ticket_is_parked_and_comes_back(hall):
    ticket = hall.take()["id"]
    hall.open_window()
    hall.next()
    hall.post("/windows/w1/start")
    assert hall.post("/windows/w1/park").json()["ticket"] is None
    assert hall.post("/windows/w1/unpark", {"ticket": ticket}).status_code == 200
    assert hall.client.get(f"/tickets/{ticket}").json()["state"] == "waiting"


def test_a_ticket_is_sent_on_to_another_service(hall):
    ticket = hall.take()["id"]
    hall.open_window("w2")
    hall.next("w2")
    hall.post("/windows/w2/start")
    sent = hall.post("/windows/w2/transfer", {"service": "night", "place": "first"})
    assert sent.status_code == 200, sent.text
    assert hall.client.get(f"/tickets/{ticket}").json()["service"] == "night"


def test_a_mis_click_is_taken_back(hall):
    ticket = hall.take()["id"]
    hall.open_window()
    hall.next()
    hall.clock.forward(4)
    hall.post("/windows/w1/missed")
    undone = hall.post("/windows/w1/undo")
    assert undone.status_code == 200, undone.text
    assert undone.json()["ticket"]["id"] == ticket


def test_somebody_without_a_ticket_is_served(hall):
    hall.open_window()
    walked = hall.post("/windows/w1/walk", {"service": "cards"})
    assert walked.status_code == 200, walked.text


@pytest.mark.parametrize(
    "verb", ["next", "recall", "start", "finish", "missed", "pause", "resume", "park", "undo"]
)
def test_a_closed_window_does_nothing(hall, verb):
    before = hall.seq
    refused = hall.post(f"/windows/w1/{verb}")
    assert refused.status_code == 409
    assert refused.headers["content-type"] == "application/problem+json"
    assert hall.seq == before


def test_a_window_that_is_not_there(hall):
    refused = hall.post("/windows/w9/next")
    assert (refused.status_code, refused.json()["type"]) == (404, "urn:jiaohao:problem:unknown-window")
