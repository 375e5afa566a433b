"""One connection to a hall that is there or not: a request is sent, and an answer comes or does not."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any, Self

LOST = (OSError, EOFError, TimeoutError, asyncio.LimitOverrunError)
"""What happens to a connection whose other end was killed."""

PATIENCE_S = 60.0


@dataclass(frozen=True, slots=True)
class Answer:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def value(self) -> Any:
        return json.loads(self.body)


class Line:
    """A kept connection to one port; connects when it is asked. It costs little, so that the hall gets the processor."""

    def __init__(self, port: int, host: str = "127.0.0.1") -> None:
        self._host, self._port = host, port
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def ask(
        self,
        method: str,
        path: str,
        value: object | None = None,
        *,
        patience_s: float = PATIENCE_S,
        **headers: str,
    ) -> Answer:
        """The answer; raises one of LOST where there is none, and then nobody knows what was done."""
        try:
            async with asyncio.timeout(patience_s):
                reader, writer = await self._connected()
                writer.write(request(method, path, value, **headers))
                return await _answer(reader)
        except LOST:
            self.hang_up()
            raise

    async def listen(self, last_id: str = "") -> AsyncIterator[tuple[str, str, str]]:
        """Events of the fact stream, (event, id, data), until the connection is lost; then raises one of LOST."""
        reader, writer = await self._connected()
        headers = {"last-event-id": last_id} if last_id else {}
        writer.write(request("GET", "/stream", **headers))
        head = await reader.readuntil(b"\r\n\r\n")
        if b" 200 " not in head.split(b"\r\n", 1)[0]:
            raise ConnectionError(head[:40].decode("latin-1"))
        async for event in _events(reader):
            yield event

    def hang_up(self) -> None:
        if self._ends is not None:
            self._ends[1].transport.abort()
            self._ends = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        self.hang_up()

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._ends is None:
            self._ends = await asyncio.open_connection(self._host, self._port, limit=1 << 26)
        return self._ends


def request(method: str, path: str, value: object | None = None, **headers: str) -> bytes:
    """The bytes of a request; `idempotency_key="…"` is the header of that name."""
    body = b"" if value is None else json.dumps(value).encode()
    lines = [f"{method} /api/v1{path} HTTP/1.1", "Host: 127.0.0.1", f"Content-Length: {len(body)}"]
    if body:
        lines.append("Content-Type: application/json")
    lines += [f"{name.replace('_', '-')}: {said}" for name, said in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


async def _answer(reader: asyncio.StreamReader) -> Answer:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *lines = head.strip().split("\r\n")
    headers = {name.lower(): said.strip() for name, _, said in (line.partition(":") for line in lines)}
    body = await reader.readexactly(int(headers["content-length"]))
    return Answer(int(first.split(" ")[1]), headers, body)


async def _events(reader: asyncio.StreamReader) -> AsyncIterator[tuple[str, str, str]]:
    """The events in a chunked body (RFC 9112 section 7.1); the last one is left out where it is not whole."""
    text, fields = b"", dict[str, str]()
    while size := int((await reader.readuntil(b"\r\n")).strip(), 16):
        text += (await reader.readexactly(size + 2))[:-2]
        *lines, text = text.split(b"\n")
        for line in lines:
            name, _, said = line.decode().partition(":")
            if line:
                fields[name] = said.removeprefix(" ")
            elif fields:
                yield fields.get("event", ""), fields.get("id", ""), fields.get("data", "")
                fields = {}
    raise EOFError("the stream was ended")
