"""A box with LED signs on a real hall: what clerks press is on the emulated signs; what is broken is said."""

import asyncio
import os
import random
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import pytest

from config.box import load_box_text
from config.sign_table import SignTable
from devices.signs.emulator.server import EmulatedSign
from devices.signs.made import place_of, signs_of
from display.box import DisplayBox
from display.settings import DisplaySettings, Wishes, display_settings
from display.signing import Signing
from link.hall_link import HallLink

JIAOHAO = (sys.executable, "-P", "-m", "jiaohao")

pytestmark = pytest.mark.timeout(400)

WINDOWS = 32
OTHERS = 5
"""Windows behind those on the long bus, one for each other story: the hall is one for all of them."""

HALL = """
[hall]
id = "hulu"
name = "葫芦镇政务服务中心"
[[zone]]
id = "left"
name = "左厅"
[[series]]
id = "A"
[[department]]
id = "civil"
name = "民政室"
series = "A"
[[service]]
id = "A1"
name = "低保"
department = "civil"
""" + "".join(
    f'[[window]]\nid = "{at}"\nzone = "left"\nservices = ["A1"]\n' for at in range(1, WINDOWS + OTHERS + 1)
)


class Clerks:
    """The other people of the hall, by HTTP."""

    def __init__(self, url: str, process: int) -> None:
        self.url = url
        self._process = process
        self._http = httpx.Client(base_url=f"{url}/api/v1", timeout=60)

    def post(self, path: str, **body: object) -> Any:
        answer = self._http.post(path, json=body)
        assert answer.status_code < 300, answer.text
        return answer.json()

    @contextmanager
    def silenced(self) -> Iterator[None]:
        """The hall says nothing, as behind a switch that hangs."""
        os.kill(self._process, signal.SIGSTOP)
        try:
            yield
        finally:
            os.kill(self._process, signal.SIGCONT)

    def open(self, window: str) -> None:
        self.post(f"/windows/{window}/open", clerk=f"10{int(window):02d}")

    def call(self, window: str) -> str:
        """A citizen takes a ticket and is called at once; the number."""
        self.post("/tickets", service="A1")
        number: str = self.post(f"/windows/{window}/next")["ticket"]["number"]
        return number


@pytest.fixture(scope="module")
def clerks(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Clerks]:
    tmp_path = tmp_path_factory.mktemp("signs-hall")
    (tmp_path / "hall.toml").write_text(HALL, encoding="utf-8")
    command = (
        *JIAOHAO, "hall", "--config", str(tmp_path / "hall.toml"), "--data", str(tmp_path / "hall"),
        "--bind", "127.0.0.1:0", "--insecure-loopback", "--no-mdns", "--clock", "2026-03-12T10:24:00+08:00",
    )  # fmt: skip
    log = (tmp_path / "hall.log").open("w")
    with log, subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as hall:
        try:
            assert hall.stdout is not None
            ready = next((line for line in hall.stdout if line.startswith("READY ")), "")
            assert ready, (tmp_path / "hall.log").read_text()
            yield Clerks(ready.removeprefix("READY ").strip(), hall.pid)
        finally:
            hall.terminate()
            hall.wait(60)


async def until(is_so: Callable[[], object], seconds: float = 60.0) -> None:
    async with asyncio.timeout(seconds):
        while not is_so():  # noqa: ASYNC110 - it looks at things that tell nobody
            await asyncio.sleep(0.01)


def sign(port: int, name: str, **fields: object) -> SignTable:
    return SignTable.model_validate({"name": name, "where": f"127.0.0.1:{port}", **fields})


@asynccontextmanager
async def box_with(clerks: Clerks, folder: Path, *tables: SignTable) -> AsyncIterator[DisplayBox]:
    settings = DisplaySettings(box=folder.name, url=clerks.url, data=folder, signs=signs_of(tables))
    async with DisplayBox(settings) as box:
        await box.link.wait_live(60)
        yield box


def troubles(box: DisplayBox) -> dict[str, str]:
    """What the hall knows of this box."""
    found = box.link.state.troubles.values()
    return {each.part: each.reason for each in found if each.box == box.link.client.box}


def since(line: EmulatedSign, address: int, text: str) -> list[str]:
    """What a sign has shown since it first showed this; nothing where it never did."""
    shown = [seen.text.strip() for seen in line.shown if seen.address == address]
    return shown[shown.index(text) :] if text in shown else []


def pages(line: EmulatedSign, address: int) -> tuple[str, ...]:
    seen = line.last(address)
    return tuple(page.strip() for page in seen.pages) if seen else ()


