"""Which halls can be heard on the LAN now."""

import asyncio
import contextlib
import logging
import re
from collections.abc import Callable, Sequence
from typing import Final, Literal

from zeroconf import Error as ZeroconfError
from zeroconf import RecordUpdate, RecordUpdateListener, ServiceStateChange, Zeroconf
from zeroconf.asyncio import AsyncServiceBrowser, AsyncServiceInfo, AsyncZeroconf

from link.discovery.wire import SERVICE, TEND_S, TWIN_LENGTH, end, zeroconf_on
from link.found import NAME_LENGTH, Found, Unfit, clean_text, found_of

RESOLVE_S: Final = 3.0
"""How long an announced hall has to say its port and addresses; one that lives answers within 0.1 s."""

MOST_HALLS: Final = 32
"""More announcements than any LAN has halls: what comes after is a flood."""

MOST_TWINS: Final = 4
"""Machines of one hall, of which one serves at a time."""

Change = Literal["appeared", "changed", "heard", "vanished"]
"""`heard`: a known hall spoke again with nothing new, as one does that has just been restarted."""

log = logging.getLogger(__name__)


class Watcher:
    """Hears which halls there are. `on_change` is called on the event loop. `hall`: the one that no flood may hide."""

    def __init__(
        self,
        on_change: Callable[[Change, Found], None],
        *,
        hall: str | None = None,
        interfaces: Sequence[str] = (),
        tend_s: float = TEND_S,
    ) -> None:
        self._on_change = on_change
        self._tend_s = tend_s
        self._own_name = f"{hall}.{SERVICE}"
        self._twin_name = re.compile(
            rf"{re.escape(f'{hall}-')}[0-9a-f]{{{TWIN_LENGTH}}}\.{re.escape(SERVICE)}"
        )
        self._interfaces = tuple(interfaces)
        self._ear: AsyncZeroconf | None = None
        self._browser: AsyncServiceBrowser | None = None
        self._tending: asyncio.Task[None] | None = None
        self._found: dict[str, Found] = {}
        self._asking: dict[str, asyncio.Task[None]] = {}
        self._asked_again: set[str] = set()
        self._complained: set[str] = set()

    @property
    def halls(self) -> tuple[Found, ...]:
        """All that can be heard now, in the order they appeared."""
        return tuple(self._found.values())

    async def open(self) -> None:
        """Begin to listen. A network that is not there yet is tried again by itself."""
        self._listen()
        self._tending = asyncio.create_task(self._tend(), name="watcher")

    async def close(self) -> None:
        for task in (self._tending, *self._asking.values()):
            await end(task)
        if self._browser is not None:
            await self._browser.async_cancel()
        if self._ear is not None:
            await self._ear.async_close()
        self._ear, self._browser, self._tending = None, None, None

    def _listen(self) -> None:
        try:
            ear = zeroconf_on(self._interfaces)
        except OSError as wrong:
            log.warning("no network to listen for halls on, trying again: %s", wrong)
            return
        self._ear = ear
        ear.zeroconf.async_add_listener(_Pointers(self._heard), None)
        self._browser = AsyncServiceBrowser(ear.zeroconf, SERVICE, handlers=[self._announced])

    async def _tend(self) -> None:
        while True:
            await asyncio.sleep(self._tend_s)
            if self._ear is None:
                self._listen()
            elif not self._interfaces:
                with contextlib.suppress(OSError, ZeroconfError):
                    await self._ear.async_update_interfaces()

    def _announced(
        self, zeroconf: Zeroconf, service_type: str, name: str, state_change: ServiceStateChange
    ) -> None:
        if state_change is ServiceStateChange.Removed:
            self._forget(name)
        elif name in self._asking:
            self._asked_again.add(name)
        elif name in self._found or self._is_own(name) or self._has_room():
            self._asking[name] = asyncio.create_task(self._ask(zeroconf, name), name="ask a hall")
        else:
            self._complain("", f"more than {MOST_HALLS} halls are announced; the rest is left aside")

    def _is_own(self, name: str) -> bool:
        """Whether it may be the hall that no flood may hide, or one of its machines."""
        twins = sum(
            self._twin_name.fullmatch(each) is not None for each in self._found.keys() | self._asking.keys()
        )
        is_twin = self._twin_name.fullmatch(name) is not None and twins < MOST_TWINS
        return name == self._own_name or is_twin

    def _has_room(self) -> bool:
        return len(self._found.keys() | self._asking.keys()) < MOST_HALLS

    async def _ask(self, zeroconf: Zeroconf, name: str) -> None:
        try:
            while True:
                self._asked_again.discard(name)
                service = AsyncServiceInfo(SERVICE, name)
                if await service.async_request(zeroconf, RESOLVE_S * 1000):
                    self._learn(name, service)
                if name not in self._asked_again:
                    return
        except (
            ZeroconfError
        ) as wrong:  # a name that zeroconf itself refuses, such as one with control characters
            self._complain(
                name, f"announcement {clean_text(name, NAME_LENGTH)!r} is left aside: {type(wrong).__name__}"
            )
        finally:
            self._asking.pop(name, None)

    def _learn(self, name: str, service: AsyncServiceInfo) -> None:
        try:
            found = found_of(service.properties, service.parsed_addresses(), service.port or 0)
        except Unfit as unfit:
            self._complain(name, f"announcement {clean_text(name, NAME_LENGTH)!r} is left aside: {unfit}")
            self._forget(name)
            return
        before = self._found.get(name)
        self._found[name] = found
        if before is None:
            self._on_change("appeared", found)
        else:
            self._on_change("heard" if before == found else "changed", found)

    def _heard(self, name: str) -> None:
        found = self._found.get(name)
        if found is not None:
            self._on_change("heard", found)

    def _forget(self, name: str) -> None:
        found = self._found.pop(name, None)
        if found is not None:
            self._on_change("vanished", found)

    def _complain(self, name: str, what: str) -> None:
        """One log line a name, whatever it goes on sending."""
        if name not in self._complained and len(self._complained) <= MOST_HALLS:
            self._complained.add(name)
            log.warning("%s", what)


class _Pointers(RecordUpdateListener):
    """Hears every pointer record anew: the browser says nothing of one that it knows already (a hall restarted)."""

    def __init__(self, on_heard: Callable[[str], None]) -> None:
        super().__init__()
        self._on_heard = on_heard

    def async_update_records(self, zc: Zeroconf, now: float, records: list[RecordUpdate]) -> None:
        for update in records:
            alias = getattr(update.new, "alias", None)
            is_known = update.old is not None and not update.new.is_expired(now)
            if is_known and alias and update.new.name == SERVICE:
                self._on_heard(alias)

    def async_update_records_complete(self) -> None:
        """Nothing waits for the end of a packet here."""
