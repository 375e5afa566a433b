"""Staying connected: where the hall may be, when to try again, and what to say of it meanwhile."""

import asyncio
import logging
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, Literal

from link.listeners import Listeners

STALE_S: Final = 12.0
"""The hall speaks at least every 5 s; two words may be lost, then what is shown is old."""

MISSED_S: Final = 6.0
"""A hall that was silent for so long has missed a word of its own: where another one speaks for it, that one is believed."""

FIRST_PAUSE_S: Final = 0.25
"""A hall that restarts is back within a second or two; asking four times a second does not hurt it."""

LONGEST_PAUSE_S: Final = 8.0
"""A hall that was off all night is found within this time, without 80 screens keeping the switch busy."""

STEADY_S: Final = 5.0
"""A stream that stood this long was a good one: its end is a first failure again, not one more in a row."""

LinkState = Literal["searching", "connecting", "live", "stale", "waiting"]
"""`stale`: nothing was heard for 12 s, whatever is tried meanwhile. `waiting`: until the next try."""

LinkReason = Literal[
    "",
    "not-heard",  # no announcement of the hall yet
    "several-halls",  # bound to none, and more than one is heard
    "not-paired",  # a hall that asks for tokens, and this box has none
    "token-refused",  # the hall does not know this box's token (any more)
    "unproven",  # who answers cannot prove to be the hall that this box was paired with
    "wrong-clock",  # the hall's certificate is out of its time: its clock or this box's is wrong
    "unreachable",  # nobody listens at its address
    "cut",  # the stream ended
    "silent",  # the connection stands, but no word comes
    "refused",  # it answers, but gives no stream
    "garbled",  # what comes is not a hall's stream
    "behind",  # a gap or an unknown fact: a snapshot is asked for
    "other-hall",  # another hall lives at that address
    "too-old",  # the hall no longer speaks this box's schema
    "fault",  # a fault of our own, in the log
]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkStatus:
    """How it stands with the hall. Moments are the box's own clock's; `attempt` counts tries since it last went well."""

    state: LinkState
    since: datetime
    hall: str = ""
    """The id of the hall that the box belongs to; empty: of none yet."""
    url: str = ""
    last_word_at: datetime | None = None
    reason: LinkReason = ""
    """Why it is not live, or why it was not before."""
    detail: str = ""
    """In words of the log, for a technician."""
    attempt: int = 0

    @property
    def is_live(self) -> bool:
        return self.state == "live"


@dataclass(frozen=True, slots=True, kw_only=True)
class Whereabouts:
    """The roots at which the hall may be, the likeliest first: they are tried in turn, after a good session from the first.
    Without any, why."""

    urls: tuple[str, ...] = ()
    reason: LinkReason = ""


class Ended(Exception):
    """How a session came to its end."""

    def __init__(self, reason: LinkReason, detail: str = "") -> None:
        super().__init__(f"{reason} {detail}".strip())
        self.reason: LinkReason = reason
        self.detail = detail


Session = Callable[[str, "Link"], Awaitable[None]]
"""One connection to a URL, from its beginning to its end: says `link.word()` for all it hears, `link.live()` when it is
up to date, and raises `Ended`, or just ends."""


def pause_s(attempt: int, chance: float, *, is_round_over: bool = True) -> float:
    """How long to wait after a number of failures in a row; `chance` (0 to 1) spreads the boxes of a hall apart. Within a
    round through its addresses the wait stays short: a hall that moved is found at the new one soon after the old one."""
    doublings = min(max(0, attempt - 1), 16) if is_round_over else 0
    longest = min(LONGEST_PAUSE_S, FIRST_PAUSE_S * 2.0**doublings)
    return longest * (0.5 + 0.5 * chance)


