"""Keys that work whatever program has the keyboard, on a real X server; and a clerk's whole day on one, by keys alone."""

import asyncio
import os
import re
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from caller.global_keys import F1, GlobalKeys, combination_of, wanted
from caller.keys import Bindings

ROOT = Path(__file__).parents[2]
WAIT_S = 60.0
needs_x = pytest.mark.skipif(
    not (shutil.which("Xvfb") and shutil.which("xdotool")), reason="Xvfb and xdotool are not installed"
)


def test_only_keys_that_nobody_types_with_are_taken_from_other_programs() -> None:
    assert combination_of("F8") == (F1 + 7, 0)
    assert combination_of("Ctrl+Alt+N") == (ord("n"), 4 + 8)
    for plain in ("5", "n", "Shift+N", "F99", "Hyper+F8", "Space", ""):
        assert combination_of(plain) is None
    assert set(wanted(Bindings()).values()) == {"main", "recall", "missed", "finish", "pause"}
    assert set(wanted(Bindings({"next": "5"})).values()) == {"recall", "missed", "finish", "pause"}


class Desktop:
    """An X server without a screen, and hands on its keyboard."""

    def __init__(self) -> None:
        read, write = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp", "-noreset"],
            pass_fds=(write,),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        said = b""
        while not said.endswith(b"\n"):
            ready, _, _ = select.select([read], [], [], 30)
            assert ready, "Xvfb does not start"
            said += os.read(read, 16)
        os.close(read)
        self.display = ":" + said.decode().strip()
        self.env = {**os.environ, "DISPLAY": self.display}

    def do(self, *words: str) -> str:
        made = subprocess.run(
            ["xdotool", *words], env=self.env, capture_output=True, text=True, timeout=20, check=False
        )
        return made.stdout.strip()

    def end(self) -> None:
        self.server.terminate()
        self.server.wait(10)


@pytest.fixture
def desktop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Desktop]:
    made = Desktop()
    monkeypatch.setenv("DISPLAY", made.display)
    yield made
    made.end()


@needs_x
def test_a_key_is_heard_once_with_every_lock_and_not_taken_twice(desktop: Desktop) -> None:
    heard: list[str] = []

    async def day() -> None:
        keys = GlobalKeys(wanted(Bindings()), heard.append)
        assert keys.open() == ()
        other = GlobalKeys(wanted(Bindings({"next": "F8"})), heard.append)
        assert set(other.open()) == {"main", "recall", "missed", "finish", "pause"}
        other.close()
        for press in (
            ["key", "F8"],
            ["key", "Caps_Lock"],
            ["key", "F9"],
            ["key", "Num_Lock"],
            ["key", "F10"],
        ):
            await asyncio.to_thread(desktop.do, *press)
        await asyncio.to_thread(desktop.do, "keydown", "F7", "sleep", "1.2", "keyup", "F7")
        await asyncio.to_thread(desktop.do, "key", "ctrl+F12")
        await asyncio.sleep(0.3)
        keys.close()

    asyncio.run(day())
    assert heard == ["main", "recall", "missed", "finish"]


def test_where_there_is_no_x_server_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISPLAY", ":9999")

    async def day() -> None:
        with pytest.raises(OSError):
            GlobalKeys(wanted(Bindings()), lambda place: None).open()

    asyncio.run(day())


# ── a clerk's whole day ──────────────────────────────────────────────────────────────────────────────


class House:
    """A hall and a terminal as processes, the terminal on the desktop."""

    def __init__(self, folder: Path, desktop: Desktop) -> None:
        self.folder, self.desktop = folder, desktop
        self.running: list[subprocess.Popen[bytes]] = []
        text = (ROOT / "config" / "examples" / "township.toml").read_text("utf-8")
        (folder / "hall.toml").write_text(text, "utf-8")
        self.services = re.findall(r'\[\[service\]\]\s+id = "([^"]+)"', text)
        self.window = re.findall(r'\[\[window\]\]\s+id = "([^"]+)"', text)[0]
        self.start("hall", "--config", "hall.toml", "--data", "data", "--bind", "127.0.0.1:0", "--insecure-loopback",
                   "--clock", "2026-03-12T10:00:00+08:00", "--no-mdns")  # fmt: skip
        self.url = self.eventually(lambda: (re.findall(r"READY (\S+)", self.said("hall")) or [""])[0])

    def start(self, part: str, *words: str) -> subprocess.Popen[bytes]:
        with (self.folder / f"{part}.out").open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "jiaohao", part, *words],
                cwd=self.folder,
                stdout=out,
                stderr=subprocess.STDOUT,
                env={**self.desktop.env, "QT_QPA_PLATFORM": "xcb", "PYTHONPATH": str(ROOT)},
            )
        self.running.append(process)
        return process

    def said(self, part: str) -> str:
        return (self.folder / f"{part}.out").read_text("utf-8", "replace")

    def ask(self, path: str, body: dict[str, Any] | None = None) -> Any:
        with httpx.Client(
            base_url=f"{self.url}/api/v1", trust_env=False, headers={"Jiaohao-Box": "kiosk-1"}
        ) as http:
            answer = http.get(path) if body is None else http.post(path, json=body)
            return answer.raise_for_status().json()

    def take(self, service: int = 0) -> str:
        return str(self.ask("/tickets", {"service": self.services[service]})["id"])

    @property
    def stands(self) -> str:
        """The window as the hall has it."""
        return str(next(each["state"] for each in self.ask("/state")["windows"] if each["id"] == self.window))

    def of(self, ticket: str) -> str:
        return str(self.ask(f"/tickets/{ticket}")["state"])

    def eventually(self, ask: Callable[[], Any]) -> Any:
        until = time.monotonic() + WAIT_S
        while time.monotonic() < until:
            if found := ask():
                return found
            time.sleep(0.05)
        raise AssertionError({path.stem: path.read_text("utf-8") for path in self.folder.glob("*.out")})

    def end(self) -> None:
        for process in reversed(self.running):
            process.terminate()
        for process in self.running:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture
