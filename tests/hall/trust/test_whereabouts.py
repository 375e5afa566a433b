"""Where a hall is found: on its own machine, on the LAN, and by what it announces."""

import pytest

from hall.whereabouts import heard_at, local_url, told_addresses
from link.found import found_of

TXT = {b"hall": b"hulu", b"schema": b"2"}


@pytest.mark.parametrize(
    ("host", "url"),
    [
        ("0.0.0.0", "https://127.0.0.1:8600"),
        ("::", "https://[::1]:8600"),
        ("10.0.0.5", "https://10.0.0.5:8600"),
        ("::1", "https://[::1]:8600"),
    ],
)
def test_this_machine_reaches_a_hall_by_an_address_that_it_listens_at(host, url):
    assert local_url(host, 8600, is_tls=True) == url


def test_a_hall_on_all_addresses_announces_them_as_they_come_and_go():
    assert (told_addresses("0.0.0.0"), heard_at("0.0.0.0")) == ((), ())


def test_a_hall_on_one_address_is_announced_there_alone_and_one_on_loopback_to_this_machine():
    assert (told_addresses("10.0.0.5"), heard_at("10.0.0.5")) == (("10.0.0.5",), ("10.0.0.5",))
    assert (told_addresses("127.0.0.1"), heard_at("127.0.0.1")) == (("127.0.0.1",), ("127.0.0.1",))


def test_nobody_announces_plain_http_into_a_lan():
    assert found_of(TXT, ["10.0.0.5"], 8600).urls == ("https://10.0.0.5:8600/api/v1",)
    assert found_of(TXT | {b"tls": b"0"}, ["10.0.0.5"], 8600).urls == ("https://10.0.0.5:8600/api/v1",)
    assert found_of(TXT, ["127.0.0.1"], 8600).urls == ("http://127.0.0.1:8600/api/v1",)
    assert found_of(TXT | {b"tls": b"1"}, ["127.0.0.1"], 8600).urls == ("https://127.0.0.1:8600/api/v1",)
