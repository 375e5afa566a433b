"""All that a box needs of its hall in one: the client, the mirror, the status, and staying connected."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from types import TracebackType
from typing import Self

import httpx

from link.client import HallClient
from link.discovery import LINGER_S, Change, Found, Watcher, fitting
from link.listeners import Listeners
from link.messages.facts import Fact
from link.mirror import Mirror
from link.passport import Passport
from link.reconnect import MISSED_S, STALE_S, Link, LinkStatus, Whereabouts
from link.state import State
from link.stream import follow
from link.tending import tend


class HallLink:
    """A box's link to its hall; use it as `async with HallLink("kiosk-1", hall="hulu") as link`.

    `hall`: the id of the hall that the box belongs to; without one it stays with the first it meets. `url` (of box.toml)
    wins over mDNS. `interfaces`: addresses of ours to listen on, `link.discovery.LOOPBACK` for a demo. `missed_s`: after
    such a silence it follows its hall to where that is heard now. `passport`: who the box is to its hall; one that was
    paired speaks to that hall alone, and over TLS.
    """

    def __init__(
        self,
        box: str,
        *,
        hall: str | None = None,
        url: str | None = None,
        language: str = "zh",
        interfaces: Sequence[str] = (),
        stale_s: float = STALE_S,
        missed_s: float = MISSED_S,
        passport: Passport | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        self.passport = passport or Passport(box)
        self.client = HallClient("", box, language, passport=self.passport, transport=transport)
        self.mirror = Mirror()
        self._wished = hall
        self._hall, self._url, self._stale_s = self._own_hall(), url, stale_s
        self._missed_s = missed_s
        self._elsewhere: tuple[str, ...] = ()
        self._second_look: asyncio.TimerHandle | None = None
        self._watcher = None if url else Watcher(self._heard, hall=self._hall, interfaces=interfaces)
        self._first_heard_s: float | None = None
        self._link = Link(self._session, self._where, hall=self._hall or "", stale_s=stale_s)
        self._link.on_status.add(self._stay_with)
        self._tending: asyncio.Task[None] | None = None

    @property
    def state(self) -> State:
        """The public state as far as it is known here; changes in place, so take views of it."""
        return self.mirror.state

    @property
    def status(self) -> LinkStatus:
        return self._link.status

    @property
    def silent_s(self) -> float | None:
        """Seconds since the hall's last word; None: it never said one."""
        return self._link.silent_s

    @property
    def halls(self) -> tuple[Found, ...]:
        """All halls that are heard on the LAN; none where a URL is set."""
        return () if self._watcher is None else self._watcher.halls

    @property
    def on_change(self) -> Listeners[State, tuple[Fact, ...], bool]:
        """`on_change.add(listener)`: told `(state, facts, is_snapshot)` on the event loop; returns what ends it."""
        return self.mirror.on_change

    @property
    def on_status(self) -> Listeners[LinkStatus]:
        """`on_status.add(listener)`: told each change of the status, and when it becomes stale."""
        return self._link.on_status

    def hall_now(self) -> datetime:
        """The hall's time in the hall's zone; the box's own until the hall was heard."""
        return self.mirror.hall_now()

    async def wait_live(self, timeout_s: float | None = None) -> None:
        """Return once the picture is up to date.

        Raises:
            TimeoutError: it was not in time; it says how far it came.
        """
        is_live = asyncio.Event()
        leave = self.on_status.add(lambda status: is_live.set() if status.is_live else None)
        try:
            if not self.status.is_live:
                async with asyncio.timeout(timeout_s):
                    await is_live.wait()
        except TimeoutError:
            status = self.status
            raise TimeoutError(
                f"no live hall yet: {status.state} {status.reason} {status.url}".strip()
            ) from None
        finally:
            leave()

    async def open(self) -> None:
        """Begin; returns at once, with or without a hall."""
        if self._watcher is not None:
            await self._watcher.open()
        self._link.start()
        self._tending = asyncio.create_task(tend(self), name="passport")

    async def close(self) -> None:
        if self._tending is not None:
            self._tending.cancel()
            await asyncio.wait([self._tending])
        self._look_again(())
        await self._link.stop()
        if self._watcher is not None:
            await self._watcher.close()
        await self.client.close()

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def paired_anew(self) -> None:
        """The passport has changed: try again at once, and believe the hall that it names."""
        self._hall = self._own_hall() or self._hall
        self._link.wake()

    def _own_hall(self) -> str | None:
        grant = self.passport.grant
        return grant.hall if grant else self._wished

    async def _session(self, url: str, link: Link) -> None:
        await follow(self.client, self.mirror, url, link, hall=self._hall, silence_s=self._stale_s)

    def _stay_with(self, status: LinkStatus) -> None:
        """Commands go only where the hall has said who it is; and a box without a hall has found its own."""
        if status.is_live:
            self._elsewhere = ()
            self._hall = status.hall
            self.client.move_to(status.url)

    def _where(self) -> Whereabouts:
        grant = self.passport.grant
        if grant and self._wished not in (None, grant.hall):
            return Whereabouts(reason="other-hall")
        if self._url:
            return Whereabouts(urls=(self._url,))
        heard = whereabouts(self.halls, self._hall, is_settled=self._is_settled())
        # First where it was: a hall that said good-bye, or a LAN that lost its multicast, comes back there.
        known = (self.client.url,) if self.client.url else ()
        return replace(heard, urls=tuple(dict.fromkeys((*self._elsewhere, *known, *heard.urls))))

    def _heard(self, change: Change, found: Found) -> None:
        loop = asyncio.get_running_loop()
        if self._first_heard_s is None:
            self._first_heard_s = loop.time()
            loop.call_later(LINGER_S, self._link.wake)
        if change != "vanished" and self._hall in (None, found.hall):
            self._follow_to(found.urls)
            self._link.wake()

    def _follow_to(self, urls: tuple[str, ...]) -> None:
        """A hall that sleeps keeps its connections: where another has taken its place, that is no reason to wait for it."""
        silent_s = self._link.silent_s
        if silent_s is None or self._link.status.url in urls:
            return
        if silent_s < self._missed_s:
            self._look_again(urls, self._missed_s - silent_s)
            return
        self._elsewhere = urls
        self._link.leave()

    def _look_again(self, urls: tuple[str, ...], in_s: float | None = None) -> None:
        """Once: an announcement may come before the silence is long enough to believe it, and is not said again."""
        if self._second_look is not None:
            self._second_look.cancel()
            self._second_look = None
        if in_s is not None:
            loop = asyncio.get_running_loop()
            self._second_look = loop.call_later(in_s, self._follow_if_silent, urls)

    def _follow_if_silent(self, urls: tuple[str, ...]) -> None:
        is_heard = any(each.urls == urls for each in self.halls)
        silent_s = self._link.silent_s
        if is_heard and silent_s is not None and silent_s >= self._missed_s:
            self._follow_to(urls)

    def _is_settled(self) -> bool:
        """Whether a second hall had its time to speak up since the first did."""
        heard_s = self._first_heard_s
        return heard_s is not None and asyncio.get_running_loop().time() - heard_s >= LINGER_S


def whereabouts(halls: Sequence[Found], hall: str | None, *, is_settled: bool) -> Whereabouts:
    """Where to look for a hall among those that are heard; a box that belongs to none does not choose between two."""
    fit = fitting(halls, hall)
    if not fit or (hall is None and not is_settled):
        return Whereabouts(reason="not-heard")
    if len({each.hall for each in fit}) > 1:
        return Whereabouts(reason="several-halls")
    return Whereabouts(urls=tuple(dict.fromkeys(url for each in fit for url in each.urls)))
