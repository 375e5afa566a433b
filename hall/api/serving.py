"""The app on a socket: uvicorn in one worker, with streams that end first when it stops."""

import asyncio
import socket
import ssl
from collections.abc import Generator
from contextlib import contextmanager
from typing import Final

import uvicorn
from fastapi import FastAPI

from hall.access.room import Seat
from hall.api.accepting import Acceptance
from hall.api.protocol import WHOLE_REQUEST_S, HallProtocol, protocol_within
from hall.feed import Feed

SECURITY_HEADERS: Final = [
    ("X-Content-Type-Options", "nosniff"),
    (
        "Content-Security-Policy",
        "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    ),  # the last three do not follow from the first (CSP level 3, sections 6.3 and 6.4)
    ("Referrer-Policy", "no-referrer"),
]
"""On every reply; no CORS header anywhere, so that no foreign page may read one."""

KEEP_ALIVE_S: Final = 75
"""Longer than a kiosk is silent in a busy hour, so that a press seldom waits for a new connection."""

PEER_LOST_MS: Final = 20_000
"""A box that takes no byte for so long (its cable is out) is given up: TCP_USER_TIMEOUT, tcp(7)."""

BACKLOG: Final = 2048
"""Connections that may wait to be accepted: every box of a hall at once, after a power cut."""

HANDSHAKE_S: Final = 5.0
"""What a TLS handshake may take; over a LAN it takes milliseconds, and who holds it open holds memory of ours."""

LAST_WORDS_S: Final = 0.5
"""What a stream gets, at the stop, to take what waits for it."""

GRACE_S: Final = 2
"""What requests get, at the stop, to be answered."""


class CannotListen(Exception):
    """The address cannot be had; `reason` is the system's word for it."""

    def __init__(self, host: str, port: int, error: OSError) -> None:
        super().__init__(f"{host}:{port}")
        self.host, self.port, self.number = host, port, error.errno
        self.reason = error.strerror or str(error)


def bound_socket(host: str, port: int) -> socket.socket:
    """A socket that has one address of this machine, where nobody is heard before `listen`. Raises CannotListen.

    What it accepts sends at once: a reply is a head and a body, and Nagle would hold the body for 40 ms.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listener = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, PEER_LOST_MS)
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise CannotListen(host, port, error) from None
    listener.setblocking(False)
    return listener


def listen(listener: socket.socket) -> None:
    """From now on whoever comes may wait to be let in. Raises CannotListen."""
    try:
        listener.listen(BACKLOG)
    except OSError as error:  # another one had the address as well, and was sooner
        host, port = listener.getsockname()[:2]
        raise CannotListen(host, port, error) from None


class Serving:
    """A running server. `open` returns once it serves, `close` once the last reply is out. With `tls` it speaks nothing
    else, and who speaks plain HTTP is cut."""

    def __init__(
        self,
        app: FastAPI,
        feed: Feed,
        listener: socket.socket,
        whole_request_s: float = WHOLE_REQUEST_S,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._feed = feed
        self._listener = listener
        protocol = protocol_within(whole_request_s)
        self._server = _Server(_config(app, protocol), protocol, tls)
        self._task: asyncio.Task[None] | None = None

    @property
    def port(self) -> int:
        """The real one, where the system chose it."""
        port: int = self._listener.getsockname()[1]
        return port

    async def open(self) -> None:
        """Begin to serve."""
        self._task = asyncio.create_task(self._server.serve(sockets=[self._listener]))
        begun = asyncio.create_task(self._server.begun.wait())
        await asyncio.wait({self._task, begun}, return_when=asyncio.FIRST_COMPLETED)
        begun.cancel()

    async def ended(self) -> None:
        """Wait for the end, whatever brings it."""
        if self._task is not None:
            await asyncio.wait({self._task})

    async def close(self) -> None:
        """End the streams, answer what is asked, close all connections."""
        if self._task is None:
            return
        for reader in self._feed.close():
            asyncio.get_running_loop().call_later(LAST_WORDS_S, reader.cut_off)
        self._server.should_exit = True
        await self._task


def _config(app: FastAPI, protocol: type[HallProtocol]) -> uvicorn.Config:
    return uvicorn.Config(
        app,
        http=protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=False,
        headers=SECURITY_HEADERS,
        timeout_keep_alive=KEEP_ALIVE_S,
        timeout_graceful_shutdown=GRACE_S,
    )


class _Server(uvicorn.Server):
    """Leaves the signals to whoever runs the hall, says when it has begun, and does not wait a minute for a TLS handshake
    as uvicorn's own `startup` would."""

    def __init__(
        self, config: uvicorn.Config, protocol: type[HallProtocol], tls: ssl.SSLContext | None
    ) -> None:
        super().__init__(config)
        self.begun = asyncio.Event()
        self._protocol = protocol
        self._tls = tls
        self._taken_in: list[Acceptance] = []

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        loop, config = asyncio.get_running_loop(), self.config

        def spoken(seat: Seat | None = None) -> HallProtocol:
            made = self._protocol(config=config, server_state=self.server_state, app_state={}, _loop=loop)
            made.seat = seat
            return made

        self.servers = []
        if self._tls is None:
            self.servers = [
                await loop.create_server(spoken, sock=each, backlog=BACKLOG) for each in sockets or ()
            ]
        else:
            self._taken_in = [Acceptance(each, self._tls, HANDSHAKE_S, spoken) for each in sockets or ()]
            for each in self._taken_in:
                each.open()
        self.started = True
        self.begun.set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        for each in self._taken_in:
            each.close()
        await super().shutdown(sockets)

    @contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        yield
