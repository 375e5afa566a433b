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
WAIT_S = 90.0
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
            ["xdotool", *words], env=self.env, capture_output=True, text=True, timeout=60, check=False
        )
        return made.stdout.strip()

    def end(self) -> None:
        self.server.terminate()
        self.server.wait(60)


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
        for _ in range(1500):  # what was pressed comes by and by
            if len(heard) >= 4:
                break
            await asyncio.sleep(0.02)
        await asyncio.sleep(0.3)  # and nothing more
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
            base_url=f"{self.url}/api/v1", trust_env=False, headers={"Jiaohao-Box": "kiosk-1"}, timeout=60
        ) as http:
            answer = http.get(path) if body is None else http.post(path, json=body)
            return answer.raise_for_status().json()

    def take(self, service: int = 0) -> str:
        return str(self.ask("/tickets", {"service": self.services[service]})["id"])

    @property
    def stands(self) -> str:
        """The window as the hall has it."""
        return str(next(each["state"] for each in self.ask("/state")["windows"] if each["id"] == self.window))

    def has_shown(self, page: str, since_ns: int = 0) -> bool:
        """Whether the terminal has taken a picture of a page since then: it does so a moment after the page has come."""
        pictures = (self.folder / "screens").glob(f"*-{page}.png")
        return any(each.stat().st_mtime_ns > since_ns for each in pictures)

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
                process.wait(30)
            except subprocess.TimeoutExpired:
                process.kill()


@pytest.fixture
def house(tmp_path: Path, desktop: Desktop) -> Iterator[House]:
    made = House(tmp_path, desktop)
    yield made
    made.end()


class Hands:
    """Presses keys one after another; each waits until the hall shows what it did, and the terminal the `page` that follows
    it: a press that finds the terminal still at the one before does nothing."""

    def __init__(self, house: House, window: str) -> None:
        self.house, self.window = house, window
        self.steps: list[str] = []

    def press(self, *keys: str, until: Callable[[], object] = lambda: True, page: str = "") -> None:
        time.sleep(1.0)  # a key is deaf for 0.8 s
        pressed_ns = time.time_ns()
        self.house.desktop.do("key", "--delay", "150", *keys)
        try:
            self.house.eventually(until)
            if page:
                self.house.eventually(lambda: self.house.has_shown(page, pressed_ns))
        except AssertionError as fault:
            raise AssertionError(f"{keys} after {self.steps}: {self.house.stands}") from fault
        self.steps.append(" ".join(keys))

    def write(self, text: str, *keys: str, until: Callable[[], object], page: str = "") -> None:
        self.house.desktop.do("type", "--delay", "60", text)
        self.press(*keys, until=until, page=page)


@needs_x
@pytest.mark.timeout(300)
def test_a_clerks_whole_day_in_a_real_window_by_keys_alone(house: House, desktop: Desktop) -> None:
    words = ("--window", house.window, "--form", "bar", "--shots", "screens")
    house.start("caller", "--hall-url", house.url, *words)
    house.eventually(lambda: house.has_shown("closed"))  # before it has its hall, what is typed is lost
    own = house.eventually(lambda: desktop.do("search", "--onlyvisible", "--name", "窗口"))
    desktop.do("windowfocus", own)
    hands = Hands(house, own)
    stands = lambda state: lambda: house.stands == state  # noqa: E731 - read where it is used
    first, second, third, fourth = (house.take() for _ in range(4))

    hands.write("1001", "Return", until=stands("open"), page="idle")
    hands.press("F8", until=stands("calling"), page="calling")
    hands.press("F9", until=lambda: house.ask(f"/tickets/{first}")["recalls"] == 1)
    hands.press("F8", until=stands("serving"), page="serving")
    hands.press("0", page="choose-further")
    hands.write("2", "Return", until=lambda: house.ask(f"/tickets/{first}")["visual"], page="serving")
    hands.press("5", "Return", until=lambda: house.of(first) == "parked", page="idle")
    hands.press("F8", until=lambda: house.of(second) == "called", page="calling")
    hands.press("F10", until=lambda: house.of(second) == "missed", page="idle")
    hands.press("F10", until=lambda: house.of(second) == "called", page="calling")
    hands.press("F8", until=stands("serving"), page="serving")
    hands.press("F7", until=lambda: house.of(second) == "finished", page="idle")
    hands.press("7", "Return", until=lambda: house.of(first) == "called", page="calling")
    hands.press("F8", until=stands("serving"), page="serving")
    hands.press("6", "Return", page="choose-place")
    hands.press("Return", page="choose-note")
    hands.press("Return", until=lambda: house.of(first) == "waiting", page="idle")
    hands.press("8", "Return", until=stands("serving"), page="serving")
    hands.press("9", "Return", until=stands("open"), page="idle")

    other = subprocess.Popen([sys.executable, "-c", OTHER_PROGRAM], env=desktop.env, stdout=subprocess.PIPE)
    try:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"there"
        typed = desktop.do("search", "--name", "another program")
        desktop.do("windowfocus", typed)
        hands.press("F8", until=lambda: house.of(third) == "called", page="calling")
        hands.press("F8", until=stands("serving"), page="serving")
        hands.press("F12", page="choose-pause")
        hands.press("F8", until=stands("paused"), page="paused")
    finally:
        other.terminate()
        other.wait(60)
    desktop.do("windowfocus", own)
    hands.press("F8", until=stands("serving"), page="serving")
    hands.press("F7", until=lambda: house.of(third) == "finished", page="idle")
    hands.press("F4", until=stands("closed"), page="closed")
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
server.core.GetInputFocus().reply()  # once it answers, it has done what was asked before: the window is there
print("there", flush=True)
time.sleep(120)
"""
