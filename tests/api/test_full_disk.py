"""The ledger cannot be written: said at once, reads go on and are marked, nothing acknowledged is lost."""

import time

from sqlalchemy import event


def test_commands_are_refused_reads_go_on_and_it_is_over_by_itself(hall):
    number = hall.take()["number"]
    engine = hall.hall.ledger.engine
    event.listen(engine, "before_cursor_execute", _disk_is_full)
    refused = hall.post("/tickets", {"service": "cards"})
    assert refused.status_code == 503
    assert refused.json()["type"] == "urn:jiaohao:problem:not-durable"
    assert int(refused.headers["Retry-After"]) >= 1
    day = hall.client.get("/state")
    assert day.status_code == 200
    assert day.headers["Jiaohao-Stale"] == "1"
    assert [each["number"] for each in day.json()["tickets"]] == [number]
    health = hall.client.get("/health").json()
    assert health["is_stale"] is True
    assert health["faults"][0]["fault"] == "ledger"
    assert "jiaohao_stale 1.0" in hall.client.get(hall.hall.url + "/metrics").text
    event.remove(engine, "before_cursor_execute", _disk_is_full)
    _until(lambda: "Jiaohao-Stale" not in hall.client.get("/state").headers)
    assert hall.take()["number"] == "A002"


def _disk_is_full(connection, cursor, statement, parameters, context, executemany):
    raise OSError(28, "No space left on device")


def _until(is_so):
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.05)
