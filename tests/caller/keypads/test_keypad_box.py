"""A box of keypads as its own process beside a real hall, which is killed and comes back."""

import asyncio
import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import httpx
import pytest

from caller.keypad_command import app
from caller.keypad_words import CODES
from devices.keypads.emulator import EmulatedBus

ROOT = Path(__file__).parents[3]
WAIT_S = 90.0
AGAIN_S = 5.0
"""A keypad says a press again after so long, up to four times: on a busy machine the box may read it late."""

AWAY = f"999{CODES['hall-away']}"
T = TypeVar("T")


class House:
    """Processes started as people start them, ended with the test."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.running: list[subprocess.Popen[bytes]] = []
        text = (ROOT / "config" / "examples" / "township.toml").read_text("utf-8")
        (folder / "hall.toml").write_text(text, "utf-8")
        self.service = re.findall(r'\[\[service\]\]\s+id = "([^"]+)"', text)[0]
        self.windows = re.findall(r'\[\[window\]\]\s+id = "([^"]+)"', text)

    def start_hall(self, bind: str = "127.0.0.1:0") -> str:
        self.hall = self.start(
            "hall", "--config", "hall.toml", "--data", "data", "--bind", bind,
            "--insecure-loopback", "--clock", "2026-03-12T10:00:00+08:00", "--no-mdns",
        )  # fmt: skip
        until = time.monotonic() + WAIT_S
        while time.monotonic() < until:
            if found := re.search(r"READY (\S+)", self.said("hall")):
                return str(found.group(1))
            time.sleep(0.05)
        raise AssertionError(self.said("hall"))

    def start(self, part: str, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{part}.out").open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "jiaohao", part, *words],
                cwd=self.folder, stdout=out, stderr=subprocess.STDOUT,
                env={**os.environ, "PYTHONPATH": str(ROOT)},
            )  # fmt: skip
        self.running.append(process)
        return process

    def said(self, part: str) -> str:
        return (self.folder / f"{part}.out").read_text("utf-8", "replace")

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


async def eventually(is_so: Callable[[], object], house: House) -> None:
    until = time.monotonic() + WAIT_S
    while not is_so():
        assert time.monotonic() < until, house.said("keypad") if house.running else ""
        await asyncio.sleep(0.02)


@pytest.mark.timeout(300)
def test_two_windows_are_worked_by_keypads_and_the_hall_is_missed_at_once(house: House) -> None:
    url = house.start_hall()
    left, right = house.windows[:2]

    async def day() -> None:
        bus = EmulatedBus(range(1, 3), again_s=AGAIN_S)
        bus.open()
        pads = "".join(
            f'[[keypad]]\nname = "p{at}"\nwindow = "{window}"\nport = "serial"\ndevice = "{bus.port}"\n'
            f'address = {at}\nclerk = "100{at}"\n'
            for at, window in ((1, left), (2, right))
        )
        lost = '[[keypad]]\nname = "gone"\nwindow = "w9"\nplace = "usb-nowhere"\n'
        (house.folder / "box.toml").write_text(
            f'[box]\nid = "pads"\ndata_dir = "{house.folder}/box"\n[link]\nurl = "{url}"\n{pads}{lost}',
            "utf-8",
        )
        box = house.start("keypad", "run", "--box", "box.toml")
        try:
            await _work(bus, box, url)
        finally:
            bus.close()

    async def _work(bus: EmulatedBus, box: subprocess.Popen[bytes], url: str) -> None:
        one, two = bus.pads[1], bus.pads[2]
        await eventually(lambda: one.read_out == two.read_out == "000000", house)
        for at in (1, 2):
            assert await bus.press(at, "next")

        def state(window: str) -> str:
            windows = asked(url, "/state")["windows"]
            return str(next(each["state"] for each in windows if each["id"] == window))

        await eventually(lambda: state(left) == state(right) == "open", house)
        tickets = [asked(url, "/tickets", {"service": house.service}) for _ in range(2)]
        numbers = [int(re.sub(r"\D", "", each["number"])) for each in tickets]
        # The box has heard of all this: as long as a press is on its way, the next one does nothing.
        await eventually(lambda: one.read_out.startswith("002"), house)
        await asyncio.sleep(1)  # the same key means one press within 0.8 s
        assert await bus.press(1, "next")
        await eventually(lambda: one.read_out.endswith(f"{numbers[0]:03d}"), house)

        beeps = one.beeps
        house.hall.kill()
        house.hall.wait(60)
        await eventually(lambda: one.read_out == two.read_out == AWAY and one.beeps > beeps, house)
        assert house.start_hall(url.removeprefix("http://")) == url
        await eventually(lambda: one.read_out.endswith(f"{numbers[0]:03d}"), house)
        await asyncio.sleep(1)
        assert await bus.press(1, "next")
        await eventually(lambda: state(left) == "serving", house)
        await eventually(lambda: "keypad-gone" in str(asked(url, "/health")["faults"]), house)

        box.send_signal(signal.SIGTERM)
        assert await asyncio.to_thread(box.wait, 60) == 0
        assert "Traceback" not in house.said("keypad")

    asyncio.run(day())


@pytest.mark.timeout(300)
def test_two_clerks_of_a_listed_staff_sign_in_at_one_box(house: House) -> None:
    text = (house.folder / "hall.toml").read_text("utf-8")
    assert "[policy]\n" in text
    (house.folder / "hall.toml").write_text(
        text.replace("[policy]\n", "[policy]\nstaff_listed = true\n"), "utf-8"
    )
    url = house.start_hall()
    first = {id: asked(url, "/staff", {"id": id, "name": "王芳"})["password"] for id in ("1001", "1002")}

    async def type_in(bus: EmulatedBus, at: int, number: str) -> None:
        """Two digits at a time, and confirm alone at the end."""
        for start in range(0, len(number), 2):
            assert await bus.press(at, "confirm", number[start : start + 2])
            await asyncio.sleep(0.7)  # the same frame within 0.6 s is one press
        assert await bus.press(at, "confirm")

    async def sign_in(bus: EmulatedBus, at: int, clerk: str, new: str) -> None:
        pad = bus.pads[at]
        for number, word in (
            (clerk, "pin-asked"), (first[clerk], "new-pin"), (new, "new-pin-again"), (new, None)
        ):  # fmt: skip
            await type_in(bus, at, number)
            if word is not None:
                code = f"999{CODES[word]}"
                await eventually(lambda code=code: pad.read_out == code, house)

    async def day() -> None:
        shown: list[
            tuple[int, str]
        ] = []  # a code stands for three seconds: it may be gone before anybody looks
        bus = EmulatedBus(
            range(1, 3), on_shown=lambda at, read_out: shown.append((at, read_out)), again_s=AGAIN_S
        )
        bus.open()
        pads = "".join(
            f'[[keypad]]\nname = "p{at}"\nwindow = "{house.windows[at - 1]}"\nport = "serial"\ndevice = "{bus.port}"\n'
            f"address = {at}\n"
            for at in (1, 2)
        )
        (house.folder / "box.toml").write_text(
            f'[box]\nid = "pads"\ndata_dir = "{house.folder}/box"\n[link]\nurl = "{url}"\n{pads}', "utf-8"
        )
        house.start("keypad", "run", "--box", "box.toml")

        def clerks() -> list[str]:
            return [str(each["clerk"]) for each in asked(url, "/state")["windows"]][:2]

        try:
            await eventually(lambda: bus.pads[1].read_out == bus.pads[2].read_out == "000000", house)
            await asyncio.gather(sign_in(bus, 1, "1001", "384192"), sign_in(bus, 2, "1002", "305174"))
            await eventually(lambda: clerks() == ["1001", "1002"], house)
            # Both have read that they are signed in: as long as a press is on its way, the next one does nothing.
            await eventually(lambda: bus.pads[1].read_out == bus.pads[2].read_out == "000000", house)
            assert await bus.press(1, "pause", "0")  # signs out
            await eventually(lambda: clerks()[1:] == ["1002"] and clerks()[0] in ("", "None"), house)
            await asyncio.sleep(1)
            assert await bus.press(2, "next")
            await eventually(lambda: (2, f"999{CODES['nobody-waits']}") in shown, house)
        finally:
            bus.close()
        assert "384192" not in house.said("keypad") + house.said("hall")

    asyncio.run(day())


@pytest.mark.parametrize(
    ("pads", "sentence"),
    [
        ("", "[[keypad]]"),
        ('[[keypad]]\nname = "a"\nwindow = "1"\nmap = "piano"\n', "piano"),
        ('[[keypad]]\nname = "a"\nwindow = "1"\nport = "serial"\n', "device"),
        ('[[keypad]]\nname = "a"\nwindow = "1"\n[[keypad]]\nname = "b"\nwindow = "2"\n', "keypad list"),
        ('[[keypad]]\nname = "a"\nwindow = "1"\nmodel = "USB"\n', "04d9:1203"),
    ],
)
def test_a_bad_setting_ends_the_command_with_a_sentence(
    tmp_path: Path, pads: str, sentence: str, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "box.toml").write_text(pads, "utf-8")
    with pytest.raises(SystemExit) as ended:
        app(["run", "--box", str(tmp_path / "box.toml")])
    said = capfd.readouterr()
    assert ended.value.code == 2
    assert sentence in said.err
    assert "Traceback" not in said.err
