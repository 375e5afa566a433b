"""A hall that has gone mad, or somebody who plays one: whatever the fact stream says, a box asks for a fresh picture, or
shows what it was told; no view of it fails, no session hangs, and the next true stream puts everything right."""

import asyncio
import json
import random
from collections.abc import AsyncIterator

import httpx
import pytest
from odd.mutation import mutated, mutated_value
from odd.stream import on_the_wire, told

from link.asking import Asker
from link.messages.definition import Definition
from link.mirror import Mirror, NeedsSnapshot, OtherHall, TooOld
from link.reconnect import Ended, Link, Whereabouts
from link.state import state_of
from link.stream import LONGEST_EVENT, follow
from link.views import board_view, caller_view, kiosk_view, window_view, windows_text

REASONS = {"cut", "behind", "garbled", "refused", "other-hall", "too-old", "silent", "unreachable"}
"""What a session may end with: everything but a fault of ours."""


@pytest.fixture(scope="module")
def events():
    return told()


def looked_at(mirror: Mirror, definition: Definition) -> None:
    """Every screen of the hall draws what it was told. What a hall says of itself is left aside: it is checked whole before
    the hall starts, and a link outlives a screen that cannot draw it."""
    state = mirror.state
    if state.definition != definition:
        return
    for zone in (*state.calls, *(each.id for each in state.definition.zones), "?"):
        board_view(state, zone)
        windows_text(state, zone)
    for window in (*state.windows, *(each.id for each in state.definition.windows[:4]), "?"):
        window_view(state, window)
        caller_view(state, window)
    kiosk_view(state, mirror.hall_now())


def is_survived(events, wound: int, value: object) -> bool:
    """Whether the mirror took the wrong event for a true one; raises whatever a box would fall over."""
    mirror, definition = Mirror(), state_of(json.loads(events[1][1])).definition
    wrong = [
        (name, text if number != wound else json.dumps(value)) for number, (name, text) in enumerate(events)
    ]
    try:
        for number, (name, text) in enumerate(wrong):
            mirror.hear(name, text, None)
            if number in (wound, len(wrong) - 1):
                looked_at(mirror, definition)
    except (NeedsSnapshot, OtherHall, TooOld):
        return False
    return True


def rain(events, number: int, seed: int) -> int:
    """How many of so many wrong values were taken for true."""
    chance, taken = random.Random(seed), 0
    for _ in range(number):
        wound = chance.randrange(len(events))
        value = mutated_value(json.loads(events[wound][1]), chance)
        try:
            taken += is_survived(events, wound, value)
        except Exception as fault:
            raise AssertionError(f"{events[wound][0]}: {json.dumps(value)[:3000]}") from fault
    return taken


def test_the_true_stream_is_followed_to_its_end(events):
    assert is_survived(events, -1, None)
    assert len(events) >= 12


def test_values_that_nobody_expects_do_no_harm_to_any_screen(events):
    taken = rain(events, 250, seed=20260312)
    assert 0 < taken < 240, "some are harmless, most are refused"


async def garbled_sessions(events, number: int, seed: int) -> set[str]:
    """The ends of so many sessions with streams whose bytes are wrong; behind every one a true one."""
    chance, clean, ends = random.Random(seed), on_the_wire(events), set[str]()
    bodies: list[bytes] = []
    head = {"content-type": "text/event-stream"}
    transport = httpx.MockTransport(lambda asked: httpx.Response(200, headers=head, content=bodies.pop(0)))
    async with Asker("http://127.0.0.1:1", "tv", transport=transport) as asker:
        for _ in range(number):
            mirror = Mirror()
            bodies += [mutated(clean, chance), clean]
            ends.add(await one_session(asker, mirror))
            mirror.forget()
            assert await one_session(asker, mirror) == "cut"
            assert mirror.is_current
    return ends


async def one_session(asker: Asker, mirror: Mirror) -> str:
    async def never(url: str, link: Link) -> None:
        """This link is started by nobody."""

    link = Link(never, Whereabouts)
    try:
        async with asyncio.timeout(60):
            await follow(asker, mirror, "http://127.0.0.1:1", link, hall=None, silence_s=50)
    except Ended as ended:
        return ended.reason
    finally:
        await link.stop()
    return "cut"


def test_bytes_that_nobody_expects_end_a_session_and_the_next_one_is_whole(events):
    ends = asyncio.run(garbled_sessions(events, 60, seed=20260312))
    assert ends <= REASONS
    assert {"cut", "behind"} <= ends


def test_an_event_without_an_end_is_ended_before_it_fills_the_memory():
    given = 0

    async def endless() -> AsyncIterator[bytes]:
        nonlocal given
        yield b"event: snapshot\ndata: "
        while given < 4 * LONGEST_EVENT:
            given += 1 << 16
            yield bytes(1 << 16)

    async def listened() -> str:
        head = {"content-type": "text/event-stream"}
        transport = httpx.MockTransport(lambda asked: httpx.Response(200, headers=head, content=endless()))
        async with Asker("http://127.0.0.1:1", "tv", transport=transport) as asker:
            return await one_session(asker, Mirror())

    assert asyncio.run(listened()) == "garbled"
    assert given <= LONGEST_EVENT + (1 << 17)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_a_long_rain_of_wrong_streams_does_no_harm(events):
    seed = random.randrange(2**32)
    print(f"seed {seed}: {rain(events, 30_000, seed)} of 30000 wrong values were taken for true")
    assert asyncio.run(garbled_sessions(events, 5_000, seed)) <= REASONS
