"""The guide desk finds, over HTTP: the ticket of a scanned QR, and who has an appointment by telephone or surname."""

import pytest

from hall.trust.passes import Pass

SLOTS = """
[bookings]
from_days = 0

[[slot]]
service = "cards"
hours = ["daily 10:00-12:00"]
minutes = 30
places = 4
"""
PHONE = "13800138000"
TOKENS = {
    "desk": Pass(role="desk", box="desk-1", token="id-d"),
    "kiosk": Pass(role="kiosk", box="kiosk-1", token="id-k"),
}


@pytest.fixture
def booked(hall):
    """A hall with one appointment of 王, by telephone; its code."""
    hall.file.write_text(hall.file.read_text("utf-8") + SLOTS, encoding="utf-8")
    assert hall.post("/hall/reload").status_code == 200
    person = hall.post("/people", {"hash": "5a" * 32, "masked": "王*", "phone": PHONE}).json()["person"]
    slot = hall.client.get("/bookings/slots?days=1").json()["slots"][0]
    made = hall.post(
        "/bookings", {"service": "cards", "start": slot["start"], "person": person, "by": "desk"}
    )
    assert made.status_code == 201, made.text
    return made.json()["booking"]


def found(hall, text):
    return hall.post("/bookings/find", {"text": text}).json()["bookings"]


def test_a_scanned_ticket_is_found_by_its_secret(hall):
    hall.take()
    taken = hall.take()
    answer = hall.post("/tickets/find", {"secret": taken["secret"]})
    assert (answer.status_code, answer.json()["number"]) == (200, taken["number"])


def test_one_that_has_ended_is_found_too_and_a_strange_code_is_not(hall):
    taken = hall.take()
    hall.post(f"/tickets/{taken['id']}/cancel")
    assert hall.post("/tickets/find", {"secret": taken["secret"]}).json()["state"] == "cancelled"
    strange = hall.post("/tickets/find", {"secret": "https://example.com/"})
    assert (strange.status_code, strange.json()["type"]) == (404, "urn:jiaohao:problem:unknown-ticket")


@pytest.mark.parametrize("text", [PHONE, "8000", "王小明", "王"])
def test_an_appointment_is_found_by_telephone_or_surname(hall, booked, text):
    assert [(each["booking"], each["masked"], each["state"]) for each in found(hall, text)] == [
        (booked, "王*", "booked")
    ]


def test_it_is_found_by_its_code_in_any_case(hall, booked):
    assert [each["booking"] for each in found(hall, booked.lower())] == [booked]


@pytest.mark.parametrize("text", ["000", "%", "_", "9999", "李", "w"])
def test_nobody_is_found_by_little_or_by_tricks(hall, booked, text):
    assert found(hall, text) == []


def test_one_that_was_given_back_is_not_found(hall, booked):
    hall.post(f"/bookings/{booked}/cancel", {"by": "desk"})
    assert found(hall, PHONE) == []


def test_only_the_desk_may_look_for_people(make_hall):
    live = make_hall(pass_of=TOKENS.get)
    live.open()
    for path, body in (("/tickets/find", {"secret": "x"}), ("/bookings/find", {"text": PHONE})):
        asked = live.client.post(path, json=body, headers={"Authorization": "Bearer kiosk"})
        assert asked.status_code == 403
    assert (
        live.client.post(
            "/bookings/find", json={"text": PHONE}, headers={"Authorization": "Bearer desk"}
        ).json()["bookings"]
        == []
    )
