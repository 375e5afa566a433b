"""A client that costs little, so that the bench measures the hall: bytes out, httptools for what comes back."""

import asyncio
from collections.abc import Callable
from time import perf_counter
from typing import cast

import httptools


class Caller(asyncio.Protocol):
    """One connection, one request at a time."""

    def __init__(self) -> None:
        self._parser = httptools.HttpResponseParser(self)
        self._waiting: asyncio.Future[tuple[int, bytes]] | None = None
        self._body = bytearray()

    async def ask(self, request: bytes) -> tuple[int, bytes]:
        """The status and the body of the answer."""
        self._waiting = asyncio.get_running_loop().create_future()
        self._transport.write(request)
        return await self._waiting

    async def timed(self, request: bytes) -> float:
        """How long the answer took, in seconds. Raises RuntimeError where it is no success."""
        began_s = perf_counter()
        status, body = await self.ask(request)
        took_s = perf_counter() - began_s
        if status >= 300:
            raise RuntimeError(f"{status} {body.decode()}")
        return took_s

    def close(self) -> None:
        self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        self._parser.feed_data(data)

    def connection_lost(self, exc: Exception | None) -> None:
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_exception(ConnectionError("the hall closed the connection"))

    def on_body(self, body: bytes) -> None:
        self._body += body

    def on_message_complete(self) -> None:
        status, body = self._parser.get_status_code(), bytes(self._body)
        self._body.clear()
        self._parser = httptools.HttpResponseParser(self)
        if self._waiting is not None and not self._waiting.done():
            self._waiting.set_result((status, body))


class Display(asyncio.Protocol):
    """One fact stream; tells when bytes of a call come in."""

    def __init__(self, on_call: Callable[[float], None]) -> None:
        self._on_call = on_call

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast(asyncio.Transport, transport)
        self._transport.write(b"GET /api/v1/stream HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")

    def data_received(self, data: bytes) -> None:
        if b'"kind":"ticket_called"' in data:
            self._on_call(perf_counter())

    def close(self) -> None:
        self._transport.close()


async def caller(port: int) -> Caller:
    """A connection to the hall on this machine."""
    _, protocol = await asyncio.get_running_loop().create_connection(Caller, "127.0.0.1", port)
    return protocol


async def display(port: int, on_call: Callable[[float], None]) -> Display:
    """A stream from the hall on this machine."""
    loop = asyncio.get_running_loop()
    _, protocol = await loop.create_connection(lambda: Display(on_call), "127.0.0.1", port)
    return protocol


def post(path: str, body: bytes = b"") -> bytes:
    """The bytes of a POST to `/api/v1`."""
    head = f"POST /api/v1{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n"
    kind = "Content-Type: application/json\r\n" if body else ""
    return f"{head}{kind}\r\n".encode() + body


TAKE = post("/tickets", b'{"service":"A"}')
EMPTY = post("/empty")
