"""Boxes and halls one schema apart: an old box at a new hall, and a new box that hears what an old hall said."""

import json
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from link.messages.words import OLDEST_SCHEMA, SCHEMA
from link.mirror import Mirror

ROOT = Path(__file__).parents[2]
OLD = Path(__file__).parent / "old"
WHEEL = OLD / "jiaohao_link-0.1.0-py3-none-any.whl"
"""`link` as it was in the last commit of schema 1 (1b445ac), unchanged."""


def events(text):
    for block in text.split("\n\n"):
        fields = dict(line.split(": ", 1) for line in block.splitlines() if ": " in line)
        if "data" in fields:
            yield fields.get("event", "message"), fields["data"]


def test_a_new_box_understands_all_that_an_old_hall_said():
    mirror = Mirror()
    for event, text in events((OLD / "stream_schema_1.sse").read_text("utf-8")):
        mirror.hear(event, text)
    expected = json.loads((OLD / "state_schema_1.json").read_text("utf-8"))
    assert mirror.is_current
    assert mirror.welcome.schema == 1 < SCHEMA
    assert mirror.state.seq == expected["seq"]
    tickets = {**mirror.state.tickets, **mirror.state.ended}
    for each in expected["tickets"]:
        assert (tickets[each["id"]].number, tickets[each["id"]].state) == (each["number"], each["state"])
    for each in expected["windows"]:
        window = mirror.state.windows[each["id"]]
        assert (window.state, window.clerk, window.ticket) == (each["state"], each["clerk"], each["ticket"])
    assert mirror.state.said[-1].is_emergency
    assert mirror.state.troubles


@pytest.fixture
def hall(tmp_path):
    """A hall of today, as its own process."""
    with subprocess.Popen(
        [sys.executable, "-P", "-m", "jiaohao", "hall", "--config", ROOT / "config/examples/bench.toml",
         "--data", tmp_path / "data", "--bind", "127.0.0.1:0", "--insecure-loopback", "--no-mdns",
         "--clock", "2026-03-12T10:00:00+08:00"],
        cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    ) as process:  # fmt: skip
        yield process.stdout.readline().split()[1]
        process.kill()


def ask(url, path, body=None):
    answer = httpx.post(f"{url}/api/v1{path}", json=body or {}, timeout=60, trust_env=False)
    assert answer.is_success, answer.text
    return answer.json()


def test_an_old_box_works_at_a_new_hall_whatever_new_things_happen_there(hall):
    assert OLDEST_SCHEMA == 1
    box = [sys.executable, "-P", str(OLD / "box.py"), str(WHEEL), hall]
    with subprocess.Popen(box, cwd=OLD, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as old:
        try:
            assert json.loads(old.stdout.readline()) == {"schema": 1}
            last = a_day_of_new_things(hall)
            seen, _ = old.communicate(f"{last}\n", timeout=100)
        finally:
            old.kill()
    told = json.loads(seen)
    state = httpx.get(f"{hall}/api/v1/state", trust_env=False, timeout=60).json()
    assert told["taken"] == "A00001"
    assert told["tickets"] == {each["number"]: each["state"] for each in state["tickets"]}
    assert told["windows"] == {each["id"]: each["state"] for each in state["windows"]}
    assert told["calls"]


def a_day_of_new_things(hall):
    """Facts of kinds and with fields that schema 1 has never heard of, among those that it knows; the last seq."""
    definition = httpx.get(f"{hall}/api/v1/hall", trust_env=False, timeout=60).json()
    service = definition["services"][0]["id"]
    window = next(each for each in definition["windows"] if service in each["services"])["id"]
    tickets = [ask(hall, "/tickets", {"service": service}) for _ in range(4)]
    ask(hall, f"/windows/{window}/open", {"clerk": "1001"})
    ask(hall, f"/windows/{window}/next")
    ask(hall, f"/windows/{window}/transfer", {"window": window, "place": "first", "note": "请先复印"})
    ask(hall, f"/windows/{window}/next")
    ask(hall, f"/windows/{window}/start")
    ask(hall, f"/tickets/{tickets[3]['id']}/prioritise", {"priority": "elderly", "reason": "八十岁"})
    return ask(hall, f"/windows/{window}/finish")["seq"]
