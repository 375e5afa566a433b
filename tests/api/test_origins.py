"""Whoever comes from elsewhere is turned away at the door."""

import pytest

from hall.api.origins import foreign, foreign_on_lan, names_of
from link.messages.definition import Definition


@pytest.mark.parametrize(
    "host", ["127.0.0.1:8600", "localhost", "localhost:1", "[::1]:8600", "127.8.8.8", "LOCALHOST"]
)
def test_this_machine_by_any_of_its_names(host):
    assert foreign([(b"host", host.encode())]) is None
    assert foreign([(b"host", host.encode()), (b"origin", f"http://{host}".encode())]) is None


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "127.0.0.1.evil.example",
        "10.0.0.1",
        "",
        "localhost.evil.example",
        "[::1",
        "127.0.0.1@evil.example",
    ],
)
def test_a_name_that_was_made_to_point_here(host):
    assert foreign([(b"host", host.encode())]) == host


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "http://evil.example",
        "https://127.0.0.1:8600",
        "http://127.0.0.1:9999",
        "http://localhost:8600",
        "file://",
    ],
)
def test_a_page_of_another_site(origin):
    assert foreign([(b"host", b"127.0.0.1:8600"), (b"origin", origin.encode())]) == origin


def test_a_request_without_a_host_or_with_two():
    assert foreign([]) is not None
    assert foreign([(b"host", b"localhost"), (b"host", b"localhost")]) is not None


@pytest.mark.parametrize(
    "headers", [{"Origin": "null"}, {"Origin": "http://evil.example"}, {"Host": "evil.example"}]
)
@pytest.mark.parametrize("path", ["/state", "/stream", "/health", "/nothing"])
def test_reads_are_refused_to_foreign_pages_too(open_hall, headers, path):
    reply = open_hall.client.get(path, headers=headers)
    assert reply.status_code == 403
    assert reply.json()["type"] == "urn:jiaohao:problem:foreign-origin"


def test_a_foreign_page_presses_nothing(open_hall):
    before = open_hall.seq
    for path in ("/tickets", "/windows/w1/open", "/hall/reload"):
        assert open_hall.post(path, {"service": "cards"}, Origin="null").status_code == 403
    assert open_hall.seq == before


def test_replies_tell_browsers_to_be_careful(open_hall):
    for reply in (
        open_hall.client.get("/state"),
        open_hall.client.get("/nothing"),
        open_hall.client.options("/tickets"),
    ):
        assert reply.headers["X-Content-Type-Options"] == "nosniff"
        said = reply.headers["Content-Security-Policy"].split("; ")
        assert {"default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'"} <= set(said)
        assert not [name for name in reply.headers if name.startswith("access-control")]


OURS = names_of(Definition(id="Yunxi", name="云溪", public_url="https://hall.example.gov.cn/queue"))


@pytest.mark.parametrize(
    "host",
    [
        "10.0.0.7",
        "10.0.0.7:8600",
        "[fe80::1]:8600",
        "yunxi.jiaohao.internal",
        "localhost:8600",
        "Hall.Example.gov.cn",
    ],
)
def test_on_the_lan_the_hall_is_called_by_its_addresses_its_name_and_the_one_that_citizens_use(host):
    assert foreign_on_lan([(b"host", host.encode())], OURS) is None
    own = [(b"host", host.encode()), (b"origin", f"https://{host}".encode())]
    assert foreign_on_lan(own, OURS) is None


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "yunxi.jiaohao.internal.evil.example",
        "",
        "10.0.0.7@evil.example",
        "[::1",
        "evil.example@10.0.0.7",
        "10.0.0.7#evil.example",
        "10.0.0.7/evil.example",
        "10.0.0.7 evil.example",
        "10.0.0.7\\evil.example",
        "2130706433",
    ],
)
def test_on_the_lan_too_a_name_that_was_made_to_point_here_is_found_out(host):
    assert foreign_on_lan([(b"host", host.encode())], OURS) == host


@pytest.mark.parametrize(
    "origin", ["null", "http://10.0.0.7:8600", "https://10.0.0.7", "https://evil.example"]
)
def test_on_the_lan_too_a_page_of_another_site_is_turned_away(origin):
    headers = [(b"host", b"10.0.0.7:8600"), (b"origin", origin.encode())]
    assert foreign_on_lan(headers, OURS) == origin
