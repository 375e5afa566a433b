"""The database server is killed in mid-service and started again: nothing that was acknowledged is lost, nothing doubled."""

import pytest

pytestmark = pytest.mark.timeout(300)  # on a busy machine a hall takes half a minute to start


def test_the_halls_server_is_killed_under_load(hall, crowd, postgres, wait_until):
    one = hall("one").start()
    people = crowd([one])
    people.until_acknowledged(20)

    postgres.kill()
    wait_until(lambda: bool(people.refusals))
    state = one.get("/state")
    health = one.get("/health").json()
    acknowledged = len(people.numbers)
    postgres.start()

    people.until_acknowledged(20)
    people.go_home()
    refusal = people.refusals[0]
    assert (refusal.status_code, refusal.json()["type"]) == (503, "urn:jiaohao:problem:not-durable")
    assert refusal.headers["Retry-After"] == "1"
    assert "没有确认" in refusal.json()["detail"]
    assert state.status_code == 200
    assert state.headers["Jiaohao-Stale"] == "1"
    assert [(each["fault"], each["about"]) for each in health["faults"]] == [("ledger", "unreachable")]
    wait_until(lambda: "Jiaohao-Stale" not in one.get("/state").headers)
    tickets = one.get("/state?all=1").json()["tickets"]
    numbers = [each["number"] for each in tickets]
    assert people.contradictions == []
    assert len(people.numbers) > acknowledged
    assert len(numbers) == len(set(numbers))
    assert sorted(people.numbers.values()) == sorted(numbers)
