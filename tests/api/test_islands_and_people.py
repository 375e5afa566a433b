"""Over HTTP: numbers lent to a box, tickets handed in, citizens kept and forgotten, a recovery ended."""

import sqlite3
from contextlib import closing
from typing import Any

SOMEBODY = {"hash": "5a" * 32, "masked": "110***********1234", "phone": "13800138000"}


def printed(number: int, at: str = "2026-03-12T01:00:00Z") -> dict[str, Any]:
    return {
        "ticket": f"k{number}",
        "number": f"A{number}",
        "counter": number,
        "series": "A",
        "service": "cards",
        "issued_at": at,
    }


def test_a_box_is_lent_numbers_and_hands_in_what_it_gave(hall: Any) -> None:
    lease = hall.post("/boxes/kiosk-2/leases", {"series": "A", "count": 20})
    assert lease.status_code == 200, lease.text
    said = lease.json()
    assert (said["box"], said["first"], said["last"], said["day"]) == ("kiosk-2", 5000, 5019, "2026-03-12")
    assert said["until"] == "2026-03-12T20:00:00.000Z"
    tickets = [printed(5000), printed(5001), printed(4000, "2026-03-11T01:00:00Z")]
    first = hall.post("/boxes/kiosk-2/hand-in", {"tickets": tickets}).json()
    again = hall.post("/boxes/kiosk-2/hand-in", {"tickets": tickets}).json()
    assert [(each["taken"], each["late"]) for each in (first, again)] == [(3, 1), (0, 0)]
    numbers = [each["number"] for each in hall.client.get("/state").json()["tickets"]]
    assert sorted(numbers) == ["A5000", "A5001"]


def test_a_lent_number_has_a_code_that_is_good_once_it_is_handed_in(hall: Any) -> None:
    said = hall.post("/boxes/kiosk-2/leases", {"series": "A", "count": 3}).json()
    assert len(said["secrets"]) == len(set(said["secrets"])) == 3
    ticket = printed(5001) | {"ticket": f"{said['stem']}-5001"}
    hall.post("/boxes/kiosk-2/hand-in", {"tickets": [ticket]})
    paper = hall.client.get(f"/tickets/{ticket['ticket']}/paper").json()
    assert (paper["number"], paper["secret"]) == ("A5001", said["secrets"][1])


def test_a_citizen_is_known_by_one_reference_until_forgotten(hall: Any) -> None:
    person = hall.post("/people", SOMEBODY).json()["person"]
    assert hall.post("/people", SOMEBODY | {"masked": "张*"}).json()["person"] == person
    assert hall.post("/tickets", {"service": "cards", "person": person}).status_code == 201
    assert hall.post(f"/people/{person}/forget", {}).status_code == 200
    refused = hall.post("/tickets", {"service": "cards", "person": person})
    assert (refused.status_code, refused.json()["type"]) == (404, "urn:jiaohao:problem:unknown-person")
    assert hall.post(f"/people/{person}/forget", {}).status_code == 404


def test_no_reply_and_no_fact_tells_who_somebody_is(make_hall: Any) -> None:
    hall = make_hall()
    hall.open()
    person = hall.post("/people", SOMEBODY).json()["person"]
    hall.post("/tickets", {"service": "cards", "person": person})
    for path in ("/state?all=1", "/hall", "/health"):
        text = hall.client.get(path).text
        assert not any(said in text for said in SOMEBODY.values())
    hall.close()
    with closing(sqlite3.connect(hall.settings.data / "ledger.db")) as ledger:
        kept = " ".join(
            text for (text,) in ledger.execute("SELECT text FROM fact UNION ALL SELECT reply FROM command")
        )
    assert not any(said in kept for said in SOMEBODY.values())


def test_a_whole_id_card_number_is_not_taken(hall: Any) -> None:
    for masked in ("110101199003071234", "1101011990*071234", "张三", "1" * 30 + "*"):
        assert hall.post("/people", SOMEBODY | {"masked": masked}).status_code == 422
    assert hall.post("/people", SOMEBODY | {"hash": "110101199003071234"}).status_code == 422
    assert "110101199003071234" not in hall.post("/people", SOMEBODY | {"hash": "110101199003071234"}).text


def test_the_key_for_hashing_stays_the_same_and_is_the_halls_own(hall: Any) -> None:
    key = hall.client.get("/people/key").json()["key"]
    assert len(bytes.fromhex(key)) == 32
    assert (hall.settings.data / "people.key").stat().st_mode & 0o077 == 0
    assert hall.client.get("/people/key").json()["key"] == key


def test_a_hall_that_knows_all_is_not_recovering(hall: Any) -> None:
    assert hall.client.get("/health").json()["is_recovering"] is False
    assert hall.post("/hall/recovered", {}).status_code == 200
