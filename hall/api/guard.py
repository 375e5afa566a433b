"""What every request meets first: strangers, foreign sites, wrong formats and bodies too large are turned away at the door."""

import logging
import time
from collections.abc import Callable
from typing import Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from hall.api.asked import Headers, header, language_asked
from hall.api.door import Door
from hall.api.house import ENTRY
from hall.api.problems import problem_reply
from hall.api.streaming import KNOWN
from link.messages.problems import Problem, ProblemType, Refused

LARGEST_BODY: Final = 64 * 1024

_log = logging.getLogger(__name__)


class Guard:
    """The outermost layer of the app. `is_stopping` says whether the hall takes no more commands; `clock_s` goes forward
    alone, in seconds."""

    def __init__(
        self,
        app: ASGIApp,
        is_stopping: Callable[[], bool],
        door: Door,
        clock_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._app = app
        self._is_stopping = is_stopping
        self._door = door
        self._clock_s = clock_s

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        problem = self._at_the_door(scope)
        if problem is None and scope["method"] in ("POST", "PUT", "PATCH"):
            try:
                body = await _whole_body(receive)
            except _GoneError:
                return
            problem = _with_body(scope["headers"], body)
            receive = _again(body or b"", receive)
        if problem is not None:
            await _turn_away(problem, scope, receive, send)
            return
        await self._let_in(scope, receive, send)

    def _at_the_door(self, scope: Scope) -> Problem | None:
        headers = scope["headers"]
        address = (scope.get("client") or ("",))[0]
        try:
            entry = self._door.entry(headers, address, scope["method"], self._clock_s())
        except Refused as refused:
            return refused.problem
        scope[ENTRY] = entry
        if entry.who is not None and KNOWN in (extensions := scope.get("extensions", {})):
            extensions[KNOWN]["known"]()
        if scope["method"] == "GET":
            return None
        if self._is_stopping():
            return Problem(type="stopping")
        length = header(headers, b"content-length") or "0"
        is_small = length.isdecimal() and len(length) < 9 and int(length) <= LARGEST_BODY
        return None if is_small else _too_large()

    async def _let_in(self, scope: Scope, receive: Receive, send: Send) -> None:
        has_begun = False

        async def noting(message: Message) -> None:
            nonlocal has_begun
            has_begun = True
            await send(message)

        try:
            await self._app(scope, receive, noting)
        except Exception:
            _log.exception("a request could not be answered: %s %s", scope["method"], _route(scope))
            if not has_begun:
                await _turn_away(Problem(type="fault"), scope, receive, send)


class _GoneError(Exception):
    """Whoever asked left in the middle of the body: half a wish is none."""


async def _whole_body(receive: Receive) -> bytes | None:
    """The body; None where it is too large, and then the rest is not read."""
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise _GoneError
        body += message.get("body", b"")
        if len(body) > LARGEST_BODY:
            return None
        if not message.get("more_body", False):
            return bytes(body)


def _with_body(headers: Headers, body: bytes | None) -> Problem | None:
    if body is None:
        return _too_large()
    media_type = (header(headers, b"content-type") or "").partition(";")[0].strip().lower()
    encoding = (header(headers, b"content-encoding") or "identity").strip().lower()
    if body and (media_type != "application/json" or encoding != "identity"):
        return Problem(type="unsupported-media-type")
    return None


def _route(scope: Scope) -> str:
    """The route as it is written: a path may hold the secret of a ticket or the code of a link."""
    return getattr(scope.get("route"), "path", "?")


def _again(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives a body which has already been read, then what comes after it."""
    waiting = [body]

    async def give() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return give


async def _turn_away(problem: Problem, scope: Scope, receive: Receive, send: Send) -> None:
    closing: tuple[ProblemType, ...] = ("body-too-large", "stopping", "fault")
    more = {"Connection": "close"} if problem.type in closing else {}
    reply = problem_reply(problem, language_asked(scope["headers"]), more)
    await reply(scope, receive, send)


def _too_large() -> Problem:
    return Problem(type="body-too-large", fields={"limit_kb": str(LARGEST_BODY // 1024)})
