"""The wires that signs hang on: serial lines, TCP and UDP, each of which may be unplugged at any moment."""

import asyncio
from collections.abc import Callable
from typing import Literal, Protocol, TypeVar

from devices.serial_line.port import LineGone, Parity
from devices.serial_line.spoken import SpokenLine

Heard = TypeVar("Heard")

FaultKind = Literal["unreachable", "no-answer", "refused", "garbled"]


class WireFault(Exception):
    """Nothing can be sent or heard now; the message is one line for the log, `kind` for the words to the staff."""

    def __init__(self, reason: str, kind: FaultKind = "unreachable") -> None:
        super().__init__(reason)
        self.kind = kind


class Wire(Protocol):
    """One line. It connects itself when something is to be sent, and again after a fault."""

    async def send(self, data: bytes) -> None:
        """Send all of it. Raises WireFault."""

    async def receive(self, most: int, timeout_s: float) -> bytes:
        """What comes next, at most so many bytes; empty where nothing came in time. Raises WireFault."""

    async def close(self) -> None:
        """Let go of the line."""


class TcpWire:
    """A sign, or a converter before a bus, that listens on a TCP port."""

    def __init__(self, host: str, port: int, connect_s: float = 3.0) -> None:
        self._where = (host, port)
        self._connect_s = connect_s
        self._streams: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def send(self, data: bytes) -> None:
        _, writer = await self._connected()
        try:
            writer.write(data)
            async with asyncio.timeout(self._connect_s):
                await writer.drain()
        except (OSError, TimeoutError) as error:
            await self.close()
            raise WireFault(str(error) or "no connection") from None

    async def receive(self, most: int, timeout_s: float) -> bytes:
        reader, _ = await self._connected()
        try:
            async with asyncio.timeout(timeout_s):
                got = await reader.read(most)
        except TimeoutError:
            return b""
        except OSError as error:
            await self.close()
            raise WireFault(str(error)) from None
        if not got:
            await self.close()
            raise WireFault("closed by the sign")
        return got

    async def close(self) -> None:
        if self._streams is not None:
            self._streams[1].close()
            self._streams = None

    async def _connected(self) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        if self._streams is None:
            try:
                async with asyncio.timeout(self._connect_s):
                    self._streams = await asyncio.open_connection(*self._where)
            except (OSError, TimeoutError) as error:
                raise WireFault(str(error) or "no connection") from None
        return self._streams


class UdpWire:
    """A sign that takes datagrams; whether it heard one is known only where it answers."""

    def __init__(self, host: str, port: int) -> None:
        self._where = (host, port)
        self._heard: asyncio.Queue[bytes] = asyncio.Queue(64)
        self._transport: asyncio.DatagramTransport | None = None

    async def send(self, data: bytes) -> None:
        if self._transport is None:
            loop = asyncio.get_running_loop()
            try:
                self._transport, _ = await loop.create_datagram_endpoint(
                    lambda: _Hearing(self._heard), remote_addr=self._where
                )
            except OSError as error:
                raise WireFault(str(error)) from None
        self._transport.sendto(data)

    async def receive(self, most: int, timeout_s: float) -> bytes:
        try:
            async with asyncio.timeout(timeout_s):
                return (await self._heard.get())[:most]
        except TimeoutError:
            return b""

    async def close(self) -> None:
        if self._transport is not None:
            self._transport.close()
            self._transport = None


class _Hearing(asyncio.DatagramProtocol):
    def __init__(self, heard: asyncio.Queue[bytes]) -> None:
        self._heard = heard

    def datagram_received(self, data: bytes, addr: tuple[str | int, ...]) -> None:
        if not self._heard.full():
            self._heard.put_nowait(data)


class SerialWire:
    """An RS-232 or RS-485 line at a serial port; it speaks and listens in a thread."""

    def __init__(
        self, device: str, baud: int = 9600, bits: int = 8, parity: Parity = "N", stops: int = 1
    ) -> None:
        self._line = SpokenLine(device, baud, bits=bits, parity=parity, stops=stops)

    async def send(self, data: bytes) -> None:
        await _in_thread(lambda: self._line.say(data))

    async def receive(self, most: int, timeout_s: float) -> bytes:
        return await _in_thread(lambda: self._line.listen(most, timeout_s))

    async def close(self) -> None:
        await asyncio.to_thread(self._line.close)


async def _in_thread(what: Callable[[], Heard]) -> Heard:
    try:
        return await asyncio.to_thread(what)
    except LineGone as gone:
        raise WireFault(str(gone)) from None
