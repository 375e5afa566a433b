"""A window's own terminal changes what it calls for the day, where the hall lets its clerks; and who sits there is told."""

import pytest

from hall.trust.passes import Pass

TOKENS = {
    "manager": Pass(role="manager", box="office", token="id-m"),
    "caller-w1": Pass(role="caller", box="caller-w1", windows=("w1",), token="id-w1"),
    "rating-w1": Pass(role="rating", box="rate-w1", windows=("w1",), token="id-r1"),
    "board": Pass(role="display", box="tv", token="id-tv"),
}


@pytest.fixture
def hall_of(make_hall):
    def make(policy=""):
        live = make_hall(pass_of=TOKENS.get)
        text = live.file.read_text(encoding="utf-8")
        live.file.write_text(f"{text}\n[policy]\n{policy}\n", encoding="utf-8")
        live.open()
        return live

    return make


def asked(hall, who, path, body=None):
    headers = {"Authorization": f"Bearer {who}"}
    if body is None:
        return hall.client.get(path, headers=headers)
    return hall.client.post(path, json=body, headers=headers)


def problem(reply):
    return reply.json()["type"].rpartition(":")[2]


def test_a_clerk_changes_the_services_of_the_own_window_alone(hall_of):
    hall = hall_of()
    reply = asked(hall, "caller-w1", "/windows/w1/services", {"services": ["cards"]})
    assert reply.status_code == 200, reply.text
    assert problem(asked(hall, "caller-w1", "/windows/w2/services", {"services": ["cards"]})) == "not-allowed"
    assert problem(asked(hall, "board", "/windows/w1/services", {"services": ["cards"]})) == "not-allowed"


def test_a_hall_may_keep_that_to_its_managers(hall_of):
    hall = hall_of("clerks_arrange = false")
    body = {"services": ["cards"]}
    assert problem(asked(hall, "caller-w1", "/windows/w1/services", body)) == "not-allowed"
    assert problem(asked(hall, "caller-w1", "/windows/w1/profile", {"profile": ""})) == "not-allowed"
    assert asked(hall, "manager", "/windows/w1/services", body).status_code == 200


def test_the_screen_in_front_of_a_window_learns_who_sits_there_and_no_other(hall_of):
    hall = hall_of()
    card = asked(hall, "rating-w1", "/views/card/w1").json()
    assert (card["state"], card["clerk"]) == ("closed", "")
    assert asked(hall, "caller-w1", "/windows/w1/open", {"clerk": "1001"}).status_code == 200
    card = asked(hall, "rating-w1", "/views/card/w1").json()
    assert (card["state"], card["clerk"]) == ("open", "1001")
    assert problem(asked(hall, "rating-w1", "/views/card/w2")) == "not-allowed"
    assert problem(asked(hall, "board", "/views/card/w1")) == "not-allowed"
