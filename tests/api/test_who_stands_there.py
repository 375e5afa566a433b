"""Who stands at a kiosk, over HTTP: their appointments by card or telephone, given back, and services for known people."""

import pytest

from hall.trust.passes import Pass

SLOTS = """
[bookings]
cancel_min = 30

[[slot]]
service = "cards"
hours = ["daily 10:00-12:00"]
minutes = 30
places = 4
"""
HASH, PHONE = "5a" * 32, "13800138000"
TOKENS = {
    "kiosk": Pass(role="kiosk", box="kiosk-1", token="id-k"),
    "tv": Pass(role="display", box="tv-1", token="id-tv"),
    "web": Pass(role="integration", box="web", token="id-w"),
}


@pytest.fixture
def hall(make_hall, hall_text):
    live = make_hall(pass_of=TOKENS.get)
    named = hall_text.replace('name = "夜间办理"', 'name = "夜间办理"\nidentity = "required"').replace(
        'hours = ["daily 20:00-22:00"]', ""
    )
    live.file.write_text(named + SLOTS, encoding="utf-8")
    live.open()
    return live


def ask(hall, path, body=None, box="kiosk", method="POST"):
    return hall.client.request(method, path, json=body, headers={"Authorization": f"Bearer {box}"})


def kept(hall):
    return ask(hall, "/people", {"hash": HASH, "masked": "王*1234", "phone": PHONE}).json()["person"]


def made(hall, person="", by="kiosk"):
    """The code of an appointment for the first time of today."""
    slot = ask(hall, "/bookings/slots?days=1", method="GET").json()["slots"][0]
    answer = ask(hall, "/bookings", {"service": "cards", "start": slot["start"], "person": person, "by": by})
    assert answer.status_code == 201, answer.text
    return answer.json()["booking"]


def problem(answer):
    return answer.status_code, answer.json()["type"].rpartition(":")[2]


@pytest.mark.parametrize("who", [{"hash": HASH}, {"phone": PHONE}])
def test_the_appointments_of_whoever_lays_down_a_card_or_types_a_telephone(hall, who):
    code = made(hall, kept(hall))
    (found,) = ask(hall, "/people/bookings", who).json()["bookings"]
    assert (found["booking"], found["state"], found["by"]) == (code, "booked", "kiosk")
    assert not {"person", "masked", "phone", "hash"} & found.keys()


@pytest.mark.parametrize("who", [{"hash": "5b" * 32}, {"phone": "38000"}, {"phone": "13800138001"}, {}])
def test_nobody_else_has_them_and_nobody_is_kept_for_having_asked(hall, who):
    made(hall, kept(hall))
    assert ask(hall, "/people/bookings", who).json()["bookings"] == []
    assert ask(hall, "/people/bookings", who).json()["bookings"] == []


def test_only_kiosks_and_desks_may_ask(hall):
    assert problem(ask(hall, "/people/bookings", {"hash": HASH}, "web")) == (403, "not-allowed")
    assert problem(ask(hall, "/people/bookings", {"hash": HASH}, "tv")) == (403, "not-allowed")


def test_who_is_in_the_hall_books_for_today_and_who_is_not_cannot(hall):
    assert made(hall)
    slot = ask(hall, "/bookings/slots?days=1", method="GET").json()["slots"][0]
    outside = ask(hall, "/bookings", {"service": "cards", "start": slot["start"]}, "web")
    assert problem(outside) == (409, "booking-too-soon")


def test_an_appointment_is_given_back_at_the_kiosk_by_its_code_while_there_is_time(hall):
    early, late = made(hall), made(hall)
    assert ask(hall, f"/bookings/{early}/cancel", {"by": "kiosk"}).status_code == 200
    hall.clock.forward(45 * 60)
    assert problem(ask(hall, f"/bookings/{late}/cancel", {"by": "kiosk"})) == (409, "booking-cancel-late")


def test_a_service_for_known_people_gives_a_ticket_only_to_them(hall):
    assert problem(ask(hall, "/tickets", {"service": "night"})) == (409, "person-needed")
    assert ask(hall, "/tickets", {"service": "night", "person": kept(hall)}).status_code == 201
    assert ask(hall, "/tickets", {"service": "cards"}).status_code == 201
