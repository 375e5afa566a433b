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

CLOSE_S: Final = 2.0
"""How long connections may take to end."""

MOST_SHOWN: Final = 10_000
"""How much is remembered of what was shown."""

_log = logging.getLogger(__name__)


class EmulatedSign:
    """A line with one sign of a make, or several of them with an address each.

    `listener` makes the decoder of a connection, where the make alone does not say it. `is_silent` makes all hear and say
    nothing, as signs that lost their power; `silent` those of some addresses. Pictures are numbered in the order in which
    they were shown; `shown` has them all.
    """

    def __init__(
        self,
        make: Make = "onbon",
        width: int = 64,
        height: int = 16,
        out: Path | None = None,
        *,
        listener: Callable[[], Listener] | None = None,
    ) -> None:
        self._make, self._width, self._height, self._out = make, width, height, out
        self._listener = listener or (lambda: listener_of(make))
        self.is_silent = False
        self.silent: set[int] = set()
        self.shown: list[Seen] = []
        self.on_shown: Callable[[Seen], None] = lambda seen: None
        self._server: asyncio.Server | None = None
        self._writers: set[asyncio.StreamWriter] = set()
        self._served: set[asyncio.Task[None]] = set()

    def last(self, address: int) -> Seen | None:
        """What the sign of an address shows now."""
        return next((seen for seen in reversed(self.shown) if seen.address == address), None)

    async def open(self, host: str = "127.0.0.1", port: int = 0) -> int:
        """Listen; the port, where the system chose it. Raises OSError where it is taken."""
        self._server = await asyncio.start_server(self._accept, host, port)
        chosen: int = self._server.sockets[0].getsockname()[1]
        return chosen

    async def close(self) -> None:
        if self._server is not None:
            self._server.close()
        for writer in tuple(self._writers):
            writer.close()
        if self._served:
            await asyncio.wait(tuple(self._served), timeout=CLOSE_S)

    def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(self._serve(reader, writer))
        self._served.add(task)
        task.add_done_callback(self._served.discard)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        listener = self._listener()
        received = bytearray()
        self._writers.add(writer)
        try:
            while data := await reader.read(4096):
                received += data
                if self.is_silent or len(received) > LONGEST:
                    received.clear()
                    continue
                for heard in listener(received):
                    if heard.address not in self.silent:
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
        del self.shown[:-MOST_SHOWN]
        self.on_shown(seen)
        if self._out is not None:
            self._out.mkdir(parents=True, exist_ok=True)
            draw(seen, self._width, self._height, self._out / f"{len(self.shown):05d}.png")


def listener_of(make: Make) -> Listener:
    """The decoder of a make that needs no further description."""
    return Huidu() if make == "huidu" else {"onbon": onbon, "alpha": alpha}[make]