def house(tmp_path: Path, desktop: Desktop) -> Iterator[House]:
    made = House(tmp_path, desktop)
    yield made
    made.end()


class Hands:
    """Presses keys one after another; each waits until the hall shows what it did."""

    def __init__(self, house: House, window: str) -> None:
        self.house, self.window = house, window
        self.steps: list[str] = []

    def press(self, *keys: str, until: Callable[[], object]) -> None:
        time.sleep(1.0)  # a key is deaf for 0.8 s
        self.house.desktop.do("key", "--delay", "150", *keys)
        try:
            self.house.eventually(until)
        except AssertionError as fault:
            raise AssertionError(f"{keys} after {self.steps}: {self.house.stands}") from fault
        self.steps.append(" ".join(keys))

    def write(self, text: str, *keys: str, until: Callable[[], object]) -> None:
        self.house.desktop.do("type", "--delay", "60", text)
        self.press(*keys, until=until)


@needs_x
@pytest.mark.timeout(180)
def test_a_clerks_whole_day_in_a_real_window_by_keys_alone(house: House, desktop: Desktop) -> None:
    house.start("caller", "--hall-url", house.url, "--window", house.window, "--form", "bar")
    own = house.eventually(lambda: desktop.do("search", "--onlyvisible", "--name", "窗口"))
    desktop.do("windowfocus", own)
    hands = Hands(house, own)
    stands = lambda state: lambda: house.stands == state  # noqa: E731 - read where it is used
    first, second, third, fourth = (house.take() for _ in range(4))

    hands.write("1001", "Return", until=stands("open"))
    hands.press("F8", until=stands("calling"))
    hands.press("F9", until=lambda: house.ask(f"/tickets/{first}")["recalls"] == 1)
    hands.press("F8", until=stands("serving"))
    hands.press("0", until=lambda: True)
    hands.write("2", "Return", until=lambda: house.ask(f"/tickets/{first}")["visual"])
    hands.press("5", "Return", until=lambda: house.of(first) == "parked")
    hands.press("F8", until=lambda: house.of(second) == "called")
    hands.press("F10", until=lambda: house.of(second) == "missed")
    hands.press("F10", until=lambda: house.of(second) == "called")
    hands.press("F8", until=stands("serving"))
    hands.press("F7", until=lambda: house.of(second) == "finished")
    hands.press("7", "Return", until=lambda: house.of(first) == "called")
    hands.press("F8", until=stands("serving"))
    hands.press("6", "Return", until=lambda: True)
    hands.press("Return", until=lambda: True)
    hands.press("Return", until=lambda: house.of(first) == "waiting")
    hands.press("8", "Return", until=stands("serving"))
    hands.press("9", "Return", until=stands("open"))

    other = subprocess.Popen([sys.executable, "-c", OTHER_PROGRAM], env=desktop.env, stdout=subprocess.PIPE)
    try:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"there"
        typed = desktop.do("search", "--name", "another program")
        desktop.do("windowfocus", typed)
        hands.press("F8", until=lambda: house.of(third) == "called")
        hands.press("F8", until=stands("serving"))
        hands.press("F12", until=lambda: True)
        hands.press("F8", until=stands("paused"))
    finally:
        other.terminate()
        other.wait(10)
    desktop.do("windowfocus", own)
    hands.press("F8", until=stands("serving"))
    hands.press("F7", until=lambda: house.of(third) == "finished")
    hands.press("F4", until=stands("closed"))
    assert house.of(fourth) == "waiting"
    assert "Traceback" not in house.said("caller")


OTHER_PROGRAM = """
import xcffib, xcffib.xproto, time
server = xcffib.connect()
screen = server.get_setup().roots[server.pref_screen]
window = server.generate_id()
server.core.CreateWindow(screen.root_depth, window, screen.root, 10, 10, 300, 200, 0, 1, screen.root_visual, 0, [])
name = b"another program"
server.core.ChangeProperty(0, window, xcffib.xproto.Atom.WM_NAME, xcffib.xproto.Atom.STRING, 8, len(name), name)
server.core.MapWindow(window)
server.flush()
time.sleep(0.5)
print("there", flush=True)
time.sleep(120)
"""
