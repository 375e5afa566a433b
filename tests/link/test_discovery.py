"""Halls on the LAN: announced, heard, gone, and those that are none."""

import asyncio
import logging
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from zeroconf import DNSOutgoing, DNSPointer, ServiceInfo
from zeroconf.asyncio import AsyncZeroconf

from link.discovery import LOOPBACK, MOST_HALLS, SERVICE, Advertisement, HallNotFound, Watcher, find
from link.found import HALL_ID, NAME_LENGTH, Found, Unfit, clean_text, found_of

ROOT = Path(__file__).parents[2]
TXT = {b"hall": b"hulu", b"name": "葫芦镇".encode(), b"schema": b"1", b"path": b"/api/v1"}


# ── what is heard is read with distrust ──────────────────────────────────────────────────────────────


def test_a_halls_announcement_becomes_plain_values():
    found = found_of(TXT, ["10.0.0.5", "10.0.0.6"], 8443)
    assert found == Found(
        hall="hulu",
        name="葫芦镇",
        schema=1,
        urls=("https://10.0.0.5:8443/api/v1", "https://10.0.0.6:8443/api/v1"),
    )


def test_plain_http_is_for_loopback_alone_and_loopback_is_the_last_resort():
    found = found_of(TXT, ["127.0.0.1", "10.0.0.5"], 80)
    assert found.urls == ("https://10.0.0.5:80/api/v1", "http://127.0.0.1:80/api/v1")


@pytest.mark.parametrize(
    "wrong",
    [
        {b"hall": None}, {b"hall": b""}, {b"hall": "葫芦".encode()}, {b"hall": b"a" * 41}, {b"hall": b"../x"},
        {b"hall": b"hulu\n"}, {b"hall": b"\xff\xfe"}, {b"schema": b""}, {b"schema": b"one"}, {b"schema": b"-1"},
        {b"schema": b"99999"}, {b"schema": "１".encode()}, {b"path": b"//evil.example.org"}, {b"path": b"api"},
        {b"path": b"/a?b"}, {b"path": b"/a#b"}, {b"path": b"/../x"}, {b"path": b"@evil.example.org/"}, {b"path": b"/a\r\n"},
    ],
)  # fmt: skip
def test_what_is_no_halls_announcement_is_unfit(wrong):
    with pytest.raises(Unfit):
        found_of(TXT | wrong, ["10.0.0.5"], 80)


@pytest.mark.parametrize(
    ("addresses", "port"),
    [
        ([], 80), (["fe80::1"], 80), (["0.0.0.0"], 80), (["224.0.0.1"], 80), (["255.255.255.255"], 80), (["x"], 80),
        (["10.0.0.5"], 0), (["10.0.0.5"], 65536), (["10.0.0.5"], -1),
    ],
)  # fmt: skip
def test_a_hall_without_an_address_to_connect_to_is_unfit(addresses, port):
    with pytest.raises(Unfit):
        found_of(TXT, addresses, port)


def test_a_flood_of_addresses_is_cut_short():
    assert len(found_of(TXT, [f"10.0.0.{n}" for n in range(1, 200)], 80).urls) == 8


def test_a_hall_without_a_name_is_called_by_its_id():
    assert found_of(TXT | {b"name": b"\x07\x1b[31m\xe2\x80\xae"}, ["10.0.0.5"], 80).name == "[31m"
    assert found_of(TXT | {b"name": b"\x00\x07"}, ["10.0.0.5"], 80).name == "hulu"
    assert found_of(TXT | {b"name": None}, ["10.0.0.5"], 80).name == "hulu"


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("葫芦镇\u202e政务", "葫芦镇政务"), ("a\r\nb\tc", "a b c"), ("  a  ", "a"), ("e\u0301", "é"),
        ("\x1b[2J", "[2J"), ("字" * 200, "字" * NAME_LENGTH), ("a\ud800b", "ab"), ("a\u2028b", "a b"),
    ],
)  # fmt: skip
def test_names_are_made_fit_for_a_screen(said, shown):
    assert clean_text(said, NAME_LENGTH) == shown


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.dictionaries(st.sampled_from([b"hall", b"name", b"schema", b"path", b"x"]), st.none() | st.binary(max_size=80)),
    st.lists(st.text(max_size=20) | st.ip_addresses().map(str), max_size=4),
    st.integers(-1, 70_000),
)  # fmt: skip
def test_nothing_that_the_lan_says_breaks_the_reader(properties, addresses, port):
    try:
        found = found_of(properties, addresses, port)
    except Unfit:
        return
    assert HALL_ID.fullmatch(found.hall)
    assert found.name.isprintable()
    assert all(url.isascii() for url in found.urls)


