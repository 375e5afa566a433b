"""Tickets over HTTP: what a citizen and a kiosk can ask for."""

import hashlib
import re

import pytest


def test_a_ticket_is_taken_and_can_be_looked_at(hall):
    taken = hall.take()
    assert taken["number"] == "A001"
    assert taken["ahead"] == 0
    assert taken["state"] == "waiting"
    assert taken["zones"] == ["left", "right"]
    assert taken["issued_at"] == "2026-03-12T01:00:00.000Z"
    shown = hall.client.get(f"/tickets/{taken['id']}")
    assert shown.status_code == 200
    assert shown.json()["number"] == "A001"
    assert "secret" not in shown.json()
    assert int(shown.headers["Jiaohao-Seq"]) == taken["seq"]


def test_the_second_in_the_queue_hears_that_one_is_ahead(hall):
    hall.take()
    assert hall.take()["ahead"] == 1


def test_the_same_press_sent_twice_gives_one_ticket(hall):
    first = hall.client.post("/tickets", json={"service": "cards"}, headers={"Idempotency-Key": "press-1"})
    again = hall.client.post("/tickets", json={"service": "cards"}, headers={"Idempotency-Key": "press-1"})
    assert again.json() == first.json()
    assert again.status_code == 201
    assert len(hall.client.get("/state").json()["tickets"]) == 1


def test_fields_in_another_order_and_spaces_are_the_same_press(hall):
    key = {"Idempotency-Key": "press-1", "Content-Type": "application/json"}
    first = hall.client.post("/tickets", content='{"service":"cards","language":"zh"}', headers=key)
    again = hall.client.post("/tickets", content='{ "language": "zh", "service": "cards" }', headers=key)
    assert again.json() == first.json()


def test_one_key_for_two_different_wishes_is_refused(hall):
    hall.client.post("/tickets", json={"service": "cards"}, headers={"Idempotency-Key": "press-1"})
    other = hall.client.post("/tickets", json={"service": "night"}, headers={"Idempotency-Key": "press-1"})
    assert other.status_code == 422
    assert other.json()["type"] == "urn:jiaohao:problem:key-reused"


def test_two_boxes_may_use_the_same_key(hall):
    for box in ("kiosk-1", "kiosk-2"):
        headers = {"Idempotency-Key": "press-1", "Jiaohao-Box": box}
        assert hall.client.post("/tickets", json={"service": "cards"}, headers=headers).status_code == 201
    assert len(hall.client.get("/state").json()["tickets"]) == 2


def test_a_citizen_who_leaves_cancels(hall):
    ticket = hall.take()["id"]
    cancelled = hall.post(f"/tickets/{ticket}/cancel")
    assert cancelled.status_code == 200
    assert cancelled.json()["ticket"]["state"] == "cancelled"
    assert hall.client.get("/state").json()["tickets"] == []
    assert [each["state"] for each in hall.client.get("/state?all=1").json()["tickets"]] == ["cancelled"]


def test_a_pregnant_woman_comes_first(hall):
    hall.take()
    second = hall.take()["id"]
    moved = hall.post(f"/tickets/{second}/prioritise", {"priority": "pregnant"})
    assert moved.status_code == 200
    assert moved.json()["ticket"]["ahead"] == 0


def test_the_box_that_prints_gets_the_secret_of_the_qr_and_nobody_else(hall):
    taken = hall.take()
    paper = hall.client.get(f"/tickets/{taken['id']}/paper").json()
    assert paper["secret"] == taken["secret"]
    assert re.fullmatch(r"[A-Za-z0-9_-]{22}", paper["secret"])
    everything = hall.client.get("/state?all=1").text + hall.client.get("/health").text
    assert paper["secret"] not in everything
    assert hashlib.sha256(paper["secret"].encode()).hexdigest() not in everything


def test_a_box_says_that_the_paper_is_out_or_not(hall):
    ticket = hall.take()["id"]
    failed = hall.post(f"/tickets/{ticket}/print-failed", {"printer": "kiosk-1/main", "reason": "paper"})
    assert failed.status_code == 200
    printed = hall.post(f"/tickets/{ticket}/printed", {"printer": "kiosk-1/main"})
    assert printed.status_code == 200


def test_a_reprint_goes_to_a_printer_that_its_box_has_told_of_or_to_the_box_that_asks(hall):
    def asked(printer, box="desk"):
        body = {"printer": printer} if printer else {}
        reply = hall.post(f"/tickets/{ticket}/reprint", body, **{"Jiaohao-Box": box})
        return reply.json().get("type", "")[20:] or reply.status_code

    ticket = hall.take()["id"]
    assert asked("kiosk-2/main") == "unknown-printer"
    assert asked("kiosk-2/main", box="kiosk-2") == 200
    assert asked("") == 200
    assert hall.post("/boxes/kiosk-2/health", {"printers": ["main", "large", "main"]}).status_code == 200
    told_at = hall.seq
    assert asked("kiosk-2/main") == asked("kiosk-2/large") == 200
    assert asked("kiosk-2/other") == asked("kiosk-3/main") == "unknown-printer"
    assert hall.seq == told_at + 2
    hall.post("/boxes/kiosk-2/health", {"printers": ["main", "large"]})
    hall.post("/boxes/kiosk-2/health", {})
    assert hall.seq == told_at + 2
    hall.post("/boxes/kiosk-2/health", {"printers": []})
    assert asked("kiosk-2/main") == "unknown-printer"


def test_a_served_citizen_rates_once(hall):
    ticket = hall.take()["id"]
    hall.open_window()
    hall.next()
    hall.post("/windows/w1/start")
    hall.post("/windows/w1/finish")
    rating = {"transaction": 1, "grade": 5}
    assert hall.post(f"/tickets/{ticket}/rating", rating).status_code == 200
    again = hall.post(f"/tickets/{ticket}/rating", rating)
    assert (again.status_code, again.json()["type"]) == (409, "urn:jiaohao:problem:already-rated")


@pytest.mark.parametrize(
    ("service", "problem"), [("nothing", "unknown-service"), ("night", "service-not-yet-open")]
)
def test_no_ticket_for_an_unknown_or_closed_service_and_no_fact(hall, service, problem):
    before = hall.seq
    refused = hall.post("/tickets", {"service": service})
    assert refused.json()["type"] == f"urn:jiaohao:problem:{problem}"
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.status_code == refused.json()["status"]
    assert hall.seq == before


def test_a_ticket_that_was_never_given_is_said_so(hall):
    for path in ("/tickets/nobody", "/tickets/nobody/paper"):
        assert hall.client.get(path).json()["type"] == "urn:jiaohao:problem:unknown-ticket"
    assert hall.post("/tickets/nobody/cancel").status_code == 404


def test_a_refusal_says_a_state_in_words_not_in_codes(hall):
    ticket = hall.take()["id"]
    hall.post(f"/tickets/{ticket}/cancel")
    refused = hall.client.post(f"/tickets/{ticket}/cancel", headers={"Accept-Language": "zh"}).json()
    assert refused["type"] == "urn:jiaohao:problem:ticket-state"
    assert "已取消" in refused["detail"]
    assert refused["fields"]["state"] == "cancelled"