class Link:
    """Keeps one session running, for ever. All on one event loop."""

    def __init__(
        self,
        session: Session,
        where: Callable[[], Whereabouts],
        *,
        hall: str = "",
        stale_s: float = STALE_S,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self.on_status: Listeners[LinkStatus] = Listeners()
        self._session, self._where = session, where
        self._stale_s = stale_s
        self._now, self._monotonic, self._chance = now, monotonic, chance
        self._status = LinkStatus(state="searching", since=now(), hall=hall)
        self._last_word: tuple[float, datetime] | None = None
        self._live_since_s: float | None = None
        self._woken = asyncio.Event()
        self._alarm: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._patience: asyncio.Timeout | None = None

    @property
    def status(self) -> LinkStatus:
        """How it stands now."""
        return replace(self._status, last_word_at=self._last_word[1] if self._last_word else None)

    @property
    def is_in_session(self) -> bool:
        """Whether the session that runs now has come up to date."""
        return self._live_since_s is not None

    @property
    def silent_s(self) -> float | None:
        """Seconds since the hall's last word; None: it never said one."""
        return None if self._last_word is None else self._monotonic() - self._last_word[0]

    def start(self) -> None:
        """Run in a task of its own."""
        self._task = asyncio.create_task(self.run(), name="link")

    async def stop(self) -> None:
        """End the session and try no more."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.wait([self._task])
            self._task = None
        if self._alarm is not None:
            self._alarm.cancel()

    def wake(self) -> None:
        """The hall was heard, or something changed: do not wait any longer."""
        self._woken.set()

    def leave(self) -> None:
        """End a session that had come up to date, as one whose hall has fallen silent. What is only being tried goes on:
        else whoever announces a hall again and again could keep the box from every other."""
        if self._patience is not None and self.is_in_session:
            self._patience.reschedule(asyncio.get_running_loop().time())
            self._patience = None

    def word(self) -> None:
        """Something came from the hall, be it a comment."""
        self._last_word = (self._monotonic(), self._now())

    def live(self, hall: str) -> None:
        """The session is up to date with this hall."""
        if self._live_since_s is None:
            self._live_since_s = self._monotonic()
            self._show("live", hall=hall, attempt=0)

    async def run(self) -> None:
        """Try, and try again, until cancelled."""
        attempt = turn = 0
        while True:
            where = self._where()
            if not where.urls:
                self._show("searching", reason=where.reason)
                await self._rest(None)
                continue
            url = where.urls[turn % len(where.urls)]
            self._show("connecting", url=url, attempt=attempt + 1)
            ended = await self._one_session(url)
            turn = 0 if self.is_in_session else turn + 1
            attempt = 1 if self._was_steady() else attempt + 1
            self._report(ended, url, attempt)
            self._show("waiting", reason=ended.reason, detail=ended.detail, attempt=attempt)
            is_round_over = turn % len(where.urls) == 0
            await self._rest(pause_s(attempt, self._chance(), is_round_over=is_round_over))

    async def _one_session(self, url: str) -> Ended:
        self._woken.clear()
        self._live_since_s = None
        patience = self._patience = asyncio.timeout(None)
        try:
            async with patience:
                await self._session(url, self)
        except Ended as ended:
            return ended
        except Exception as fault:  # a box must find its hall again whatever went wrong this time
            if patience.expired():
                return Ended("silent")
            log.exception("the session with %s failed", url)
            return Ended("fault", type(fault).__name__)
        finally:
            self._patience = None
        return Ended("cut")

    def _was_steady(self) -> bool:
        began_s, self._live_since_s = self._live_since_s, None
        return began_s is not None and self._monotonic() - began_s >= STEADY_S

    async def _rest(self, longest_s: float | None) -> None:
        """Until woken, or so long; but never shorter than the first pause, however often somebody announces a hall."""
        shortest_s = 0.0 if longest_s is None else min(longest_s, FIRST_PAUSE_S)
        await asyncio.sleep(shortest_s)
        try:
            async with asyncio.timeout(None if longest_s is None else longest_s - shortest_s):
                await self._woken.wait()
        except TimeoutError:
            return
        self._woken.clear()

    def _report(self, ended: Ended, url: str, attempt: int) -> None:
        """The first failure is news; that it goes on is not."""
        level = logging.WARNING if attempt == 1 and ended.reason != "behind" else logging.DEBUG
        log.log(level, "no link to the hall at %s: %s", url, ended)

    def _show(
        self,
        state: LinkState,
        *,
        hall: str = "",
        url: str = "",
        reason: LinkReason = "",
        detail: str = "",
        attempt: int = 0,
    ) -> None:
        before = self._status
        shown = self._aged(state)
        self._status = LinkStatus(
            state=shown,
            since=before.since if shown == before.state else self._now(),
            hall=hall or before.hall,
            url=url or before.url,
            reason=reason or ("" if shown == "live" else before.reason),
            detail=detail or ("" if reason or shown == "live" else before.detail),
            attempt=attempt,
        )
        self._set_alarm(state)
        if shown != before.state:
            log.log(
                logging.INFO if "live" in (shown, before.state) or shown == "stale" else logging.DEBUG,
                "link to hall %s: %s", self._status.hall or "of any name", shown,
            )  # fmt: skip
        if self._status != before:
            self.on_status.tell(self.status)

    def _aged(self, state: LinkState) -> LinkState:
        silent_s = self.silent_s
        is_old = state != "live" and silent_s is not None and silent_s >= self._stale_s
        return "stale" if is_old else state

    def _set_alarm(self, state: LinkState) -> None:
        """Say that it is stale the moment it is, not at the next try."""
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None
        silent_s = self.silent_s
        if state == "live" or silent_s is None or silent_s >= self._stale_s:
            return
        again = self._status
        self._alarm = asyncio.get_running_loop().call_later(
            self._stale_s - silent_s,
            lambda: self._show(state, reason=again.reason, detail=again.detail, attempt=again.attempt),
        )
