"""Ratings over HTTP: the citizen's words, the case of a bad one and its history, and that no clerk sees any of it."""

import csv
import io

import httpx
import pytest

from hall.ledger import open_ledger
from hall.trust.certificate import FOLDER
from hall.trust.trust import LOCAL_FILE
from link.pairing.grant import grant_of
from link.pinned import name_of, pinned_context

WORDS = "等了两个小时，张三说我材料不全"


@pytest.fixture
def hall(make_hall):
    """One that a test may close before its end."""
    live = make_hall()
    live.open()
    return live


def served(hall):
    ticket = hall.take()["id"]
    hall.next()
    assert hall.post("/windows/w1/start").status_code == 200
    assert hall.post("/windows/w1/finish").status_code == 200
    return ticket


def rated(hall, grade=1, **more):
    ticket = served(hall)
    reply = hall.post(f"/tickets/{ticket}/rating", {"grade": grade} | more)
    assert reply.status_code == 200, reply.text
    return ticket


def problem(reply):
    return reply.json()["type"].rpartition(":")[2]


@pytest.fixture
def case(hall):
    hall.open_window()
    rated(hall, comment=WORDS, reasons=["manner"])
    (found,) = hall.client.get("/cases").json()["cases"]
    return found


def step(hall, case, verb, text="已处理", **more):
    return hall.post(f"/cases/{case['id']}/{verb}", {"text": text} | more)


def test_a_bad_rating_is_a_case_with_what_the_citizen_wrote(hall, case):
    assert (case["state"], case["grade"], case["window"], case["reasons"]) == ("opened", 1, "w1", ["manner"])
    assert hall.client.get(f"/cases/{case['id']}").json()["comment"] == WORDS
    alarms = hall.client.get("/alarms").json()["alarms"]
    assert [each["text"] for each in alarms] == [f"Window 1: {case['number']} was rated badly, please verify"]


def test_what_was_written_is_in_no_fact(hall, case):
    step(hall, case, "verify", "张三承认了")
    hall.close()
    ledger = open_ledger(hall.settings.data, hall.clock())
    try:
        assert not [each for each in ledger.facts() if "张三" in str(each)]
    finally:
        ledger.close()


def test_a_case_goes_its_way_and_tells_who_did_what(hall, case):
    for verb in ("verify", "rectify", "reply", "call-back"):
        assert step(hall, case, verb, f"做了 {verb}").status_code == 200
    shown = hall.client.get(f"/cases/{case['id']}").json()
    assert shown["state"] == "closed"
    assert [(each["step"], each["text"], each["box"]) for each in shown["steps"]] == [
        ("verify", "做了 verify", "api"),
        ("rectify", "做了 rectify", "api"),
        ("reply", "做了 reply", "api"),
        ("call_back", "做了 call-back", "api"),
    ]
    assert hall.client.get("/cases").json()["cases"] == []
    assert [each["id"] for each in hall.client.get("/cases?which=closed").json()["cases"]] == [case["id"]]


def test_a_press_that_comes_twice_is_one_step(hall, case):
    for _ in range(2):
        reply = hall.post(f"/cases/{case['id']}/verify", {"text": "核实了"}, **{"Idempotency-Key": "once"})
        assert reply.status_code == 200
    (only,) = hall.client.get(f"/cases/{case['id']}").json()["steps"]
    assert only["text"] == "核实了"


@pytest.mark.parametrize(
    ("verb", "body", "refusal"),
    [
        ("rectify", {"text": "x"}, "case-state"),
        ("verify", {"text": ""}, "text-missing"),
        ("verify", {"text": "x\u202e"}, "bad-request"),
        ("verify", {"text": "x" * 1001}, "bad-request"),
    ],
)
def test_what_cannot_be_done_is_said(hall, case, verb, body, refusal):
    assert problem(hall.post(f"/cases/{case['id']}/{verb}", body)) == refusal


def test_there_is_no_such_case(hall):
    assert problem(hall.client.get("/cases/nothing")) == "unknown-case"


