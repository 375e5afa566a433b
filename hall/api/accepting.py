"""Connections taken in one by one, each counted before its TLS handshake: who opens a thousand and says nothing shuts out
nobody but themselves."""

import asyncio
import socket
import ssl
import time
from collections.abc import Callable
from typing import Final

from hall.access.room import Room, Seat

AT_ONCE: Final = 64
"""Connections taken in before anything else is done."""

FULL_WAIT_S: Final = 0.2
"""How long nothing is taken in where the process may open no more files."""


class Acceptance:
    """Takes in what comes to a listening socket. `spoken` makes the protocol of a connection that has a seat."""

    def __init__(
        self,
        listener: socket.socket,
        tls: ssl.SSLContext,
        handshake_s: float,
        spoken: Callable[[Seat], asyncio.Protocol],
        room: Room | None = None,
    ) -> None:
        self._listener, self._tls, self._handshake_s, self._spoken = listener, tls, handshake_s, spoken
        self._room = room or Room()
        self._loop = asyncio.get_running_loop()
        self._shaking: set[asyncio.Task[None]] = set()
        self._resumed: asyncio.TimerHandle | None = None

    def open(self) -> None:
        """Begin."""
        self._loop.add_reader(self._listener.fileno(), self._take_in)

    def close(self) -> None:
        """No more; those in the middle of a handshake are cut. The listener stays open."""
        if self._resumed is not None:
            self._resumed.cancel()
        self._loop.remove_reader(self._listener.fileno())
        for task in self._shaking:
            task.cancel()

    def _take_in(self) -> None:
        for _ in range(AT_ONCE):
            try:
                line, address = self._listener.accept()
            except BlockingIOError:
                return
            except ConnectionAbortedError:  # it went before it was taken in
                continue
            except OSError:
                self._pause()
                return
            self._seat(line, str(address[0]))

    def _seat(self, line: socket.socket, host: str) -> None:
        line.setblocking(False)
        seat = self._room.enter(host, lambda: line.shutdown(socket.SHUT_RDWR), time.monotonic())
        if seat is None:
            line.close()
            return
        task = self._loop.create_task(self._shake_hands(line, seat))
        self._shaking.add(task)
        task.add_done_callback(self._shaking.discard)

    async def _shake_hands(self, line: socket.socket, seat: Seat) -> None:
        """From here on the connection is the protocol's, which gives the seat back in the end."""
        try:
            await self._loop.connect_accepted_socket(
                lambda: self._spoken(seat), line, ssl=self._tls, ssl_handshake_timeout=self._handshake_s
            )
        except (OSError, asyncio.CancelledError):  # no TLS, too slow, gone: anybody can do that
            seat.leave()
            line.close()

    def _pause(self) -> None:
        self._loop.remove_reader(self._listener.fileno())
        self._resumed = self._loop.call_later(FULL_WAIT_S, self.open)
