"""A terminal as its own process beside a real hall: a simulated clerk serves whoever comes, and the screens are seen."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest
from PySide6.QtGui import QImage

from caller.linked import LinkedHall, LinkedStaff
from caller.ports import Answer, Ask, AskRefused, HallSilent, Verb
from link.client import HallClient

ROOT = Path(__file__).parents[2]
WAIT_S = 90.0
T = TypeVar("T")


class House:
    """A hall and a terminal, started as people start them, ended with the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: list[subprocess.Popen[bytes]] = []
        text = (ROOT / "config" / "examples" / "township.toml").read_text(encoding="utf-8")
        (folder / "hall.toml").write_text(text, encoding="utf-8")
        self.service = re.findall(r'\[\[service\]\]\s+id = "([^"]+)"', text)[0]
        self.window = re.findall(r'\[\[window\]\]\s+id = "([^"]+)"', text)[0]

    def list_staff(self) -> None:
        """From the next start on nobody presses anything without a password."""
        file = self.folder / "hall.toml"
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("[policy]\n", "[policy]\nstaff_listed = true\n", 1), encoding="utf-8")

    def start_hall(self, bind: str = "127.0.0.1:0") -> str:
        """The URL of the hall."""
        self.hall = self.start(
            "hall", "--config", "hall.toml", "--data", "data", "--bind", bind,
            "--insecure-loopback", "--clock", "2026-03-12T10:00:00+08:00", "--no-mdns",
        )  # fmt: skip
        found = self.eventually(lambda: re.search(r"READY (\S+)", self.said("hall")))
        return str(found.group(1))

    def start(self, part: str, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{part}.out").open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "jiaohao", part, *words],
                cwd=self.folder,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)},
            )
        self.running.append(process)
        return process

    def said(self, part: str) -> str:
        return (self.folder / f"{part}.out").read_text(encoding="utf-8", errors="replace")

    def eventually(self, ask: Callable[[], T | None]) -> T:
        until = time.monotonic() + WAIT_S
        while time.monotonic() < until:
            if (found := ask()) is not None:
                return found
            time.sleep(0.05)
        raise AssertionError({path.stem: path.read_text("utf-8") for path in self.folder.glob("*.out")})

    def end(self) -> None:
        for process in reversed(self.running):
            if process.poll() is None:
                process.terminate()
        for process in self.running:
            try:
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    made = House(tmp_path)
    yield made
    made.end()


def asked(url: str, path: str, body: dict[str, Any] | None = None) -> dict[str, Any]:
    with httpx.Client(
        base_url=f"{url}/api/v1", trust_env=False, headers={"Jiaohao-Box": "kiosk-1"}, timeout=60
    ) as http:
        answer = http.get(path) if body is None else http.post(path, json=body)
        found: dict[str, Any] = answer.raise_for_status().json()
        return found


async def answered(hall: LinkedHall, ask: Ask) -> Answer:
    """A press that a busy hall did not answer in time is sent again with its key, as every terminal does."""
    for _ in range(10):
        try:
            return await hall.ask(ask)
        except HallSilent:
            continue
    return await hall.ask(ask)


def has_ended(url: str, ticket: str) -> bool | None:
    return asked(url, f"/tickets/{ticket}")["state"] in ("finished", "missed") or None


def ends_well(house: House, caller: subprocess.Popen[bytes]) -> None:
    caller.send_signal(signal.SIGTERM)
    assert caller.wait(60) == 0, house.said("caller")
    for word in ("Traceback", "qml", "Creating property"):
        assert word not in house.said("caller")


@pytest.mark.timeout(300)
def test_the_hall_understands_the_further_keys(house: House) -> None:
    url = house.start_hall()
    told = asked(url, "/hall")
    services = next(each["services"] for each in told["windows"] if each["id"] == house.window)
    other = next(each["id"] for each in told["services"] if each["id"] not in services)

    async def day() -> dict[str, Any]:
        async with HallClient(url, "w1") as client:
            hall, keys = LinkedHall(client, house.window), iter(range(100))

            async def press(verb: Verb, about: str = "", at: str | None = None, **fields: object) -> str:
                ask = Ask(verb=verb, at=at, key=f"press-{next(keys)}", fields=fields, about=about)
                return (await answered(hall, ask)).ticket or ""

            await press("open", clerk="1001")
            await press("services", services=[*services, other])
            await press("services", services=services)
            await press("profile", profile="")
            one = await press("walk", service=services[0])
            await press("flag", one, visual=True)
            await press("note", one, note="缺复印件")
            await press("add-service", one, service=other)
            await press("add-service", one, service=services[1])
            await press("choose-service", one, service=services[1])
            await press("remove-service", one, service=services[1])
            await press("park", at=one)
            await press("unpark", ticket=one)
            await press("call", ticket=one)
            await press("arrived", at=one)
            await press("missed", at=one)
            await press("revive", one)
            await press("call", ticket=one)
            await press("start", at=one)
            await press("take-over", at=one, clerk="1002")
            await press("finish", at=one, outcome="done", delivered=2)
            return asked(url, f"/tickets/{one}")

    ticket = asyncio.run(day())
    assert (ticket["state"], ticket["service"], ticket["visual"]) == ("waiting", other, True)


