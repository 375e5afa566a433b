"""What systemd is told of a running part: it is ready, it is alive, it stops (sd_notify(3)); nothing where nobody listens."""

import asyncio
import logging
import os
import signal
import socket
from collections.abc import Mapping
from typing import Final

USUAL_S: Final = 10.0
"""How often a part says that it is alive where the unit names no time."""

log = logging.getLogger(__name__)


class ServiceManager:
    """One per process, made with the environment that the process was started with."""

    def __init__(self, environ: Mapping[str, str] | None = None) -> None:
        environ = os.environ if environ is None else environ
        self._address = environ.get("NOTIFY_SOCKET", "")
        self._every_s = _half_of(environ.get("WATCHDOG_USEC", ""))

    def ready(self) -> None:
        """The part serves: whoever waits for it may start now."""
        self._tell("READY=1\nSTATUS=")

    def standing_by(self) -> None:
        """The part is up and waits for its turn: nobody need wait for it to serve."""
        self._tell("READY=1\nSTATUS=standing by")

    def stopping(self) -> None:
        """The part was told to stop and is about to."""
        self._tell("STOPPING=1")

    async def keep_telling(self) -> None:
        """Say that the event loop turns, twice in the time that the unit gives it; a loop that hangs is started anew."""
        while self._address:
            self._tell("WATCHDOG=1")
            await asyncio.sleep(self._every_s)

    def _tell(self, state: str) -> None:
        if not self._address:
            return
        # systemd.exec(5): a name that begins with @ lies in the abstract namespace
        address = f"\0{self._address[1:]}" if self._address.startswith("@") else self._address
        try:
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM | socket.SOCK_NONBLOCK) as told:
                told.sendto(state.encode(), address)
        except OSError as wrong:
            log.warning("systemd was not told %s: %s", state, wrong)


async def until_stopped() -> None:
    """For a part without a screen, once it is up: ready now, alive until SIGINT or SIGTERM."""
    manager, is_over = ServiceManager(), asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, is_over.set)
    manager.ready()
    alive = loop.create_task(manager.keep_telling())
    await is_over.wait()
    alive.cancel()
    manager.stopping()


def _half_of(microseconds: str) -> float:
    if not microseconds.isascii() or not microseconds.isdecimal() or not int(microseconds):
        return USUAL_S
    return int(microseconds) / 2e6
