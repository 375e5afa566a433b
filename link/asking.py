"""Asking the hall: one HTTP client a box, one key a press, and what may have become of it when no answer comes."""

import asyncio
import json
import uuid
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager, suppress
from copy import copy
from types import TracebackType
from typing import Any, Final, Literal, Self, TypeVar
from urllib.parse import quote

import httpx
from pydantic import ValidationError

from link.found import API_PATH
from link.messages.problems import AT_THE_DOOR
from link.passport import Passport
from link.pinned import pinned_context
from link.replies import Answer, ProblemReply, Reply

CONNECT_S: Final = 3.0
"""On a LAN a connection stands within milliseconds; three lost SYNs (1 s apart) mean that nobody is there."""

ANSWER_S: Final = 5.0
"""The hall answers in milliseconds, after a stalled disk in a second or two. Then asking again with the same key is right."""

PATIENCE_S: Final = 8.0
"""How long a person stands before a screen that says "one moment"."""

FIRST_PAUSE_S: Final = 0.2
LONGEST_PAUSE_S: Final = 2.0
"""Between two tries with the same key: short enough for somebody who waits, long enough for a hall that restarts."""

UNABLE: Final = frozenset({502, 503, 504})
"""Answers that say "not now" (RFC 9110 section 15.6), from the hall or from something between."""

AwayReason = Literal["unknown-hall", "unreachable", "no-answer", "unable", "garbled", "not-paired"]
"""Not yet found; nobody listens there; it went silent; it says "not now"; what it says is not a hall's; this box has no
right to ask."""

ReplyT = TypeVar("ReplyT", bound=Reply)


class HallRefused(Exception):
    """The hall answered, and said no. Nothing has happened."""

    def __init__(self, problem: ProblemReply) -> None:
        super().__init__(f"{problem.name}: {problem.detail}")
        self.problem = problem


class HallAway(Exception):
    """No usable answer. With `is_fate_unknown` it may have been done: only asking again with the same `key` tells."""

    def __init__(self, reason: AwayReason, *, is_fate_unknown: bool = False, key: str = "") -> None:
        super().__init__(reason)
        self.reason: AwayReason = reason
        self.is_fate_unknown = is_fate_unknown
        self.key = key