@pytest.mark.timeout(300)
def test_the_hall_understands_every_key_of_the_terminal(house: House) -> None:
    url = house.start_hall()
    tickets = [asked(url, "/tickets", {"service": house.service})["id"] for _ in range(3)]
    first, second, third = tickets
    presses: list[tuple[Verb, str | None, dict[str, object], str | None]] = [
        ("open", None, {"clerk": "1001"}, None),
        ("next", None, {}, first),
        ("recall", first, {}, first),
        ("missed", first, {}, None),
        ("undo", None, {}, first),
        ("start", first, {}, first),
        ("park", first, {"with_clerk": True}, None),
        ("undo", None, {}, first),
        ("park", first, {"until": "2026-03-12T11:30:00+08:00"}, None),
        ("call", None, {"ticket": third}, third),
        ("transfer", third, {"service": house.service, "place": "last", "note": "缺复印件"}, None),
        ("call", None, {"ticket": third}, third),
        ("abandon", third, {}, None),
        ("call", None, {"ticket": first}, first),
        ("start", first, {}, first),
        ("finish", first, {"outcome": "done"}, None),
        ("pause", None, {"reason": "lunch"}, None),
        ("resume", None, {}, None),
        ("next", None, {}, second),
        ("missed", second, {}, None),
    ]

    async def day() -> list[str]:
        wrong, is_noted = [], False
        async with HallClient(url, "w1") as client:
            hall = LinkedHall(client, house.window)
            for place, (verb, at, fields, ticket) in enumerate(presses):
                answer = await answered(hall, Ask(verb=verb, at=at, key=f"press-{place}", fields=fields))
                if answer.ticket != ticket:
                    wrong.append(f"{verb}: {answer}")
                told = await hall.notes(third)
                if told != (("缺复印件",) if fields == {"ticket": third} and is_noted else ()):
                    wrong.append(f"{verb}: {told}")
                is_noted = is_noted or verb == "transfer"
            with pytest.raises(AskRefused) as refused:
                await hall.ask(Ask(verb="start", at=second, key="late"))
            wrong += [] if "请看清屏幕" in refused.value.detail else [refused.value.detail]
        return wrong

    assert asyncio.run(day()) == []


@pytest.mark.timeout(300)
def test_a_hall_that_lists_its_staff_lets_a_clerk_in_and_puts_a_disabled_one_out(house: House) -> None:
    house.list_staff()
    url = house.start_hall()
    first = asked(url, "/staff", {"id": "1001", "name": "王芳"})["password"]
    said: list[str] = []

    async def day() -> None:
        async with HallClient(url, "w1") as client:
            hall, staff = LinkedHall(client, house.window), LinkedStaff(client)
            press = Ask(verb="open", at=None, key="first", fields={"clerk": "1001"})
            for asking in (hall.ask(press), staff.sign_in("1001", "wrong1")):
                with pytest.raises(AskRefused) as refused:
                    await asking
                said.append(refused.value.type)
            assert (await staff.sign_in("1001", first)).must_change
            with pytest.raises(AskRefused) as weak:
                await staff.change_password(first, "123456")
            said.append(weak.value.type)
            await staff.change_password(first, "271828")
            await answered(hall, replace(press, key="second"))
            await staff.check()
            asked(url, "/staff/1001/disable", {})
            with pytest.raises(AskRefused) as over:
                await staff.check()
            said.append(over.value.type)
            await staff.sign_out()

    asyncio.run(day())
    assert said == ["not-signed-in", "sign-in-failed", "password-weak", "signed-out"]


@pytest.mark.timeout(300)
def test_a_clerk_signs_in_calls_who_comes_and_serves_them(house: House) -> None:
    url = house.start_hall()
    (house.folder / "box.toml").write_text(
        f'[box]\nid = "w1"\n[link]\nurl = "{url}"\n[screen]\nfullscreen = false\n'
        f'[caller]\nwindow = "{house.window}"\nform = "bar"\nclerk = "1001"\n',
        encoding="utf-8",
    )
    words = ("--simulate", "0.5", "--seed", "1", "--shots", "screens")
    caller = house.start("caller", "--box", "box.toml", *words)
    tickets = [asked(url, "/tickets", {"service": house.service})["id"] for _ in range(2)]
    for ticket in tickets:
        house.eventually(lambda ticket=ticket: has_ended(url, ticket))
    for state in ("closed", "idle", "calling", "serving"):
        shot = str(house.folder / "screens" / f"w1-{state}.png")
        house.eventually(lambda shot=shot: QImage(shot).width() or None)
    ends_well(house, caller)


@pytest.mark.timeout(300)
def test_a_hall_that_loses_its_power_amid_the_work_is_worked_with_again(house: House) -> None:
    url = house.start_hall()
    words = (
        "--hall-url",
        url,
        "--window",
        house.window,
        "--form",
        "page",
        "--simulate",
        "0.5",
        "--seed",
        "2",
    )
    caller = house.start("caller", *words)
    first = asked(url, "/tickets", {"service": house.service})["id"]
    house.eventually(lambda: asked(url, f"/tickets/{first}")["state"] in ("called", "serving") or None)
    house.hall.kill()
    house.hall.wait(60)
    assert house.start_hall(url.removeprefix("http://")) == url
    second = asked(url, "/tickets", {"service": house.service})["id"]
    for ticket in (first, second):
        house.eventually(lambda ticket=ticket: has_ended(url, ticket))
    ends_well(house, caller)