# ── on loopback, with the real thing ─────────────────────────────────────────────────────────────────


class Heard:
    """All that a watcher tells of one hall; other tests of this machine may announce theirs at the same time."""

    def __init__(self, *halls):
        self.halls = halls
        self.changes = []

    def __call__(self, change, found):
        if found.hall in self.halls:
            self.changes.append((change, found))

    def told(self, change):
        return [found for what, found in self.changes if what == change]


def advert(hall, port, **options):
    return Advertisement(hall=hall, name="葫芦镇", port=port, interfaces=LOOPBACK, **options)


def test_a_hall_appears_and_vanishes(play, until):
    async def story():
        heard = Heard("d-one")
        watcher = Watcher(heard, interfaces=LOOPBACK)
        await watcher.open()
        hall = advert("d-one", 8111)
        await hall.open()
        assert hall.label == "d-one"
        await until(lambda: heard.told("appeared"))
        assert heard.told("appeared")[0].urls == ("http://127.0.0.1:8111/api/v1",)
        await hall.close()
        await until(lambda: heard.told("vanished"))
        assert not [each for each in watcher.halls if each.hall == "d-one"]
        await watcher.close()

    play(story())


def test_a_hall_is_found_by_its_id(play):
    async def story():
        halls = [advert("d-two", 8112), advert("d-three", 8113)]
        await asyncio.gather(*(each.open() for each in halls))
        found = await find("d-three", 60, interfaces=LOOPBACK)
        assert (found.hall, found.urls) == ("d-three", ("http://127.0.0.1:8113/api/v1",))
        with pytest.raises(HallNotFound) as nothing:
            await find(None, 6, interfaces=LOOPBACK)
        assert {"d-two", "d-three"} <= {each.hall for each in nothing.value.heard}, "it does not choose"
        await asyncio.gather(*(each.close() for each in halls))

    play(story())


def test_a_hall_that_is_not_there_is_not_found(play):
    async def story():
        with pytest.raises(HallNotFound, match="d-nowhere"):
            await find("d-nowhere", 0.2, interfaces=LOOPBACK)

    play(story())


def test_two_halls_of_one_id_keep_apart(play, until):
    async def story():
        heard = Heard("d-twin")
        watcher = Watcher(heard, interfaces=LOOPBACK)
        await watcher.open()
        first, second = advert("d-twin", 8114), advert("d-twin", 8115)
        await first.open()
        await second.open()
        assert (first.label, second.label) == ("d-twin", "d-twin-2")
        await until(lambda: len(heard.told("appeared")) == 2)
        assert {each.urls for each in heard.told("appeared")} == {
            ("http://127.0.0.1:8114/api/v1",), ("http://127.0.0.1:8115/api/v1",)
        }  # fmt: skip
        await asyncio.gather(first.close(), second.close(), watcher.close())

    play(story())


def test_each_machine_of_one_hall_has_a_name_of_its_own_and_takes_no_other_with_it(play, until):
    """Two coordinators: the one that ends says good-bye when the other one serves already."""

    async def story():
        heard = Heard("d-pair")
        watcher = Watcher(heard, interfaces=LOOPBACK)
        await watcher.open()
        first, second = advert("d-pair", 8122, is_twin=True), advert("d-pair", 8123, is_twin=True)
        for each in (first, second):
            await each.open()
            assert re.fullmatch(r"d-pair-[0-9a-f]{6}", each.label)
        await until(lambda: len(heard.told("appeared")) == 2)
        label = first.label
        await first.close()
        await until(lambda: heard.told("vanished"))
        (left,) = [each for each in watcher.halls if each.hall == "d-pair"]
        assert left.urls == ("http://127.0.0.1:8123/api/v1",)
        await first.open()
        await until(lambda: len(heard.told("appeared")) == 3)
        assert first.label == label, "the same machine has the same name again"
        await asyncio.gather(first.close(), second.close(), watcher.close())

    play(story())


