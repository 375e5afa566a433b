"""Snapshots as they go over the wire: the same as the state's own, though most of their text is remembered."""

import json
from datetime import UTC, datetime

from config.hall import load_hall
from hall.api.frames import snapshot_frames
from hall.rules.paper import PaperHall
from link.messages import commands as c
from link.state import snapshot_value, state_of


def paper_hall(tmp_path, text):
    file = tmp_path / "hall.toml"
    file.write_text(text, encoding="utf-8")
    return PaperHall(load_hall(file), datetime(2026, 3, 12, 1, tzinfo=UTC))


def value_in(frame):
    lines = frame.decode().splitlines()
    assert [lines[0], lines[3:]] == ["event: snapshot", [""]]
    return json.loads(lines[2].removeprefix("data: "))


def test_a_snapshot_is_right_each_time_whatever_has_changed_since_the_last(tmp_path, hall_text):
    hall = paper_hall(tmp_path, hall_text)
    frame_of = snapshot_frames("ledger")
    assert value_in(frame_of("whole", hall.state)) == snapshot_value(hall.state)
    for _ in range(4):
        hall.do(c.TakeTicket(service="cards"))
    assert value_in(frame_of("whole", hall.state)) == snapshot_value(hall.state)
    hall.do(c.OpenWindow(window="w1", clerk="a\u2028b"))
    hall.do(c.CallNext(window="w1"))
    hall.do(c.FinishService(window="w1"))
    hall.do(c.CallNext(window="w1"))
    last = value_in(frame_of("whole", hall.state))
    assert last == snapshot_value(hall.state)
    assert [each["state"] for each in last["tickets"]] == ["called", "waiting", "waiting"]
    assert snapshot_value(state_of(last)) == last
