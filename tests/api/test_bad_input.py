"""What goes wrong on normal days: each a problem in words, none a fact."""

import json
import socket

import pytest

from config.texts import texts

JSON = {"Content-Type": "application/json"}


@pytest.fixture(autouse=True)
def _leaves_no_fact(open_hall):
    before = open_hall.seq
    yield
    assert open_hall.seq == before


def refused(reply, status, problem):
    value = reply.json()
    assert reply.headers["content-type"] == "application/problem+json"
    assert (reply.status_code, value["status"]) == (status, status), value
    assert value["type"] == f"urn:jiaohao:problem:{problem}"
    assert value["title"]
    assert "{" not in value["detail"]
    return value


@pytest.mark.parametrize(
    "body", ["{", "{'service':'cards'}", "", "null", "[]", '"cards"', "[" * 60_000, "\xff"]
)
def test_a_body_that_is_no_json_object(open_hall, body):
    reply = open_hall.client.post("/tickets", content=body.encode("latin-1"), headers=JSON)
    assert "body" in refused(reply, 422, "bad-request")["detail"]


@pytest.mark.parametrize(
    ("body", "field", "words"),
    [
        ({}, "service", "must be given"),
        ({"service": 7}, "service", "must be text"),
        ({"service": "cards", "servce": "x"}, "servce", "check the spelling"),
        ({"service": "a" * 65}, "service", "at most 64 characters"),
        ({"service": "cards", "further": "x"}, "further", "must be a list"),
        ({"service": "cards", "further": ["x"] * 9}, "further", "at most 8 entries"),
        ({"service": "cards", "language": "Z"}, "language", "letters, digits and signs"),
        ({"service": "cards", "further": ["x", 3]}, "further.1", "must be text"),
    ],
)
def test_the_field_that_is_wrong_is_named(open_hall, body, field, words):
    detail = refused(open_hall.post("/tickets", body), 422, "bad-request")["detail"]
    assert detail.startswith(f"{field} ")
    assert words in detail


@pytest.mark.parametrize(
    "bad", ["\\ud800", "\\udc00x", "\\u0000", "\\u001b[2J", "\\u0085", "\\u2028", "\\u202e"]
)
def test_characters_that_no_text_may_have(open_hall, bad):
    for body in (f'{{"service":"{bad}"}}', f'{{"service":"cards","{bad}":1}}'):
        reply = open_hall.client.post("/tickets", content=body, headers=JSON)
        value = refused(reply, 422, "bad-request")
        assert all(sign.isprintable() for sign in value["detail"])


def test_nul_in_a_reason_that_would_reach_the_ledger(open_hall):
    body = '{"reason":"\\u0000"}'
    reply = open_hall.client.post("/services/cards/suspend", content=body, headers=JSON)
    refused(reply, 422, "bad-request")


def test_a_body_of_ten_megabytes_is_not_read(open_hall):
    reply = open_hall.client.post("/tickets", content=b"x" * 10_000_000, headers=JSON)
    assert "64" in refused(reply, 413, "body-too-large")["detail"]


def test_a_body_that_does_not_say_its_length_and_has_no_end(open_hall):
    def forever():
        for _ in range(10_000_000 // 8192):
            yield b" " * 8192

    refused(open_hall.client.post("/tickets", content=forever(), headers=JSON), 413, "body-too-large")


def test_sixty_four_kilobytes_are_still_read(open_hall):
    body = json.dumps({"service": "nothing"}).ljust(64 * 1024)
    refused(open_hall.client.post("/tickets", content=body, headers=JSON), 404, "unknown-service")


@pytest.mark.parametrize("kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", ""])
def test_another_format(open_hall, kind):
    headers = {"Content-Type": kind} if kind else {}
    reply = open_hall.client.post("/tickets", content=b'{"service":"cards"}', headers=headers)
    refused(reply, 415, "unsupported-media-type")


def test_a_packed_body(open_hall):
    headers = JSON | {"Content-Encoding": "gzip"}
    refused(
        open_hall.client.post("/tickets", content=b"\x1f\x8b", headers=headers), 415, "unsupported-media-type"
    )


def test_an_address_that_is_not_there(open_hall):
    for path in ("/nothing", "/tickets/", "/windows/w1/explode", "/../../etc/passwd"):
        refused(open_hall.client.post(path, json={}), 404, "unknown-route")
    assert open_hall.client.get("/").status_code == 404


def test_another_method(open_hall):
    reply = open_hall.client.delete("/tickets")
    refused(reply, 405, "method-not-allowed")
    assert "POST" in reply.headers["Allow"]
    refused(open_hall.client.get("/windows/w1/next"), 405, "method-not-allowed")


@pytest.mark.parametrize("name", ["Idempotency-Key", "Jiaohao-Box"])
@pytest.mark.parametrize("value", ["", "x" * 129, "a b", "ü"])
def test_headers_that_are_not_as_they_must_be(open_hall, name, value):
    reply = open_hall.client.post(
        "/tickets", json={"service": "cards"}, headers=[(name.encode(), value.encode())]
    )
    assert refused(reply, 422, "bad-request")["detail"].startswith(name)


def test_a_window_named_by_nonsense(open_hall):
    for name in ("%00", "%ED%A0%80", "x" * 500, "%E2%80%AE"):
        assert open_hall.client.post(f"/windows/{name}/next").status_code in (404, 422)


def test_somebody_who_leaves_in_the_middle_of_a_body_asked_for_nothing(open_hall):
    port = int(open_hall.hall.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=60) as caller:
        head = "POST /api/v1/windows/w1/open HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 20\r\n"
        caller.sendall(f"{head}Content-Type: application/json\r\n\r\n".encode())
        caller.sendall(b"{}")
    assert open_hall.client.get("/state").json()["windows"][0]["state"] == "closed"


@pytest.mark.parametrize(
    "head", ["GET /{large} HTTP/1.1", "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nCookie: {large}"]
)
def test_a_head_without_an_end_is_cut_off(open_hall, head):
    port = int(open_hall.hall.url.rpartition(":")[2])
    with socket.create_connection(("127.0.0.1", port), timeout=60) as caller:
        caller.sendall(head.format(large="x" * 40_000).encode())
        assert caller.recv(100).startswith(b"HTTP/1.1 431")


@pytest.mark.parametrize(
    ("asked", "language"),
    [
        ("zh", "zh"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        ("en", "en"),
        ("en-GB;q=0.9,zh;q=0.1", "en"),
        ("fr,en;q=0.5", "en"),
        ("fr", "zh"),
        ("", "zh"),
        ("en;q=nonsense, ;;,=", "zh"),
    ],
)
def test_a_problem_speaks_the_language_of_whoever_asked(open_hall, asked, language):
    reply = open_hall.client.post("/tickets", json={"service": "x"}, headers={"Accept-Language": asked})
    value = refused(reply, 404, "unknown-service")
    assert value["title"] == texts(language).say("problem.unknown-service.title")
    assert value["detail"] == texts(language).say("problem.unknown-service.detail", service="x")
    assert reply.headers["Content-Language"] == language