def test_a_window_s_sign_and_the_hall_s_strip_follow_what_the_clerk_does(
    clerks: Clerks, tmp_path: Path
) -> None:
    async def story() -> None:
        line = EmulatedSign()
        port = await line.open()
        window = sign(port, "w3", window="33", address=3)
        strip = sign(port, "strip", zone="left", address=100, width=128)
        async with box_with(clerks, tmp_path, window, strip):
            await until(lambda: pages(line, 3) == ("窗口关闭",))
            await asyncio.to_thread(clerks.open, "33")
            await until(lambda: pages(line, 3) == ("欢迎光临", "33号窗口"))
            number = await asyncio.to_thread(clerks.call, "33")
            await until(lambda: pages(line, 3) == (f"请{number}号",))
            await until(lambda: pages(line, 100) == (f"请{number}到33号窗口",))
            await until(lambda: "" in since(line, 3, f"请{number}号"))  # it blinks
            await asyncio.to_thread(clerks.post, "/windows/33/start")
            await until(lambda: pages(line, 3) == (f"{number}办理",))
            await asyncio.to_thread(clerks.post, "/windows/33/finish")
            await asyncio.to_thread(clerks.post, "/windows/33/pause")
            await until(lambda: pages(line, 3) == ("暂停服务",))
        await until(lambda: pages(line, 3) == ("",))  # nobody keeps it right any more, so it is dark
        await line.close()

    asyncio.run(story())


def test_thirty_two_signs_on_one_bus_all_show_their_own_number_and_a_dead_one_is_told_and_catches_up(
    clerks: Clerks, tmp_path: Path
) -> None:
    async def story() -> None:
        line = EmulatedSign()
        port = await line.open()
        line.silent.add(7)
        tables = [sign(port, f"w{at}", window=str(at), address=at) for at in range(1, WINDOWS + 1)]
        async with box_with(clerks, tmp_path, *tables) as box:
            numbers = {}
            for at in range(1, WINDOWS + 1):
                await asyncio.to_thread(clerks.open, str(at))
                numbers[at] = await asyncio.to_thread(clerks.call, str(at))
            living = [at for at in numbers if at != 7]
            seen = {at: set() for at in numbers}
            line.on_shown = lambda shown: seen[shown.address].add(shown.text.strip())
            await until(lambda: all(f"请{numbers[at]}号" in (*seen[at], *pages(line, at)) for at in living))
            # A machine that stands still for a while may miss another one's answer too: that one is well again soon.
            await until(lambda: troubles(box) == {"sign-w7": "7 号窗口的 LED 屏 w7 没有反应：没有回答"})
            line.silent.clear()
            await until(lambda: f"请{numbers[7]}号" in pages(line, 7))
            await until(lambda: not troubles(box))
        await line.close()

    asyncio.run(story())


def test_a_sign_of_a_window_that_the_hall_does_not_have_stays_dark_and_is_told(
    clerks: Clerks, tmp_path: Path
) -> None:
    async def story() -> None:
        line = EmulatedSign()
        port = await line.open()
        async with box_with(clerks, tmp_path, sign(port, "lost", window="99")) as box:
            await until(lambda: "99" in troubles(box).get("sign-lost", ""))
            await until(lambda: line.shown and line.shown[-1].text.strip() == "")
        await line.close()

    asyncio.run(story())


def test_signs_say_so_when_the_hall_is_silent_and_a_call_that_stood_meanwhile_blinks_once(
    clerks: Clerks, tmp_path: Path
) -> None:
    async def story() -> None:
        line = EmulatedSign()
        port = await line.open()
        link = HallLink("signs-1", url=clerks.url, stale_s=8.0)  # longer than the hall is silent by itself
        signing = Signing(signs_of([sign(port, "w3", window="34", address=3)]), "zh", link, lambda: None)
        async with link:
            await link.wait_live(60)
            showing = asyncio.create_task(signing.run())
            await asyncio.to_thread(clerks.open, "34")
            first = await asyncio.to_thread(clerks.call, "34")
            await until(lambda: texts_of(line).count(f"请{first}号") == 6)  # five times, and then it stands
            with clerks.silenced():
                await until(lambda: pages(line, 3) == ("正在恢复",))
            await until(lambda: pages(line, 3) == (f"请{first}号",))
            second = await asyncio.to_thread(clerks.call, "34")
            await until(lambda: texts_of(line).count(f"请{second}号") >= 2)
            texts = texts_of(line)
            gap = len(texts) - texts[::-1].index("正在恢复")
            assert texts[gap:].count(f"请{first}号") == 1, "after the gap it stood and did not blink"
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)
        await line.close()

    asyncio.run(story())