def test_the_table_can_be_opened_by_a_spreadsheet(hall, case):
    page = hall.client.get("/cases?form=csv")
    assert page.headers["content-type"].startswith("text/csv")
    rows = list(csv.reader(io.StringIO(page.text.lstrip("\ufeff"))))
    assert rows[0][:3] == ["Case", "Day", "Ticket"]
    assert (rows[1][2], rows[1][9]) == (case["number"], "to verify")


def test_a_late_case_is_listed_as_late(hall, case):
    assert hall.client.get("/cases?which=late").json()["cases"] == []
    hall.clock.forward(24 * 3600 + 1)
    assert [each["id"] for each in hall.client.get("/cases?which=late").json()["cases"]] == [case["id"]]


def test_a_refused_rating_leaves_no_words_behind(hall):
    hall.open_window()
    ticket = rated(hall, 5)
    assert problem(hall.post(f"/tickets/{ticket}/rating", {"grade": 1, "comment": WORDS})) == "already-rated"
    hall.close()
    assert WORDS.encode() not in (hall.settings.data / "ledger.db").read_bytes()


def test_words_over_several_lines_come_back_as_they_were(hall):
    hall.open_window()
    rated(hall, 2, comment="第一行\n第二行 <b>&'\"")
    (found,) = hall.client.get("/cases").json()["cases"]
    assert hall.client.get(f"/cases/{found['id']}").json()["comment"] == "第一行\n第二行 <b>&'\""


@pytest.fixture
def guarded(make_hall):
    """A hall that asks for tokens, and who has one of which role."""
    live = make_hall(is_trusted=True)
    live.open()
    grant = grant_of((live.settings.data / FOLDER / LOCAL_FILE).read_bytes())

    def line(token):
        made = httpx.Client(
            base_url=f"{live.hall.url}/api/v1",
            verify=pinned_context(grant.authority),
            headers={"Accept-Language": "en"} | ({"Authorization": f"Bearer {token}"} if token else {}),
            timeout=60,
            trust_env=False,
        )
        made.event_hooks["request"] = [
            lambda request: request.extensions.update(sni_hostname=name_of("test"))
        ]
        return made

    own = line(grant.token)

    def role(name, **wish):
        made = own.post("/tokens", json={"role": name, "box": f"{name}-1"} | wish)
        assert made.status_code == 201, made.text
        return line(made.json()["token"])

    live.role, live.citizen = role, line("")
    yield live


def test_no_clerk_sees_a_rating_its_case_or_its_alarm(guarded):
    hall, kiosk, caller = guarded, guarded.role("kiosk"), guarded.role("caller", windows=["w1"])
    ticket = kiosk.post("/tickets", json={"service": "cards"}).json()
    assert caller.post("/windows/w1/open", json={"clerk": "1001"}).status_code == 200
    hall.clock.forward(10)
    for verb in ("next", "start", "finish"):
        assert caller.post(f"/windows/w1/{verb}", json={}).status_code == 200
        hall.clock.forward(10)
    rate = f"/tickets/{ticket['id']}/rating"
    assert caller.post(rate, json={"grade": 5}).status_code == 403, "a clerk rates nobody"
    own = {"Authorization": f"Ticket {ticket['secret']}"}
    assert hall.citizen.post(rate, json={"grade": 1, "comment": WORDS}, headers=own).status_code == 200
    assert caller.get("/cases").status_code == 403
    assert caller.get("/alarms").json()["alarms"] == []
    assert not [each for each in caller.get("/health").json()["faults"] if "rating" in each["fault"]]
    assert "rating-bad" not in caller.get("/state").text
    manager, desk = hall.role("manager"), hall.role("desk")
    (case,) = manager.get("/cases").json()["cases"]
    assert desk.get(f"/cases/{case['id']}").json()["comment"] == WORDS
    assert desk.post(f"/cases/{case['id']}/verify", json={"text": "x"}).status_code == 403
    assert manager.post(f"/cases/{case['id']}/verify", json={"text": "x"}).status_code == 200
    assert [each["alarm"] for each in desk.get("/alarms").json()["alarms"]] == []
