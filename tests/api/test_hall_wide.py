"""What staff do for the whole hall over HTTP: emergencies and their end, crowds, a window's services, who comes back."""

import pytest


def board(hall, zone="left"):
    return hall.client.get(f"/views/board/{zone}").json()


def problem_of(reply):
    return reply.status_code, reply.json()["type"].rpartition(":")[2]


def test_an_emergency_fills_the_boards_until_it_is_ended(hall):
    made = hall.post("/hall/broadcast", {"text": "请从东门离开", "emergency": True})
    assert (made.status_code, made.json()) == (200, {"seq": hall.seq})
    assert (board(hall)["emergency"], board(hall, "right")["emergency"]) == ("请从东门离开", "请从东门离开")
    assert hall.post("/hall/broadcast/end").status_code == 200
    assert board(hall)["emergency"] == ""
    ended_at = hall.seq
    assert hall.post("/hall/broadcast/end").json() == {"seq": ended_at}


def test_one_emergency_is_ended_and_the_other_room_keeps_its_own(hall):
    left = hall.post("/hall/broadcast", {"text": "漏水", "zones": ["left"], "emergency": True}).json()["seq"]
    hall.post("/hall/broadcast", {"text": "停电", "zones": ["right"], "emergency": True})
    hall.post("/hall/broadcast/end", {"broadcast": left})
    assert (board(hall)["emergency"], board(hall, "right")["emergency"]) == ("", "停电")
    assert hall.post("/hall/broadcast/end", {"broadcast": 1}).status_code == 200
    assert board(hall, "right")["emergency"] == "停电"


def test_an_emergency_is_not_pushed_away_by_much_talk(hall):
    hall.post("/hall/broadcast", {"text": "火警", "emergency": True})
    for number in range(25):
        hall.post("/hall/broadcast", {"text": f"请 {number} 号车主挪车"})
    assert board(hall)["emergency"] == "火警"


@pytest.mark.parametrize(
    ("body", "problem"),
    [
        ({}, (422, "bad-request")),
        ({"text": ""}, (422, "bad-request")),
        ({"text": "x", "zones": ["moon"]}, (404, "unknown-zone")),
        ({"text": "x" * 301}, (422, "bad-request")),
        ({"text": "x", "emergency": "yes"}, (422, "bad-request")),
    ],
)
def test_a_broadcast_that_cannot_be_made(hall, body, problem):
    assert problem_of(hall.post("/hall/broadcast", body)) == problem


def test_the_file_of_another_hall_is_not_taken_in_and_no_box_is_lost(hall, hall_text):
    before = hall.seq
    hall.file.write_text(hall_text.replace('id = "test"', 'id = "other"'), encoding="utf-8")
    refused = hall.post("/hall/reload")
    assert problem_of(refused) == (409, "other-hall")
    assert "test" in refused.json()["detail"]
    assert (hall.seq, hall.client.get("/hall").json()["hall"]) == (before, "test")


def test_no_tickets_while_the_hall_is_too_full(hall):
    assert hall.post("/hall/crowd", {"reason": "人多"}).status_code == 200
    assert hall.client.get("/state").json()["crowd"] == "人多"
    assert problem_of(hall.post("/tickets", {"service": "cards"})) == (409, "crowd")
    assert hall.post("/hall/crowd/end").status_code == 200
    hall.take()


def test_a_window_takes_over_another_service_for_the_day(hall):
    changed = hall.post("/windows/w1/services", {"services": ["night", "cards", "night"]})
    assert changed.json()["window"]["services"] == ["night", "cards"]
    assert problem_of(hall.post("/windows/w1/services", {"services": ["moon"]})) == (404, "unknown-service")
    assert problem_of(hall.post("/windows/w9/services", {"services": []})) == (404, "unknown-window")


def test_another_clerk_sits_down_and_the_ticket_stays(hall):
    hall.take()
    hall.open_window("w1", "1001")
    held = hall.next()["ticket"]["id"]
    taken_over = hall.post("/windows/w1/take-over", {"clerk": "1002", "at": held})
    assert taken_over.json()["window"]["clerk"] == "1002"
    assert taken_over.json()["ticket"]["id"] == held
    hall.open_window("w2", "1001")
    assert problem_of(hall.post("/windows/w1/take-over", {"clerk": "1001"})) == (409, "clerk-elsewhere")
    assert problem_of(hall.post("/windows/w1/take-over", {"clerk": "9", "at": None})) == (409, "other-ticket")


def test_somebody_who_was_missed_is_back(hall):
    ticket = hall.take()["id"]
    assert problem_of(hall.post(f"/tickets/{ticket}/revive")) == (409, "ticket-state")
    hall.open_window()
    hall.next()
    hall.post("/windows/w1/missed")
    back = hall.post(f"/tickets/{ticket}/revive").json()
    assert (back["ticket"]["id"], back["ticket"]["state"]) == (ticket, "waiting")
    assert hall.next()["ticket"]["id"] == ticket


def test_matters_are_added_under_one_number_but_not_without_end(hall):
    ticket = hall.take()["id"]
    for _ in range(8):
        assert hall.post(f"/tickets/{ticket}/add-service", {"service": "cards"}).status_code == 200
    full = hall.post(f"/tickets/{ticket}/add-service", {"service": "cards"})
    assert problem_of(full) == (422, "bad-request")
    assert "8" in full.json()["detail"]
