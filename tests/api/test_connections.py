"""Connections that are clumsy or hostile: garbage, trickles, silence, pipelines; each ends in words or is cut."""

import json
import socket

import pytest

OPEN = b"GET /api/v1/health HTTP/1.1\r\nHost: 127.0.0.1\r\n"


@pytest.fixture
def hasty_hall(make_hall):
    """A hall that gives a request two seconds to come whole: time to begin one on a busy machine."""
    hall = make_hall(whole_request_s=2.0)
    hall.open()
    return hall


def connected(hall):
    port = int(hall.hall.url.rpartition(":")[2])
    return socket.create_connection(("127.0.0.1", port), timeout=60)


def everything(connection):
    received = b""
    try:
        while piece := connection.recv(1 << 16):
            received += piece
    except ConnectionResetError:
        pass
    return received


def problem_in(received):
    head, _, body = received.partition(b"\r\n\r\n")
    assert b"content-type: application/problem+json" in head.lower()
    assert b"x-content-type-options: nosniff" in head.lower()
    assert b"connection: close" in head.lower()
    value = json.loads(body)
    assert value["detail"]
    assert "{" not in value["detail"]
    return head.split(b" ", 2)[1], value["type"].rpartition(":")[2]


@pytest.mark.parametrize(
    "garbage", [b"\x16\x03\x01\x02\x00\x01\x00", b"nonsense\r\n\r\n", b"GET / SMTP/9\r\n\r\n"]
)
def test_what_is_no_http_is_told_so(open_hall, garbage):
    with connected(open_hall) as caller:
        caller.sendall(garbage)
        assert problem_in(everything(caller)) == (b"400", "not-http")


@pytest.mark.parametrize(
    "lengths",
    [
        b"Content-Length: -1\r\n",
        b"Content-Length: 5x\r\n",
        b"Content-Length: 5\r\nContent-Length: 6\r\n",
        b"Content-Length: 99999999999999999999999\r\n",
        b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n",
    ],
)
def test_lengths_that_contradict_themselves_take_no_ticket(open_hall, lengths):
    before = open_hall.seq
    with connected(open_hall) as caller:
        head = b"POST /api/v1/tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
        caller.sendall(head + lengths + b'\r\n{"service":"cards"}')
        assert everything(caller)[9:12] in (b"400", b"413")
    assert open_hall.seq == before


def test_a_head_that_trickles_in_is_ended_in_words(hasty_hall):
    with connected(hasty_hall) as caller:
        caller.sendall(OPEN)
        assert problem_in(everything(caller)) == (b"408", "too-slow")


def test_a_body_that_stops_in_the_middle_is_ended_in_words_and_asked_for_nothing(hasty_hall):
    with connected(hasty_hall) as caller:
        caller.sendall(b"POST /api/v1/tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 19\r\n")
        caller.sendall(b'Content-Type: application/json\r\n\r\n{"service":"cards"')
        assert problem_in(everything(caller)) == (b"408", "too-slow")
    assert hasty_hall.client.get("/state").json()["tickets"] == []


@pytest.mark.parametrize("words", [b"", b"\r\n", b"\r\n\r\n"])
def test_who_connects_and_asks_for_nothing_is_let_go(make_hall, words):
    hall = make_hall(whole_request_s=0.3)
    hall.open()
    with connected(hall) as caller:
        caller.sendall(words)
        assert everything(caller) == b""


def test_a_stream_and_a_kept_connection_outlive_the_time_of_a_request(make_hall):
    hall = make_hall(whole_request_s=2.5)
    hall.open()
    with connected(hall) as stream, connected(hall) as kept:
        stream.sendall(b"GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
        kept.sendall(OPEN + b"\r\n")
        first = b""
        while not first.endswith(b"}"):  # head and body may come in two pieces
            first += kept.recv(1 << 16)
        assert first.startswith(b"HTTP/1.1 200")
        with connected(hall) as late:
            assert everything(late) == b""  # another's time is over, and so would theirs be
        kept.sendall(OPEN + b"Connection: close\r\n\r\n")
        assert everything(kept).startswith(b"HTTP/1.1 200")
        hall.take()
        heard = b""
        while b"ticket_issued" not in heard:
            heard += stream.recv(1 << 16)


def test_a_pipeline_is_answered_in_order(open_hall):
    with connected(open_hall) as caller:
        caller.sendall(OPEN + b"\r\n" + OPEN.replace(b"health", b"nothing") + b"\r\n")
        caller.sendall(OPEN + b"Connection: close\r\n\r\n")
        received = everything(caller)
    assert [part[:3] for part in received.split(b"HTTP/1.1 ")[1:]] == [b"200", b"404", b"200"]


def test_garbage_behind_a_command_never_reads_as_its_refusal(open_hall):
    body = b'{"service":"cards"}'
    head = b"POST /api/v1/tickets HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 19"
    with connected(open_hall) as caller:
        caller.sendall(head + b"\r\n\r\n" + body + b"\x00\x01garbage\r\n\r\n")
        received = everything(caller)
    assert received.startswith(b"HTTP/1.1 201") or received == b""
