"""systemd hears that a part is ready, alive and stopping, and no part is the worse where nobody listens."""

import asyncio
import os
import signal
import socket

import pytest

from link.service_manager import ServiceManager, until_stopped


@pytest.fixture
def systemd(tmp_path):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(str(tmp_path / "notify"))
        heard.settimeout(60)
        yield heard


def environ(systemd, **more):
    return {"NOTIFY_SOCKET": systemd.getsockname(), **more}


def test_ready_and_stopping_are_told(systemd):
    manager = ServiceManager(environ(systemd))
    manager.ready()
    manager.stopping()
    assert [systemd.recv(99), systemd.recv(99)] == [b"READY=1\nSTATUS=", b"STOPPING=1"]


def test_an_abstract_address_begins_with_a_zero_byte():
    name = f"@jiaohao-test-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind("\0" + name[1:])
        heard.settimeout(60)
        ServiceManager({"NOTIFY_SOCKET": name}).ready()
        assert heard.recv(99) == b"READY=1\nSTATUS="


def test_being_alive_is_told_twice_in_the_time_of_the_unit(systemd):
    async def heard():
        alive = asyncio.create_task(ServiceManager(environ(systemd, WATCHDOG_USEC="40000")).keep_telling())
        for _ in range(3):
            assert await asyncio.to_thread(systemd.recv, 99) == b"WATCHDOG=1"
        alive.cancel()

    asyncio.run(heard())


def test_where_nobody_listens_nothing_is_told_and_nothing_goes_on():
    manager = ServiceManager({})
    manager.ready()
    asyncio.run(asyncio.wait_for(manager.keep_telling(), 60))


def test_a_manager_that_has_gone_away_stops_no_part(tmp_path, caplog):
    ServiceManager({"NOTIFY_SOCKET": str(tmp_path / "nobody")}).ready()
    assert "systemd was not told READY=1" in caplog.text


@pytest.mark.parametrize("odd", ["", "0", "soon", "-5", "²"])
def test_an_odd_watchdog_time_is_the_usual_one(systemd, odd):
    async def heard():
        alive = asyncio.create_task(ServiceManager(environ(systemd, WATCHDOG_USEC=odd)).keep_telling())
        assert await asyncio.to_thread(systemd.recv, 99) == b"WATCHDOG=1"
        systemd.settimeout(0.05)
        with pytest.raises(TimeoutError):
            await asyncio.to_thread(systemd.recv, 99)
        alive.cancel()

    asyncio.run(heard())


def test_a_part_without_a_screen_is_ready_until_it_is_told_to_stop(systemd):
    async def told():
        task = asyncio.create_task(until_stopped())
        assert await asyncio.to_thread(systemd.recv, 99) == b"READY=1\nSTATUS="
        os.kill(os.getpid(), signal.SIGTERM)
        await asyncio.wait_for(task, 60)

    before = os.environ.get("NOTIFY_SOCKET")
    os.environ["NOTIFY_SOCKET"] = systemd.getsockname()
    try:
        asyncio.run(told())
    finally:
        os.environ.pop("NOTIFY_SOCKET") if before is None else os.environ.update(NOTIFY_SOCKET=before)
    said = [systemd.recv(99), systemd.recv(99)]
    assert said == [b"WATCHDOG=1", b"STOPPING=1"]
