"""One citizen's way through real processes: touch, paper, call, board, voice, window, and the door."""

import json
import re
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

import httpx
import pytest

pytestmark = pytest.mark.timeout(600)
LIFE = ["ticket_issued", "ticket_called", "service_started", "service_finished"]
ENDS = {"service_finished", "ticket_printed"}
"""A clerk may be quicker than the printer, but out the paper comes."""


def facts_until_finished(url: str, seconds: float) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Follow the stream from the first fact until one ticket's service is finished and its paper is out; its facts, in
    order."""
    lives: dict[str, list[dict[str, Any]]] = {}
    end = time.monotonic() + seconds
    with httpx.stream("GET", f"{url}/api/v1/stream", timeout=60) as stream:
        for line in stream.iter_lines():
            assert time.monotonic() < end, f"nobody was served: {lives}"
            if not line.startswith("data:"):
                continue
            fact = json.loads(line[5:])
            if "ticket" in fact and "kind" in fact:
                life = lives.setdefault(fact["ticket"], [])
                life.append(fact)
                if life[0]["kind"] == "ticket_issued" and {each["kind"] for each in life} >= ENDS:
                    return life[0], life
    raise AssertionError("the stream ended")


def test_a_citizen_touches_waits_is_called_heard_and_served(running: Any) -> None:
    url = running.house.url
    issued, life = facts_until_finished(url, 240)
    kinds = [fact["kind"] for fact in life]
    assert [kind for kind in kinds if kind in LIFE] == LIFE, kinds

    calls = [fact for fact in life if fact["kind"] in ("ticket_called", "ticket_recalled")]
    assert calls[0]["zones"] in (["left"], ["right"])
    board = told_at(f"{url}/api/v1/views/board/{calls[0]['zones'][0]}")  # at once: newer calls push it off
    assert calls[-1]["seq"] in [shown["seq"] for shown in board["calls"]], "who came late was called again"

    paper = running.out / "tickets" / f"{issued['number']}.png"
    assert paper.exists()
    secret = told_at(f"{url}/api/v1/tickets/{issued['ticket']}/paper")["secret"]
    if shutil.which("zbarimg"):
        read = subprocess.run(
            ["zbarimg", "-q", "--raw", str(paper)], capture_output=True, text=True, check=True
        )
        assert read.stdout.strip().endswith(secret)

    said = {call["seq"] for call in calls}
    assert heard(running.out / "voice" / "announced.jsonl", said, 150), running.logs()


def test_the_hall_is_killed_in_mid_morning_and_nothing_is_lost_or_doubled(running: Any) -> None:
    facts_until_finished(running.house.url, 240)
    hall = next(box for box in running.processes.boxes if box.name == "hall")
    before = {ticket["id"]: ticket["number"] for ticket in tickets(running.house.url)}
    hall.process.kill()
    hall.process.wait()
    again = running.processes.start("hall-again", running.house.hall_words)
    from jiaohao.demo.house import expect

    url = expect(again, r"READY (\S+)")
    kept = {ticket["id"]: ticket["number"] for ticket in tickets(url)}
    assert before.items() <= kept.items()
    facts_until_finished(url, 240)  # the kiosk, the callers and the board found it again by themselves
    # The papers first: what comes out meanwhile the ledger knows before. What was given while the hall was away it
    # knows as soon as the kiosk has handed it in.
    papers = {path.stem for path in (running.out / "tickets").glob("*.png") if NUMBER.fullmatch(path.stem)}
    end = time.monotonic() + 120
    while not papers <= (known := numbers_of(url)):
        assert time.monotonic() < end, f"on paper, and not in the ledger: {papers - known}"
        time.sleep(0.2)


NUMBER = re.compile(r"[A-Z]{1,2}[0-9]{3,5}")
"""Slips of appointments are on paper too, under their codes."""


def told_at(url: str) -> Any:
    return httpx.get(url, timeout=60).json()


def tickets(url: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = told_at(f"{url}/api/v1/state?all=1")["tickets"]
    return found


def numbers_of(url: str) -> set[str]:
    """All that were given, each once."""
    numbers = [ticket["number"] for ticket in tickets(url)]
    assert len(numbers) == len(set(numbers))
    return set(numbers)


def heard(log: Path, seqs: set[int], seconds: float) -> bool:
    """Whether one of these calls was announced; whoever is called again while the first call waits is said once."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if log.exists() and any(json.loads(line)["seq"] in seqs for line in log.read_text().splitlines()):
            return True
        time.sleep(0.2)
    return False
