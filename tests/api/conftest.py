"""A real hall on a real port for the tests: uvicorn, ledger and all, in a thread of this process."""

import asyncio
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from hall.running import RunningHall, Settings

HALL = """
[hall]
id = "test"
name = "测试大厅"
name_en = "Test Hall"
hours = ["daily 08:00-20:00"]

[[zone]]
id = "left"
name = "左厅"
name_en = "Left Room"

[[zone]]
id = "right"
name = "右厅"
name_en = "Right Room"

[[series]]
id = "A"
prefix = "A"

[[department]]
id = "all"
name = "综合"
name_en = "General"

[[service]]
id = "cards"
name = "办卡"
name_en = "Cards"
department = "all"
series = "A"

[[service]]
id = "night"
name = "夜间办理"
name_en = "At night"
department = "all"
series = "A"
hours = ["daily 20:00-22:00"]

[[window]]
id = "w1"
label = "1"
zone = "left"
services = ["cards"]

[[window]]
id = "w2"
label = "2"
zone = "right"
services = "*"
"""

MORNING = datetime(2026, 3, 12, 1, 0, tzinfo=UTC)
"""A Thursday, nine o'clock in the hall."""


class HandClock:
    """A clock that moves when a test says so."""

    def __init__(self) -> None:
        self._now = MORNING

    def __call__(self) -> datetime:
        return self._now

    def forward(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


class LiveHall:
    """A running hall and a client that speaks to it."""

    def __init__(self, folder: Path, **options: object) -> None:
        folder.mkdir(exist_ok=True)
        self.file = folder / "hall.toml"
        self.file.write_text(HALL, encoding="utf-8")
        self.clock = HandClock()
        self.settings = Settings(
            config=self.file,
            data=folder / "data",
            host="127.0.0.1",
            port=0,
            clock=self.clock,
            is_advertised=False,
            **options,
        )
        self.loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self.loop.run_forever, daemon=True)

    def open(self) -> None:
        self._thread.start()
        self.hall = self.wait(self._opened())
        self.client = httpx.Client(
            base_url=f"{self.hall.url}/api/v1",
            headers={"Accept-Language": "en"},
            timeout=60,  # an answer that is late is no wrong one
            trust_env=False,
        )

    def close(self) -> None:
        self.client.close()
        self.wait(self.hall.close())
        self.loop.call_soon_threadsafe(self.loop.stop)
        self._thread.join(60)
        self.loop.close()

    async def _opened(self) -> RunningHall:
        hall = RunningHall(self.settings)
        await hall.open()
        return hall

    def wait(self, work: object) -> object:
        future: Future[object] = asyncio.run_coroutine_threadsafe(work, self.loop)
        return future.result(60)  # on a busy machine a hall is open late

    # ── a citizen and a clerk ────────────────────────────────────────────────────────────────────────

    def post(self, path: str, body: object = None, **headers: str) -> httpx.Response:
        return self.client.post(path, json={} if body is None else body, headers=headers)

    def take(self, service: str = "cards") -> dict[str, object]:
        taken = self.post("/tickets", {"service": service})
        assert taken.status_code == 201, taken.text
        return taken.json()

    def open_window(self, window: str = "w1", clerk: str = "1001") -> None:
        assert self.post(f"/windows/{window}/open", {"clerk": clerk}).status_code == 200

    def next(self, window: str = "w1") -> dict[str, object]:
        self.clock.forward(10)
        called = self.post(f"/windows/{window}/next")
        assert called.status_code == 200, called.text
        return called.json()

    @property
    def seq(self) -> int:
        return self.client.get("/health").json()["seq"]


@pytest.fixture
def hall_text() -> str:
    """A hall.toml."""
    return HALL


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[LiveHall]:
    """A hall of its own, at nine in the morning of a Thursday."""
    live = LiveHall(tmp_path / "hall")
    live.open()
    yield live
    live.close()


@pytest.fixture(scope="module")
def open_hall(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LiveHall]:
    """One hall for all tests of a file, for those that leave no trace or do not mind the others'."""
    live = LiveHall(tmp_path_factory.mktemp("hall"))
    live.open()
    yield live
    live.close()


@pytest.fixture(scope="session")
def live_hall() -> type[LiveHall]:
    """What makes a hall in a folder, for a file's own fixture."""
    return LiveHall


@pytest.fixture
def make_hall(tmp_path: Path) -> Iterator[Callable[..., LiveHall]]:
    """Halls that the test opens itself; those left open are closed."""
    made: list[LiveHall] = []

    def make(**options: object) -> LiveHall:
        live = LiveHall(tmp_path / "hall", **options)
        made.append(live)
        return live

    yield make
    for live in made:
        if live._thread.is_alive():
            live.close()