class Asker:
    """Speaks HTTP to one hall for one box, on any asyncio loop (Qt's too). `url` may come later, by `move_to`.

    `passport` is shared by all that ask for a box; with a grant in it, nobody but its hall is believed. `transport` is
    the seam for tests.
    """

    def __init__(
        self,
        url: str = "",
        box: str = "api",
        language: str = "zh",
        *,
        passport: Passport | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.passport = passport or Passport(box)
        self._root = api_root(url)
        self._language, self._transport = language, transport
        self._lines: dict[str, httpx.AsyncClient] = {}
        self._asked: dict[asyncio.Timeout, str] = {}
        """What `ask` waits for an answer to, by where it was asked."""
        self._moved = asyncio.Event()
        self.session = ""
        """Of the person who has signed in at this box; goes with what is asked, never with the stream."""

    @property
    def box(self) -> str:
        """The name that the hall knows the box by."""
        return self.passport.box

    @property
    def url(self) -> str:
        """The root of the hall's API; empty while it is not known."""
        return self._root

    def beside(self) -> Self:
        """Another asker over the same lines, for somebody else who signs in at this box; move it along, never close it."""
        other = copy(self)
        other.session = ""
        return other

    def move_to(self, url: str) -> None:
        """From now on the hall is there, and was heard just now: whoever waits to ask again asks at once, and who waits for
        an answer from somewhere else as well. The key makes it one press, wherever it was heard first."""
        self._root = api_root(url)
        for each in [each for each, root in self._asked.items() if root != self._root]:
            del self._asked[each]
            each.reschedule(asyncio.get_running_loop().time())
        self._moved.set()  # wakes all who wait now
        self._moved.clear()

    async def close(self) -> None:
        for line in self._lines.values():
            await line.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def get(self, path: str) -> Answer:
        """Read. Raises HallRefused, HallAway."""
        return await self._send("GET", path, None, "")

    async def post(
        self, path: str, body: Mapping[str, object] | None = None, key: str | None = None
    ) -> Answer:
        """Ask once. Raises HallRefused, HallAway."""
        return await self._send("POST", path, body or {}, key or new_key())

    async def ask(
        self,
        path: str,
        body: Mapping[str, object] | None = None,
        *,
        key: str | None = None,
        patience_s: float = PATIENCE_S,
        first_pause_s: float = FIRST_PAUSE_S,
    ) -> Answer:
        """Ask until there is an answer, each time with the same key, so that it is done once however often it is asked.

        Raises:
            HallRefused: the hall said no.
            HallAway: patience ran out; it holds the key, to go on with. Also where the hall says no before it looks what
                became of what was asked before without an answer.
        """
        key = key or new_key()
        loop = asyncio.get_running_loop()
        patient_until = loop.time() + patience_s
        pause_s, is_fate_unknown = first_pause_s, False
        while True:
            root = self._root
            try:
                return await self._post_here(path, body, key)
            except HallAway as away:
                reason = away.reason
                is_fate_unknown = is_fate_unknown or away.is_fate_unknown
            except HallRefused as refused:
                if not is_fate_unknown or refused.problem.name not in _UNTOLD:
                    raise
                reason = "unable"
            if reason == "garbled" or loop.time() + pause_s >= patient_until:
                raise HallAway(reason, is_fate_unknown=is_fate_unknown, key=key)
            pause_s = pause_s if self._root == root else first_pause_s
            with suppress(TimeoutError):
                async with asyncio.timeout(pause_s):
                    await self._moved.wait()
            pause_s = min(pause_s * 2, LONGEST_PAUSE_S)

    def open_stream(
        self, url: str, last_id: str, silence_s: float
    ) -> AbstractAsyncContextManager[httpx.Response]:
        """The fact stream of the hall at `url`, from after `last_id` on; httpx.ReadTimeout after `silence_s` without a byte."""
        headers = self.passport.headers | {"Accept": "text/event-stream", "Cache-Control": "no-store"}
        if last_id:
            headers["Last-Event-ID"] = last_id
        timeout = httpx.Timeout(silence_s, connect=CONNECT_S)
        return self._line.stream(
            "GET",
            f"{self.passport.secured(api_root(url))}/stream",
            headers=headers,
            timeout=timeout,
            extensions=self.passport.extensions,
        )

    def may_ask(self, url: str) -> bool:
        """Whether this box may speak to what listens there at all."""
        return self._transport is not None or self.passport.may_ask(self.passport.secured(api_root(url)))

    @property
    def _line(self) -> httpx.AsyncClient:
        """One client for each authority that this box was ever given: almost always one."""
        authority = self.passport.authority
        if authority not in self._lines:
            self._lines[authority] = httpx.AsyncClient(
                headers={"Accept-Language": self._language},
                timeout=httpx.Timeout(ANSWER_S, connect=CONNECT_S),
                transport=self._transport,
                verify=pinned_context(authority)
                if authority
                else False,  # without one, no TLS is spoken at all
                trust_env=False,  # a proxy set for the web must not carry the hall's own traffic
            )
        return self._lines[authority]

    async def _post_here(self, path: str, body: Mapping[str, object] | None, key: str) -> Answer:
        """As `post`, as long as the hall is where it was."""
        root = self._root
        patience = asyncio.timeout(None)
        try:
            async with patience:
                self._asked[patience] = root
                return await self.post(path, body, key)
        except TimeoutError:
            raise HallAway("no-answer", is_fate_unknown=True, key=key) from None
        finally:
            self._asked.pop(patience, None)

    async def _send(self, method: str, path: str, body: Mapping[str, object] | None, key: str) -> Answer:
        if not self._root:
            raise HallAway("unknown-hall", key=key)
        if not self.may_ask(self._root):
            raise HallAway("not-paired", key=key)
        try:
            response = await self._line.request(
                method,
                self.passport.secured(self._root) + path,
                json=body,
                headers=self._headers(key),
                extensions=self.passport.extensions,
            )
        except NEVER_SENT:
            raise HallAway("unreachable", key=key) from None
        except httpx.HTTPError:
            raise HallAway("no-answer", is_fate_unknown=bool(key), key=key) from None
        try:
            return _answer_of(response, key)
        except HallRefused as refused:
            if refused.problem.name == "signed-out":
                self.session = ""
            raise

    def _headers(self, key: str) -> dict[str, str]:
        more = {"Idempotency-Key": key} if key else {}
        session = {"Jiaohao-Session": self.session} if self.session else {}
        return self.passport.headers | more | session


NEVER_SENT: Final = (
    httpx.ConnectError,
    httpx.ConnectTimeout,
    httpx.PoolTimeout,
    httpx.InvalidURL,
    httpx.UnsupportedProtocol,
    UnicodeError,  # a host name that is none
    ExceptionGroup,  # of anyio: an address that no socket takes, such as port 99999
)
"""What fails before the first byte of a request has left."""


_UNTOLD: Final = AT_THE_DOOR - {"signed-out", "not-signed-in"}
"""What a refusal leaves open. Who is not signed in any more has to hear that; then the screen shows what was done."""


def new_key() -> str:
    """A key for one press: never two alike."""
    return uuid.uuid4().hex


def api_root(url: str) -> str:
    """`http://10.0.0.5:8080` as the root of its API; a URL that has a path is taken as it is, the empty one too."""
    plain = url.strip().rstrip("/")
    has_path = "/" in plain.partition("://")[2]
    return plain if has_path or not plain else plain + API_PATH


def id_path(*parts: str) -> str:
    """A path of an API from plain parts, whatever is written in them: `id_path("tickets", "a/b")` is `/tickets/a%2Fb`."""
    return "".join("/" + quote(part, safe="").replace(".", "%2E") for part in parts)


def read(kind: type[ReplyT], value: object) -> ReplyT:
    """An answer's object as what it should be. Raises HallAway("garbled")."""
    try:
        return kind.model_validate(value)
    except ValidationError:
        raise HallAway("garbled", is_fate_unknown=True) from None


def _answer_of(response: httpx.Response, key: str) -> Answer:
    status = response.status_code
    value = _object_of(response.content)
    if response.is_success and value is not None:
        return Answer(status=status, value=value)
    if status in UNABLE:
        raise HallAway("unable", is_fate_unknown=bool(key), key=key)
    if value is not None and "type" in value and status >= 400:
        raise HallRefused(read(ProblemReply, {"status": status} | value))
    raise HallAway("garbled", is_fate_unknown=bool(key), key=key)


def _object_of(content: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(content)
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None