@pytest.mark.parametrize("port", [8116, 8117])
def test_a_hall_killed_without_a_good_bye_is_heard_again_when_it_is_back(play, until, port):
    speak = (
        "import asyncio\nfrom link.discovery import Advertisement, LOOPBACK\nasync def main():\n"
        f" await Advertisement(hall='d-kill-{port}', name='x', port=8116, interfaces=LOOPBACK).open()\n"
        " await asyncio.Event().wait()\nasyncio.run(main())"
    )

    async def story():
        heard = Heard(f"d-kill-{port}")
        watcher = Watcher(heard, interfaces=LOOPBACK)
        await watcher.open()
        killed = await asyncio.create_subprocess_exec(sys.executable, "-c", speak, cwd=ROOT)
        try:
            await until(lambda: heard.told("appeared"))
        finally:
            killed.kill()
            await killed.wait()
        heard.changes.clear()
        back = advert(f"d-kill-{port}", port)
        await back.open()
        await until(lambda: heard.changes)
        await until(lambda: any(f":{port}/" in url for found in watcher.halls for url in found.urls))
        await asyncio.gather(back.close(), watcher.close())

    play(story())


def test_garbage_is_left_aside_with_one_line(play, until, caplog):
    caplog.set_level(logging.WARNING, "link.discovery")

    def lines():
        said = (each.message for each in caplog.records)
        return [
            each for each in said if "left aside" in each and "'evil" in each
        ]  # others may shout garbage too

    async def story():
        heard = Heard("evil", "d-good")
        watcher = Watcher(heard, interfaces=LOOPBACK)
        await watcher.open()
        voice = AsyncZeroconf(interfaces=list(LOOPBACK))
        for number in range(3):
            evil = ServiceInfo(
                SERVICE, f"evil{number}.{SERVICE}", port=1, properties={"hall": "evil", "schema": "\x1b[2J"},
                server=f"evil{number}.local.", parsed_addresses=["127.0.0.1"],
            )  # fmt: skip
            await voice.async_register_service(evil, cooperating_responders=True)
        await until(lambda: len(lines()) == 3)
        voice.zeroconf.async_send(_pointer_to(f"evil\x1b[2J.{SERVICE}"))
        await until(lambda: len(lines()) == 4)
        good = advert("d-good", 8118)
        await good.open()
        await until(lambda: heard.told("appeared"))
        assert {each.hall for each in heard.told("appeared")} == {"d-good"}
        await asyncio.gather(voice.async_close(), good.close(), watcher.close())

    play(story())
    assert len(lines()) == len(set(lines()))
    assert not any("\x1b" in each for each in lines())


def _pointer_to(name):
    """An answer with one pointer record (RFC 1035 section 3.3.12: type 12; class IN is 1)."""
    answer = DNSOutgoing(0x8400)
    answer.add_answer_at_time(DNSPointer(SERVICE, 12, 1, 4500, name), 0)
    return answer


