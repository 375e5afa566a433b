"""Whatever is shouted on the LAN, a box that listens for its hall neither falls over nor grows without end, and still hears
its hall."""

import asyncio
import logging
import random
import socket
import struct
import time

import pytest
from odd.mutation import mutated
from zeroconf import DNSAddress, DNSOutgoing, DNSPointer, DNSService, DNSText

from link.discovery import LOOPBACK, MOST_HALLS, SERVICE, Advertisement, Watcher

GROUP = ("224.0.0.251", 5353)
"""RFC 6762 section 3"""
TXT = b"\x09hall=fake\x08schema=1\x09name=fake\x0cpath=/api/v1"


def voice() -> socket.socket:
    """Speaks to everybody who listens on this machine, and to nobody else."""
    mouth = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    mouth.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("127.0.0.1"))
    mouth.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_TTL, 0)
    return mouth


def announcement(number: int) -> bytes:
    """A hall's, with all that belongs to it: RFC 6763 section 4; types and class are those of RFC 1035 and 2782."""
    name, server, now = f"fuzz{number}.{SERVICE}", f"fuzz{number}.local.", time.time() * 1000
    said = DNSOutgoing(0x8400)
    for record in (
        DNSPointer(SERVICE, 12, 1, 20, name),
        DNSService(name, 33, 1, 20, 0, 0, 8600, server),
        DNSText(name, 16, 1, 20, TXT),
        DNSAddress(server, 1, 1, 20, socket.inet_aton("127.0.0.1")),
    ):
        said.add_answer_at_time(record, now)
    return said.packets()[0]


def question(name: str) -> bytes:
    """RFC 1035 section 4.1"""
    labels = b"".join(struct.pack("!B", len(each)) + each.encode() for each in name.strip(".").split("."))
    return struct.pack("!6H", 0, 0, 1, 0, 0, 0) + labels + b"\x00" + struct.pack("!2H", 12, 1)


async def shouted_at(packets: int, seed: int, hall: str) -> tuple[list[str], int]:
    """What the event loop had to complain of, and how many halls the watcher has, with its own hall among them."""
    chance, faults, mouth = random.Random(seed), list[str](), voice()
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: faults.append(str(context)))
    is_news = asyncio.Event()
    watcher = Watcher(lambda change, found: is_news.set(), hall=hall, interfaces=LOOPBACK)
    await watcher.open()
    for number in range(packets):
        clean = chance.choice((announcement(number % 200), announcement(number % 200), question(SERVICE)))
        mouth.sendto(mutated(clean, chance)[:8900], GROUP)
        if number % 20 == 0:
            await asyncio.sleep(0.002)
    own = Advertisement(hall=hall, name="真的", port=8600, interfaces=LOOPBACK)
    await own.open()
    async with asyncio.timeout(60):
        while hall not in [each.hall for each in watcher.halls]:
            is_news.clear()
            await is_news.wait()
    heard = len(watcher.halls)
    await asyncio.gather(own.close(), watcher.close())
    mouth.close()
    return faults, heard


def test_a_box_hears_its_hall_through_a_rain_of_broken_announcements(caplog):
    caplog.set_level(logging.WARNING)
    faults, heard = asyncio.run(asyncio.wait_for(shouted_at(600, 20260312, "fuzz-own"), 110))
    assert faults == []
    assert 1 <= heard <= MOST_HALLS + 1
    assert not [each for each in caplog.records if each.exc_info], caplog.text[-3000:]
    own_lines = [each for each in caplog.records if each.name.startswith("link.")]
    assert len(own_lines) <= MOST_HALLS + 2, "the log is no place for strangers"


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_box_hears_its_hall_through_a_long_rain(caplog):
    seed = random.randrange(2**32)
    faults, heard = asyncio.run(shouted_at(100_000, seed, "fuzz-own"))
    assert faults == [], f"seed {seed}"
    assert heard <= MOST_HALLS + 1
