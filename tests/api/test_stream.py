"""The fact stream over real connections: cut, resumed, too slow, and ended by the hall."""

import json
import socket
import time

import httpx
import pytest
from httpx_sse import EventSource

from link.messages.wire import fact_from
from link.messages.words import SCHEMA
from link.state import apply, snapshot_value, state_of


class Listener:
    """One stream read event by event."""

    def __init__(self, hall, last="", connect=True):
        headers = {"Last-Event-ID": last} if last else {}
        self._client = httpx.Client(base_url=hall.hall.url, timeout=60, trust_env=False)
        self._stream = self._client.stream("GET", "/api/v1/stream", headers=headers)
        self.response = self._stream.__enter__()
        self._events = EventSource(self.response).iter_sse()

    def event(self):
        return next(self._events)

    def fact(self):
        event = self.event()
        assert event.event == "fact", event
        return json.loads(event.data)

    def close(self):
        self.response.close()
        self._client.close()


@pytest.fixture
def listen(hall):
    made = []

    def start(last=""):
        made.append(Listener(hall, last))
        return made[-1]

    yield start
    for each in made:
        each.close()


def test_the_hall_speaks_first_then_shows_the_day_then_tells_each_fact(hall, listen):
    hall.take()
    box = listen()
    assert box.response.headers["content-type"].startswith("text/event-stream")
    welcome = box.event()
    said = json.loads(welcome.data)
    ledger = hall.client.get("/health").json()["ledger"]
    assert welcome.event == "welcome"
    assert welcome.id == ""
    assert said == {
        "hall": "test",
        "name": "测试大厅",
        "ledger": ledger,
        "schema": SCHEMA,
        "oldest_schema": 1,
        "now": "2026-03-12T01:00:00.000Z",
        "seq": hall.seq,
    }
    snapshot = box.event()
    assert (snapshot.event, snapshot.id) == ("snapshot", f"{ledger}.{hall.seq}")
    assert [each["number"] for each in json.loads(snapshot.data)["tickets"]] == ["A001"]
    hall.take()
    told = box.event()
    assert (told.event, told.id) == ("fact", f"{ledger}.{hall.seq}")
    assert json.loads(told.data)["number"] == "A002"


def test_what_a_box_folds_is_what_the_hall_has(hall, listen):
    box = listen()
    box.event()
    mirror = state_of(json.loads(box.event().data))
    for _ in range(3):
        hall.take()
    hall.open_window()
    hall.next()
    while mirror.seq < hall.seq:
        apply(mirror, fact_from(box.fact()))
    late = listen()
    late.event()
    assert snapshot_value(mirror) == json.loads(late.event().data)


def test_a_stream_cut_and_resumed_has_no_gap_and_nothing_twice(hall, listen):
    box = listen()
    box.event()
    last = box.event().id
    heard = []
    for _ in range(4):
        hall.take()
        hall.take()
        event = box.event()
        heard.append(json.loads(event.data)["seq"])
        last = event.id
        _cut(box)
        hall.take()
        box = listen(last)
        assert box.event().event == "welcome"
    while heard[-1] < hall.seq:
        heard.append(box.fact()["seq"])
    assert heard == list(range(heard[0], hall.seq + 1))


@pytest.mark.parametrize(
    "last", ["nonsense", "other.3", ".", "x" * 5000, "LEDGER.99999", "LEDGER.-1", "LEDGER.1e3"]
)
def test_an_unknown_place_to_resume_from_gets_a_snapshot(hall, listen, last):
    ledger = hall.client.get("/health").json()["ledger"]
    box = listen(last.replace("LEDGER", ledger))
    assert [box.event().event, box.event().event] == ["welcome", "snapshot"]


def test_private_words_do_not_leave_the_hall(hall, listen):
    box = listen()
    box.event(), box.event()
    hall.take()
    assert box.fact()["secret_hash"] == ""


def test_a_reader_that_does_not_read_is_cut_and_can_resume(make_hall):
    hall = make_hall(outbox_bytes=20_000)
    hall.open()
    port = int(hall.hall.url.rpartition(":")[2])
    slow = socket.socket()
    slow.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
    slow.connect(("127.0.0.1", port))
    slow.settimeout(60)
    slow.sendall(b"GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    _until(lambda: hall.client.get("/health").json()["streams"] == 1)
    sent = 0
    while hall.client.get("/health").json()["streams"] == 1:
        sent += 1
        assert sent < 2000, "a reader that never reads is still there"
        assert hall.post("/hall/notices", {"notices": [f"{sent}".ljust(300, ".")] * 20}).status_code == 200
    _reads_to_the_end(slow)
    slow.close()
    ledger = hall.client.get("/health").json()["ledger"]
    box = Listener(hall, f"{ledger}.{hall.seq - 1}")
    assert [box.event().event, box.event().event] == ["welcome", "fact"]
    box.close()


def test_the_hall_is_heard_while_nothing_happens(make_hall):
    hall = make_hall(heartbeat_s=0.05)
    hall.open()
    port = int(hall.hall.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=60) as stream:
        stream.sendall(b"GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        received = b""
        while received.count(b": here\n") < 3:
            received += stream.recv(1 << 16)
    box = Listener(hall)
    events = [box.event().event, box.event().event]
    time.sleep(0.2)
    hall.take()
    events.append(box.event().event)
    box.close()
    assert events == ["welcome", "snapshot", "fact"]


def test_the_hall_stops_at_once_with_eighty_streams_open(make_hall):
    hall = make_hall()
    hall.open()
    port = int(hall.hall.url.rpartition(":")[2])
    streams = []
    for _ in range(80):
        stream = socket.create_connection(("127.0.0.1", port), timeout=60)
        stream.sendall(b"GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        streams.append(stream)
    _until(lambda: hall.client.get("/health").json()["streams"] == 80)
    hall.close()
    for stream in streams:
        assert _reads_to_the_end(stream).endswith(b"0\r\n\r\n")
        stream.close()


def _cut(box):
    """Cut the connection itself, as a pulled cable or a dying switch does."""
    connection = box.response.extensions["network_stream"].get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\x00\x00\x00\x00\x00\x00\x00")
    connection.close()


def _reads_to_the_end(stream):
    received = b""
    try:
        while piece := stream.recv(1 << 16):
            received += piece
    except ConnectionResetError:
        pass
    return received


def _until(is_so):
    deadline = time.monotonic() + 60
    while not is_so():
        assert time.monotonic() < deadline, "it did not come to that in a minute"
        time.sleep(0.02)
