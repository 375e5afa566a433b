"""A box that is cut off from its hall again and again: no call is announced twice, none is left unseen."""

import asyncio
import contextlib
import random
import subprocess
import sys
import threading
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from config.board_layout_file import load_layout
from devices.voices.voice import PLAIN, Manner, Sentence, Spoken, VoiceHealth, all_wanted
from display.box import DisplayBox
from display.presenter import BoardPresenter
from display.settings import DisplaySettings
from display.shown import Board, Setting
from display.speaking_settings import SpeakingSettings

BOUND_S = 90.0


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
[[window]]
id = "1"
zone = "left"
services = ["A1"]
"""


@pytest.fixture
def hall_url(tmp_path: Path) -> Iterator[str]:
    (tmp_path / "hall.toml").write_text(HALL, encoding="utf-8")
    command = (
        sys.executable, "-P", "-m", "jiaohao", "hall", "--config", str(tmp_path / "hall.toml"),
        "--data", str(tmp_path / "hall"), "--bind", "127.0.0.1:0", "--insecure-loopback", "--no-mdns",
        "--clock", "2026-03-12T10:24:00+08:00",
    )  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as hall:
        try:
            url = _url_of(hall)
            httpx.post(f"{url}/api/v1/windows/1/open", json={"clerk": "1001"}, timeout=60).raise_for_status()
            yield url
        finally:
            hall.terminate()
            hall.wait(60)


def _url_of(hall: "subprocess.Popen[str]") -> str:
    """Where the hall says that it serves; what it says later is read away."""
    assert hall.stdout is not None
    for line in hall.stdout:
        if line.startswith("READY "):
            threading.Thread(target=hall.stdout.read, daemon=True).start()
            return line.removeprefix("READY ").strip()
    raise AssertionError("the hall ended by itself")


class Cable:
    """The wire between a box and its hall: whoever pulls it, all that runs over it ends in the middle."""

    def __init__(self, hall: str) -> None:
        self._host, self._port = urlsplit(hall).hostname or "", urlsplit(hall).port or 0
        self._ends: set[asyncio.StreamWriter] = set()
        self._is_whole = True
        self.url = ""

    @contextlib.asynccontextmanager
    async def laid(self) -> AsyncIterator["Cable"]:
        server = await asyncio.start_server(self._through, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        try:
            yield self
        finally:
            self.pull()
            server.close()

    def pull(self) -> None:
        self._is_whole = False
        for end in self._ends:
            end.transport.abort()
        self._ends.clear()

    def plug_in(self) -> None:
        self._is_whole = True

    async def _through(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if not self._is_whole:
            writer.transport.abort()
            return
        their_reader, their_writer = await asyncio.open_connection(self._host, self._port)
        if not self._is_whole:  # pulled while it was being made
            writer.transport.abort()
            their_writer.transport.abort()
            return
        self._ends |= {writer, their_writer}
        await asyncio.gather(_pump(reader, their_writer), _pump(their_reader, writer))


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(OSError):
        while chunk := await reader.read(65_536):
            writer.write(chunk)
            await writer.drain()
    writer.transport.abort()


class Clerk:
    """Calls one after the other at one window, and serves whoever was called."""

    def __init__(self, url: str) -> None:
        self._http = httpx.AsyncClient(base_url=f"{url}/api/v1", timeout=60)

    async def calls(self) -> tuple[int, str]:
        """The call's id and the number."""
        await self._post("/tickets", service="A1")
        answer = await self._post("/windows/1/next")
        return answer["seq"], answer["ticket"]["number"]

    async def serves(self) -> None:
        await self._post("/windows/1/start")
        await self._post("/windows/1/finish")

    async def close(self) -> None:
        await self._http.aclose()

    async def _post(self, path: str, **body: object) -> Any:
        answer = await self._http.post(path, json=body)
        assert answer.status_code < 300, answer.text
        return answer.json()


class Witness:
    """Looks at the board and is its voice, and writes down each number."""

    health = VoiceHealth(state="ready")

    def __init__(self) -> None:
        self.seen: set[str] = set()
        self.said: list[int] = []
        self._news = asyncio.Event()

    def look(self, board: Board) -> None:
        self.seen |= {line.number for line in (*board.bands, *board.history)}
        self._news.set()

    async def open(self) -> None: ...

    async def close(self) -> None: ...

    async def check(self) -> VoiceHealth:
        return self.health

    async def speak(
        self,
        sentences: Sequence[Sentence],
        *,
        name: str,
        manner: Manner = PLAIN,
        is_wanted: Callable[[int], bool] = all_wanted,
    ) -> Spoken:
        self.said.append(int(name.partition("-")[0]))
        self._news.set()
        return Spoken(seconds=0.0, was_heard=True, said=tuple(range(len(sentences))))

    async def knows_of(self, seq: int, number: str) -> None:
        async with asyncio.timeout(BOUND_S):
            while not (number in self.seen and seq in self.said):
                self._news.clear()
                await self._news.wait()


async def _cut_off(url: str, folder: Path, times: int, seed: int) -> tuple[Witness, list[int]]:
    chance, witness, calls = random.Random(seed), Witness(), []
    clerk = Clerk(url)
    async with Cable(url).laid() as cable:
        speaking = SpeakingSettings(zones=("left",))
        settings = DisplaySettings(box="board-left", url=cable.url, data=folder, speaking=(speaking,))
        async with DisplayBox(settings, voice=witness) as box:
            board = _board(box, witness)
            await box.link.wait_live(BOUND_S)
            for _ in range(times):
                when = chance.choice(("before", "during", "after"))
                if when != "before":
                    cable.pull()
                seq, number = await clerk.calls()
                calls.append(seq)
                if when == "before":
                    await asyncio.sleep(chance.random() * 0.02)
                    cable.pull()
                await _is_cut(box)
                cable.plug_in()
                box.link.paired_anew()  # tries again at once: how long it pauses is told elsewhere
                await box.link.wait_live(BOUND_S)
                await witness.knows_of(seq, number)
                board.render()
                await clerk.serves()
    await clerk.close()
    return witness, calls


async def _is_cut(box: DisplayBox) -> None:
    """Return once the box itself has noticed."""
    noticed = asyncio.Event()
    leave = box.link.on_status.add(lambda status: None if status.is_live else noticed.set())
    try:
        if box.link.status.is_live:
            await asyncio.wait_for(noticed.wait(), BOUND_S)
    finally:
        leave()


def _board(box: DisplayBox, witness: Witness) -> BoardPresenter:
    board = BoardPresenter(
        "left",
        Setting(layout=load_layout("landscape", Path("/nowhere"))),
        show=witness.look,
        moment=time.monotonic,
        hall_now=box.link.hall_now,
        silent_s=lambda: box.link.silent_s,
    )
    box.link.on_change.add(lambda state, facts, is_snapshot: board.hear(state))
    return board


@pytest.mark.timeout(600)
@pytest.mark.parametrize("seed", [1])
def test_fifty_cuts_and_no_call_is_said_twice_or_left_unseen(
    hall_url: str, tmp_path: Path, seed: int
) -> None:
    witness, calls = asyncio.run(_cut_off(hall_url, tmp_path, 50, seed))
    assert sorted(witness.said) == calls


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_thousand_cuts_and_no_call_is_said_twice_or_left_unseen(hall_url: str, tmp_path: Path) -> None:
    witness, calls = asyncio.run(_cut_off(hall_url, tmp_path, 1000, 7))
    assert sorted(witness.said) == calls