def test_no_more_halls_than_a_lan_can_have(play, until, caplog):
    async def story():
        heard = Heard("d-own")
        watcher = Watcher(heard, hall="d-own", interfaces=LOOPBACK)
        await watcher.open()
        voice = AsyncZeroconf(interfaces=list(LOOPBACK))
        await asyncio.gather(
            *(
                voice.async_register_service(
                    ServiceInfo(
                        SERVICE, f"flood{number}.{SERVICE}", port=1, properties=TXT, server="flood.local.",
                        parsed_addresses=["127.0.0.1"],
                    ), cooperating_responders=True,
                )
                for number in range(MOST_HALLS + 20)
            )
        )  # fmt: skip
        await until(lambda: "the rest is left aside" in caplog.text)
        await until(lambda: len(watcher.halls) == MOST_HALLS)
        own, twin = advert("d-own", 8121), advert("d-own", 8124, is_twin=True)
        for each in (own, twin):
            await each.open()
        await until(lambda: len(heard.told("appeared")) == 2)
        assert len(watcher.halls) == MOST_HALLS + 2, "our own hall is not drowned, nor its second machine"
        await asyncio.gather(voice.async_close(), own.close(), twin.close(), watcher.close())

    play(story())


def test_a_hall_id_that_dns_would_refuse_is_refused_first():
    for wrong in ("", "葫芦", "a" * 41, "a.b", "a b"):
        with pytest.raises(ValueError, match="not a hall id"):
            Advertisement(hall=wrong, name="x", port=1)


def test_a_name_of_many_hanzi_is_announced_all_the_same(play):
    async def story():
        hall = Advertisement(hall="d-long", name="政" * 200, port=8119, interfaces=LOOPBACK)
        await hall.open()
        assert (await find("d-long", 60, interfaces=LOOPBACK)).name == "政" * NAME_LENGTH
        await hall.close()

    play(story())


def test_a_hall_that_stops_while_it_is_still_being_announced_leaves_nothing_open(play):
    async def story():
        hall = advert("d-hasty", 8122)
        opening = asyncio.create_task(hall.open())
        await asyncio.sleep(0.05)
        opening.cancel()
        await asyncio.wait([opening])
        await hall.close()
        with pytest.raises(HallNotFound):
            await find("d-hasty", 0.3, interfaces=LOOPBACK)
        assert asyncio.all_tasks() == {asyncio.current_task()}

    play(story())


def test_without_a_network_it_goes_on_and_says_so(play, caplog):
    nowhere = ("192.0.2.77",)  # TEST-NET-1: no interface of ours

    async def story():
        hall = Advertisement(hall="d-alone", name="x", port=8120, interfaces=nowhere)
        await hall.open()
        watcher = Watcher(lambda change, found: None, interfaces=nowhere)
        await watcher.open()
        assert hall.label == ""
        assert watcher.halls == ()
        await hall.close()
        await watcher.close()

    play(story())
    assert "cannot be announced" in caplog.text
    assert "no network to listen" in caplog.text


AFTER_START = """
import asyncio, subprocess
from link.discovery import Advertisement, Watcher

async def until(is_so):
    async with asyncio.timeout(45):
        while not is_so():
            await asyncio.sleep(0.02)

async def main():
    watcher = Watcher(lambda change, found: None, tend_s=0.2)
    await watcher.open()
    hall = Advertisement(hall="d-cable", name="x", port=80, tend_s=0.2)
    await hall.open()
    await until(lambda: watcher.halls)
    print(watcher.halls[0].urls)
    subprocess.run(["ip", "addr", "add", "10.77.0.1/24", "dev", "lo"], check=True)
    await until(lambda: "10.77.0.1" in watcher.halls[0].urls[0])
    print(watcher.halls[0].urls[0])
    await hall.close()
    await watcher.close()

asyncio.run(main())
"""
"""Without a cable a hall is on loopback alone; then the cable is plugged in."""


def test_an_address_that_appears_after_the_start_is_announced():
    alone = ["unshare", "--map-root-user", "--net"]
    can = shutil.which("unshare") and shutil.which("ip")
    if not can or subprocess.run([*alone, "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody make a network of its own")
    told = subprocess.run(
        [*alone, "sh", "-c", 'ip link set lo up; ip route add 224.0.0.0/4 dev lo; exec "$0" -c "$1"', sys.executable, AFTER_START],
        cwd=ROOT, capture_output=True, text=True, timeout=110, check=False,
    )  # fmt: skip
    assert told.stdout.splitlines() == ["('http://127.0.0.1:80/api/v1',)", "https://10.77.0.1:80/api/v1"], (
        told.stderr
    )