def test_a_box_that_starts_in_the_middle_of_a_call_shows_it_without_blinking(
    clerks: Clerks, tmp_path: Path
) -> None:
    async def story() -> None:
        line = EmulatedSign()
        port = await line.open()
        await asyncio.to_thread(clerks.open, "35")
        number = await asyncio.to_thread(clerks.call, "35")
        async with box_with(clerks, tmp_path, sign(port, "w3", window="35", address=3)):
            await until(lambda: pages(line, 3) == (f"请{number}号",))
            await asyncio.to_thread(clerks.post, "/windows/35/recall")
            await until(lambda: "" in texts_of(line))  # a recall blinks
        assert texts_of(line).index("") > texts_of(line).index(f"请{number}号")
        await line.close()

    asyncio.run(story())


def texts_of(line: EmulatedSign) -> list[str]:
    return [seen.text.strip() for seen in line.shown]


def test_the_command_shows_signs_without_a_board_and_the_emulator_draws_them(
    clerks: Clerks, tmp_path: Path
) -> None:
    port = free_port()
    (tmp_path / "box.toml").write_text(
        f'[box]\nid = "signs-1"\ndata_dir = "{tmp_path}/data"\n[[sign]]\nname = "w3"\nwindow = "36"\n'
        f'make = "huidu"\nwhere = "127.0.0.1:{port}"\n',
        encoding="utf-8",
    )
    box, pictures = str(tmp_path / "box.toml"), tmp_path / "signs"
    emulate = (*JIAOHAO, "sign", "emulate", "--box", box, "--out", str(pictures))
    display = (*JIAOHAO, "display", "--box", box, "--hall-url", clerks.url, "--no-screen", "--no-voice")
    with running(emulate) as emulator:
        assert emulator.stdout is not None
        assert "w3" in emulator.stdout.readline()
        with running(display) as shown:
            clerks.open("36")
            number = clerks.call("36")
            picture = pictures / "w3" / f"请{number}号.png"
            for _ in range(5000):
                if picture.exists():
                    break
                time.sleep(0.02)
        assert shown.returncode == 0
    assert picture.exists(), sorted(path.name for path in pictures.glob("*/*"))
    assert emulator.returncode == 0


def free_port() -> int:
    """A port that nobody has, and that the system gives to nobody who asks for any."""
    for port in random.SystemRandom().sample(range(12_000, 30_000), 100):
        with socket.socket() as free, suppress(OSError):
            free.bind(("127.0.0.1", port))
            return port
    raise AssertionError("no port is free")


@contextmanager
def running(command: tuple[str, ...]) -> Iterator["subprocess.Popen[str]"]:
    environment = {**os.environ, "LANG": "zh_CN.UTF-8"}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        guard = threading.Timer(300, process.kill)
        guard.daemon = True
        guard.start()
        try:
            yield process
        finally:
            process.terminate()
            process.wait(60)
            guard.cancel()


def test_the_command_lists_signs_and_tells_which_do_not_answer(tmp_path: Path) -> None:
    (tmp_path / "box.toml").write_text(
        '[[sign]]\nname = "w3"\nwindow = "3"\nwhere = "127.0.0.1:1"\n', encoding="utf-8"
    )
    told = {}
    for word in ("list", "test"):
        told[word] = subprocess.run(
            (*JIAOHAO, "sign", word, "--box", str(tmp_path / "box.toml")),
            capture_output=True, text=True, timeout=180, check=False, env={**os.environ, "LANG": "zh_CN.UTF-8"},
        )  # fmt: skip
    assert "w3：3 号窗口，onbon，tcp 127.0.0.1:1，64×16 点" in told["list"].stdout
    assert (told["test"].returncode, told["test"].stdout.strip()) == (1, "w3：线路不通")
    assert told["test"].stderr == ""


def test_the_box_s_file_makes_its_signs(tmp_path: Path) -> None:
    box = load_box_text(
        '[[sign]]\nname = "a"\nwindow = "1"\nmake = "modbus"\nmodel = "ascii-8"\nport = "serial"\nwhere = "/dev/ttyS1"\n'
        '[[sign]]\nname = "b"\nzone = "left"\nwhere = "10.0.0.2"\nwidth = 128\n',
        "box.toml",
    )
    first, second = display_settings(box, Wishes()).signs
    assert (first.window, first.panel.has_hanzi, first.line) == ("1", False, ("serial", "/dev/ttyS1"))
    assert (second.zone, second.panel.columns, place_of(second.table)) == ("left", 16, ("10.0.0.2", 5005))
