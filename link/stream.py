"""One session with the hall's fact stream (server-sent events), folded into a mirror."""

from collections.abc import AsyncIterator, Callable
from contextlib import aclosing
from typing import Final

import httpx
from httpx_sse import EventSource, SSEError

from link.asking import NEVER_SENT, Asker
from link.mirror import Mirror, NeedsSnapshot, OtherHall, TooOld
from link.reconnect import Ended, Link
from link.unproven import why_unproven

LONGEST_EVENT: Final = 64 << 20
"""Bytes. A snapshot with 20,000 living tickets is about 12 MB; whoever sends more without an end is no hall."""


async def follow(
    asker: Asker, mirror: Mirror, url: str, link: Link, *, hall: str | None, silence_s: float
) -> None:
    """Fold the stream at `url` until it ends. `hall`: the only one that is believed.

    Raises:
        Ended: why it did.
    """
    mirror.begin()
    if not asker.may_ask(url):
        raise Ended("not-paired")
    try:
        async with asker.open_stream(url, mirror.last_id, silence_s) as response:
            if response.status_code == httpx.codes.UNAUTHORIZED:
                raise Ended("token-refused" if asker.passport.grant else "not-paired")
            if response.status_code != httpx.codes.OK:
                raise Ended("refused", f"HTTP {response.status_code}")
            await _fold(response, mirror, link, hall)
    except httpx.ReadTimeout:
        raise Ended("silent") from None
    except NEVER_SENT as wrong:
        raise Ended(why_unproven(wrong) or "unreachable", str(wrong)) from None
    except (SSEError, httpx.DecodingError) as wrong:  # before TransportError, which SSEError is one of
        raise Ended("garbled", str(wrong)) from None
    except httpx.TransportError as wrong:
        raise Ended("cut", type(wrong).__name__) from None
    except NeedsSnapshot as wrong:
        mirror.forget()
        raise Ended("behind", str(wrong)) from None
    except OtherHall as other:
        raise Ended("other-hall", str(other)) from None
    except TooOld as wrong:
        raise Ended("too-old", str(wrong)) from None


async def _fold(response: httpx.Response, mirror: Mirror, link: Link, hall: str | None) -> None:
    body = _Heard(response, link.word)
    heard = httpx.Response(response.status_code, headers=_plain(response.headers), stream=body)
    async with aclosing(EventSource(heard).aiter_sse()) as events:
        async for event in events:
            body.size = 0
            mirror.hear(event.event, event.data, hall)
            if mirror.is_current:
                _tell(mirror, link)


def _tell(mirror: Mirror, link: Link) -> None:
    """Once up to date, first what is new, then that the link is live; later all that came in one piece together."""
    if link.is_in_session:
        mirror.tell_soon()
    else:
        mirror.tell()
        link.live(mirror.welcome.hall if mirror.welcome else "")


class _Heard(httpx.AsyncByteStream):
    """A response's bytes, each piece reported as it comes: comments keep a link fresh, but are no events."""

    def __init__(self, response: httpx.Response, on_word: Callable[[], None]) -> None:
        self.size = 0
        self._response = response
        self._on_word = on_word

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for piece in self._response.aiter_bytes():
            self._on_word()
            self.size += len(piece)
            if self.size > LONGEST_EVENT:
                raise SSEError("an event without an end")
            yield piece


def _plain(headers: httpx.Headers) -> httpx.Headers:
    """The headers of a body whose coding is undone already."""
    return httpx.Headers([(name, value) for name, value in headers.items() if name != "content-encoding"])
