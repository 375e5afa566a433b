"""The reply that never ends: one reader's frames written to its connection until either side goes."""

import asyncio
from collections.abc import Callable
from typing import Final

from starlette.responses import Response
from starlette.types import Receive, Scope, Send

from hall.outbox import Reader, Straight

CUT: Final = "jiaohao.cut"
"""Extension of the ASGI scope: its `cut` cuts this connection at once."""

STRAIGHT: Final = "jiaohao.straight"
"""Extension of the ASGI scope: its `straight` writes to this connection past all layers, one whole chunk at a time."""


KNOWN: Final = "jiaohao.known"
"""Extension of the ASGI scope: its `known` says that who asks on this connection has shown a token that is good."""


class StreamReply(Response):
    """All that the reader gets, as `text/event-stream`."""

    media_type = "text/event-stream"

    def __init__(self, reader: Reader, headers: dict[str, str]) -> None:
        super().__init__(headers=headers)
        del self.headers["content-length"]
        self._reader = reader

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Write until the reader is over; one that is too slow is cut even in the middle of a write."""
        reader = self._reader
        reader.cut = _cut_of(scope)
        straight = _straight_of(scope)
        watch = asyncio.create_task(_leave_when_gone(reader, receive))
        try:
            await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
            while frames := await reader.take():
                await send({"type": "http.response.body", "body": frames, "more_body": True})
                if straight is not None:
                    reader.go_straight(straight)
            await send({"type": "http.response.body", "body": b"", "more_body": False})
        finally:
            reader.leave()
            watch.cancel()


async def _leave_when_gone(reader: Reader, receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
    reader.leave()


def _cut_of(scope: Scope) -> Callable[[], None] | None:
    cut: Callable[[], None] | None = scope.get("extensions", {}).get(CUT, {}).get("cut")
    return cut


def _straight_of(scope: Scope) -> Straight | None:
    straight: Straight | None = scope.get("extensions", {}).get(STRAIGHT, {}).get("straight")
    return straight
