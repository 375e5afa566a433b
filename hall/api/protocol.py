"""A connection that speaks HTTP: what cannot be read, is too large or comes too slowly is refused in words."""

import asyncio
from collections.abc import Callable
from typing import Any, Final

from uvicorn.protocols.http.httptools_impl import STATUS_LINE, HttpToolsProtocol

from config.texts import FIRST_LANGUAGE
from hall.access.room import Seat
from hall.api.problems import problem_reply
from hall.api.streaming import CUT, KNOWN, STRAIGHT
from hall.outbox import Straight
from link.messages.problems import Problem, ProblemType

LARGEST_HEAD: Final = 32 * 1024
"""Bytes of a request's address and headers; ours are under one kilobyte, a browser's under sixteen."""

WHOLE_REQUEST_S: Final = 15.0
"""From the first byte of a request to its last, and from a connection to its first request: 64 kB over the worst line
of a hall take two."""


class HallProtocol(HttpToolsProtocol):
    """Bounds what uvicorn does not: a request's head, the time that a whole request takes, the silence of who connects
    and says nothing. Lets a stream cut its own connection: uvicorn would wait for a reader that never reads."""

    whole_request_s = WHOLE_REQUEST_S
    seat: Seat | None = None
    """Its place among all connections; None where there is room for anybody."""
    _head_size = 0
    _has_begun = False
    _is_in_head = False
    _is_incomplete = True
    _too_slow: asyncio.TimerHandle | None = None
    _under_way: tuple[Any, ...] = ()
    """Requests that are not answered yet. uvicorn keeps the newest and those behind it, and loses the one being answered."""

    def connection_made(self, transport: Any) -> None:
        super().connection_made(transport)
        self._watch(is_incomplete=True)

    def connection_lost(self, exc: Exception | None) -> None:
        if self.seat is not None:
            self.seat.leave()
        self._watch(is_incomplete=False)
        self._tell_gone()
        self._unset_keepalive_if_required()  # uvicorn leaves the timer of who is reset to run, and the rest in memory
        super().connection_lost(exc)

    def on_message_begin(self) -> None:
        super().on_message_begin()
        self._has_begun = self._is_in_head = self._is_incomplete = True
        cut: Callable[[], None] = self._cut
        straight = Straight(self._write_straight, self._unsent)
        self.scope["extensions"] = {CUT: {"cut": cut}, STRAIGHT: {"straight": straight}}
        if self.seat is not None:
            self.scope["extensions"][KNOWN] = {"known": self.seat.known}

    def on_headers_complete(self) -> None:
        self._is_in_head = False
        super().on_headers_complete()
        earlier = (each for each in self._under_way if not each.response_complete and each is not self.cycle)
        self._under_way = (*earlier, self.cycle) if self.cycle is not None else ()

    def on_message_complete(self) -> None:
        self._is_incomplete = False
        super().on_message_complete()

    def data_received(self, data: bytes) -> None:
        self._is_incomplete = True  # until a request ends with these bytes: empty lines may trickle too
        super().data_received(data)
        if self._is_incomplete or self._too_slow is not None:
            self._watch(is_incomplete=self._is_incomplete and not self.transport.is_closing())
        self._head_size = self._head_size + len(data) if self._is_in_head else 0
        if self._head_size > LARGEST_HEAD and not self.transport.is_closing():
            self._refuse("head-too-large", limit_kb=str(LARGEST_HEAD // 1024))

    def send_400_response(self, msg: str) -> None:
        """What uvicorn calls for bytes that are no HTTP."""
        self._refuse("not-http")

    def _watch(self, *, is_incomplete: bool) -> None:
        """The time of a request runs from its first piece; one that came in a single piece is not timed at all."""
        if is_incomplete and self._too_slow is None:
            self._too_slow = self.loop.call_later(self.whole_request_s, self._give_up)
        elif not is_incomplete and self._too_slow is not None:
            self._too_slow.cancel()
            self._too_slow = None

    def _give_up(self) -> None:
        self._too_slow = None
        if not self._has_begun:
            self.transport.close()
        elif not self.transport.is_closing():
            self._refuse("too-slow", seconds=f"{self.whole_request_s:.0f}")

    def _refuse(self, problem: ProblemType, **fields: str) -> None:
        """Say why and close. Nobody knows the language yet. Behind a reply that is being written there is no place for
        another: then the connection is cut."""
        if self._is_answering():
            self._cut()
            return
        reply = problem_reply(Problem(type=problem, fields=fields), FIRST_LANGUAGE, {"Connection": "close"})
        head = [*self.server_state.default_headers, *reply.raw_headers]
        lines = [STATUS_LINE[reply.status_code], *(b"%s: %s\r\n" % each for each in head), b"\r\n"]
        self.transport.write(b"".join([*lines, bytes(reply.body)]))
        self.transport.close()

    def _cut(self) -> None:
        """Cut the connection. What is being answered on it is told at once: uvicorn tells it later, and meanwhile its
        reply would go into a closed connection, which uvloop calls a fault."""
        self._tell_gone()
        self.transport.abort()

    def _write_straight(self, data: bytes) -> None:
        """Nothing where the connection has just gone: uvloop raises then, and the next board would hear nothing."""
        if not self.transport.is_closing():
            self.transport.write(data)

    def _unsent(self) -> int:
        return 0 if self.transport.is_closing() else self.transport.get_write_buffer_size()

    def _tell_gone(self) -> None:
        for each in self._under_way:
            each.disconnected = True
            each.message_event.set()

    def _is_answering(self) -> bool:
        """Whether a request that came whole still waits for its reply, or a reply has begun."""
        return any(
            not each.response_complete and (each.response_started or not each.more_body)
            for each in self._under_way
        )


def protocol_within(whole_request_s: float) -> type[HallProtocol]:
    """The protocol with another patience."""

    class Within(HallProtocol):
        pass

    Within.whole_request_s = whole_request_s
    return Within
