"""An emulated sign on a TCP port: what it hears, it shows, draws into a folder and answers."""

import asyncio
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Final, Literal

from devices.signs.emulator.seen import Seen, draw
from devices.signs.emulator.understood import Huidu, Listener, alpha, onbon

Make = Literal["onbon", "huidu", "alpha"]

LONGEST: Final = 1 << 20
"""Bytes that wait for their end; whoever sends more without one is cut off."""

_log = logging.getLogger(__name__)


class EmulatedSign:
    """One sign of a make. `is_silent` makes it hear and say nothing, as one that lost its power; pictures are numbered in
    the order in which they were shown."""

    def __init__(self, make: Make, width: int = 64, height: int = 16, out: Path | None = None) -> None:
        self._make, self._width, self._height, self._out = make, width, height, out
        self.is_silent = False
        self.shown: list[Seen] = []
        self.on_shown: Callable[[Seen], None] = lambda seen: None
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()

    async def open(self, host: str = "127.0.0.1", port: int = 0) -> int:
        """Listen; the port, where the system chose it."""
        self._server = await asyncio.start_server(self._serve, host, port)
        chosen: int = self._server.sockets[0].getsockname()[1]
        return chosen

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
        for writer in tuple(self._writers):
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        listener: Listener = (
            Huidu() if self._make == "huidu" else {"onbon": onbon, "alpha": alpha}[self._make]
        )
        received = bytearray()
        self._writers.add(writer)
        try:
            while data := await reader.read(4096):
                received += data
                if self.is_silent or len(received) > LONGEST:
                    received.clear()
                    continue
                for heard in listener(received):
                    self._take(heard.seen)
                    writer.write(heard.answer)
                await writer.drain()
        except (OSError, ValueError, SyntaxError) as error:
            _log.info("an emulated sign hung up: %s", error)
        finally:
            self._writers.discard(writer)
            writer.close()

    def _take(self, seen: Seen | None) -> None:
        if seen is None:
            return
        self.shown.append(seen)
        self.on_shown(seen)
        if self._out is not None:
            self._out.mkdir(parents=True, exist_ok=True)
            draw(seen, self._width, self._height, self._out / f"{len(self.shown):05d}.png")
