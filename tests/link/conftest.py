"""A small hall of our own to be cut, slowed and garbled: it speaks the wire form by hand, on a real socket."""

import asyncio
import contextlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

import pytest

from link.messages import facts as f
from link.messages.codec import moment_text
from link.messages.definition import Definition, Department, Hours, Series, Service, WindowPlace, Zone
from link.messages.wire import fact_text
from link.state import State, fold, snapshot_value

MORNING = datetime(2026, 3, 12, 2, 0, tzinfo=UTC)
DAY = date(2026, 3, 12)


def practice_definition(**changes):
    """Two zones, two departments, three services over two series, three windows."""
    return Definition(
        **{
            "id": "hulu",
            "name": "葫芦镇政务服务中心",
            "name_en": "Hulu Town Service Centre",
            "hours": (Hours(start="08:30", end="12:00"), Hours(start="14:00", end="17:30")),
            "zones": (Zone(id="left", name="左厅"), Zone(id="right", name="右厅")),
            "departments": (Department(id="home", name="不动产登记局"), Department(id="tax", name="国税局")),
            "series": (Series(id="A", prefix="A"), Series(id="B", prefix="B")),
            "services": (
                Service(id="first", name="首次登记", department="home", series="A"),
                Service(id="move", name="转移登记", department="home", series="A"),
                Service(id="tax", name="个人所得税", short="个税", department="tax", series="B", quota=2),
            ),
            "windows": (
                WindowPlace(id="w1", label="1", zone="left", services=("first", "move")),
                WindowPlace(id="w2", label="2", zone="left", services=("first", "move")),
                WindowPlace(id="w3", label="3", zone="right", services=("tax",)),
            ),
        }
        | changes
    )


class Day:
    """Writes a day's facts in order: `day.add(f.WindowOpened(window="w1"))`. `start` is the moment of fact 1."""

    def __init__(self, definition=None, start=MORNING):
        self.facts = []
        self._start = start
        if definition is not False:
            self.add(f.HallDefined(definition=definition or practice_definition()))
            self.add(f.DayOpened())

    def add(self, body, **who):
        seq = len(self.facts) + 1
        at = self._start + timedelta(seconds=seq)
        fact = f.Fact(seq=seq, at=at, day=DAY, who=f.Who(**who), command="", body=body)
        self.facts.append(fact)
        return fact

    def issue(self, number, service="first", language="zh", **fields):
        series = number[0]
        return self.add(
            f.TicketIssued(
                ticket=number.lower(), number=number, counter=int(number[1:]), series=series, service=service,
                language=language, zones=("right",) if service == "tax" else ("left",),
                rank=float(len(self.facts) + 1), **fields,
            )
        )  # fmt: skip

    def call(self, ticket, window, zones=("left",)):
        return self.add(f.TicketCalled(ticket=ticket, window=window, zones=zones))

    @property
    def state(self) -> State:
        return fold(self.facts)


@dataclass
class Request:
    method: str
    path: str
    headers: dict
    body: bytes


@dataclass
class TinyHall:
    """`on_stream(request, say)` plays one session; `on_post(request)` answers (status, value), or None to cut the line."""

    on_stream: Callable[..., Awaitable[None]] | None = None
    on_post: Callable[[Request], object] | None = None
    requests: list[Request] = field(default_factory=list)
    hall: str = "hulu"
    ledger: str = "ledger1"
    port: int = 0

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def streams(self):
        return [each for each in self.requests if each.path.endswith("/stream")]

    @property
    def posts(self):
        return [each for each in self.requests if each.method == "POST"]

    async def __aenter__(self):
        self._sessions = set()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", self.port)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self._server.close()
        for session in tuple(self._sessions):
            session.cancel()
        await asyncio.gather(*self._sessions, return_exceptions=True)
        await self._server.wait_closed()

    async def _serve(self, reader, writer):
        self._sessions.add(asyncio.current_task())
        try:
            while (request := await _read(reader)) is not None:
                self.requests.append(request)
                if not await self._answer(request, writer):
                    return
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            self._sessions.discard(asyncio.current_task())
            writer.close()

    async def _answer(self, request, writer):
        if request.method == "GET" and request.path.endswith("/stream"):
            await self.on_stream(request, Saying(self, writer))
            return False
        answer = self.on_post(request)
        if asyncio.iscoroutine(answer):
            answer = await answer
        if answer is None:
            return False
        status, value = answer
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        kind = "application/json" if status < 400 else "application/problem+json"
        writer.write(
            f"HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\ncontent-length: {len(body)}\r\n\r\n".encode()
            + body
        )
        await writer.drain()
        return True


class Saying:
    """What a session can say, event by event."""

    def __init__(self, hall, writer):
        self._hall, self._writer = hall, writer

    async def raw(self, text):
        self._writer.write(text if isinstance(text, bytes) else text.encode())
        await self._writer.drain()

    async def head(self, status=200, kind="text/event-stream"):
        await self.raw(f"HTTP/1.1 {status} X\r\ncontent-type: {kind}\r\nconnection: close\r\n\r\n")

    async def welcome(self, seq, now=MORNING, **changes):
        said = {
            "hall": self._hall.hall, "name": "葫芦", "ledger": self._hall.ledger, "schema": 1, "oldest_schema": 1,
            "now": moment_text(now), "seq": seq,
        } | changes  # fmt: skip
        await self.raw(f"event: welcome\ndata: {json.dumps(said)}\n\n")

    async def snapshot(self, state):
        text = json.dumps(snapshot_value(state))
        await self.raw(f"event: snapshot\nid: {self._hall.ledger}.{state.seq}\ndata: {text}\n\n")

    async def facts(self, *facts):
        await self.raw(
            "".join(
                f"event: fact\nid: {self._hall.ledger}.{each.seq}\ndata: {fact_text(each)}\n\n"
                for each in facts
            )
        )

    async def begin(self, state, **changes):
        """Head, welcome and snapshot of a state."""
        await self.head()
        await self.welcome(state.seq, **changes)
        await self.snapshot(state)

    async def comment(self):
        await self.raw(": here\n\n")

    async def silence(self):
        await asyncio.Event().wait()


async def _read(reader):
    head = await reader.readuntil(b"\r\n\r\n") if not reader.at_eof() else b""
    if not head:
        return None
    first, *lines = head.decode().split("\r\n")
    headers = {
        name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines if line)
    }
    method, path, _ = first.split(" ")
    return Request(method, path, headers, await reader.readexactly(int(headers.get("content-length", 0))))


def _play(story, limit_s=90.0):
    """Run a story on a fresh loop, for no longer than this."""

    async def bounded():
        async with asyncio.timeout(limit_s):
            return await story

    return asyncio.run(bounded())


async def _until(is_so, limit_s=60.0):
    """Wait until something is so."""
    async with asyncio.timeout(limit_s):
        while not is_so():  # noqa: ASYNC110 - what is waited for is anything at all, no event of ours
            await asyncio.sleep(0.005)


@pytest.fixture
def play():
    return _play


@pytest.fixture
def until():
    return _until


@pytest.fixture
def tiny_hall():
    return TinyHall


@pytest.fixture
def new_day():
    """A day's facts to write: `day = new_day(); day.issue("A001")`."""
    return Day


@pytest.fixture
def definition():
    return practice_definition


@pytest.fixture
def quiet():
    """For code that may fail in its own way while a test ends."""
    return contextlib.suppress(Exception)
