"""How a hall is announced on the LAN."""

import asyncio
import hashlib
import logging
import secrets
from collections.abc import Sequence
from ipaddress import IPv4Address

import ifaddr
from zeroconf import Error as ZeroconfError
from zeroconf.asyncio import AsyncServiceInfo, AsyncZeroconf

from link.discovery.wire import LOOPBACK, SERVICE, TEND_S, TWIN_LENGTH, end, zeroconf_on
from link.found import API_PATH, HALL_ID, NAME_LENGTH, clean_text
from link.messages.words import SCHEMA

log = logging.getLogger(__name__)


class Advertisement:
    """A hall's announcement, kept right while interfaces and addresses come and go.

    `addresses` where the hall listens on some only; `interfaces` (addresses of ours) where only these may hear of it.
    `is_tls`: it speaks TLS, wherever it listens. `is_twin`: one of several machines that may be this hall; only one is at
    a time, and it is announced at once, under a name that no other machine has.
    Troubles of the network are logged and tried again, never raised.
    """

    def __init__(
        self,
        *,
        hall: str,
        name: str,
        port: int,
        addresses: Sequence[str] = (),
        interfaces: Sequence[str] = (),
        path: str = API_PATH,
        is_tls: bool = False,
        is_twin: bool = False,
        tend_s: float = TEND_S,
    ) -> None:
        if not HALL_ID.fullmatch(hall):
            raise ValueError(f"not a hall id: {hall!r}")
        self._hall, self._port, self._is_twin, self._tend_s = hall, port, is_twin, tend_s
        self._fixed = tuple(addresses) or tuple(interfaces)
        self._interfaces = tuple(interfaces)
        self._texts = {
            "hall": hall,
            "name": clean_text(name, NAME_LENGTH),
            "schema": str(SCHEMA),
            "path": path,
        } | ({"tls": "1"} if is_tls else {})
        # Address records belong to a host name. One of our own, new each time, keeps two halls on one machine apart.
        self._server = f"jiaohao-{secrets.token_hex(4)}.local."
        self._voice: AsyncZeroconf | None = None
        self._service: AsyncServiceInfo | None = None
        self._tending: asyncio.Task[None] | None = None

    @property
    def label(self) -> str:
        """The instance label in use: the hall's id, with a number behind it where another hall had it first, or the machine's mark
        where it has several."""
        return self._service.name.removesuffix(f".{SERVICE}") if self._service else ""

    async def open(self) -> None:
        """Announce it; returns once that is done, or has failed and will be tried again."""
        await self._announce()
        self._tending = asyncio.create_task(self._tend(), name="advertisement")

    async def close(self) -> None:
        """Say good-bye, so that boxes need not wait for the records to run out."""
        await end(self._tending)
        self._tending = None
        await self._fall_silent()

    async def _announce(self) -> None:
        try:
            # Kept at once: who is closed while still announcing has sockets to close.
            self._voice = zeroconf_on(self._interfaces)
            service = self._described(f"{self._own_label()}.{SERVICE}")
            await self._voice.async_register_service(
                service, allow_name_change=not self._is_twin, cooperating_responders=self._is_twin
            )
        except (OSError, ZeroconfError) as wrong:
            log.warning(
                "hall %s cannot be announced, trying again: %s", self._hall, wrong or type(wrong).__name__
            )
            await self._fall_silent()
            return
        self._service = service
        log.info("hall %s is announced as %s, port %d", self._hall, self.label, self._port)

    async def _fall_silent(self) -> None:
        voice, self._voice, self._service = self._voice, None, None
        if voice is not None:
            await voice.async_close()

    def _own_label(self) -> str:
        """Asking whether somebody has a name already takes a second and more (RFC 6762, 8.1), in which boxes would look for
        the hall in vain; and the good-bye of another machine must not take this one's name with it."""
        if not self._is_twin:
            return self._hall
        place = f"{sorted(self._addresses())}:{self._port}"
        return f"{self._hall}-{hashlib.sha256(place.encode()).hexdigest()[:TWIN_LENGTH]}"

    def _addresses(self) -> tuple[str, ...]:
        return self._fixed or own_addresses()

    def _described(self, name: str) -> AsyncServiceInfo:
        return AsyncServiceInfo(
            SERVICE,
            name,
            port=self._port,
            properties=self._texts,
            server=self._server,
            parsed_addresses=list(self._addresses()),
        )

    async def _tend(self) -> None:
        while True:
            await asyncio.sleep(self._tend_s)
            if self._voice is None or self._service is None:
                await self._announce()
            elif not self._interfaces:
                await self._follow_interfaces(self._voice, self._service)

    async def _follow_interfaces(self, voice: AsyncZeroconf, known: AsyncServiceInfo) -> None:
        try:
            now = self._described(known.name)
            if set(now.parsed_addresses()) != set(known.parsed_addresses()):
                log.info("hall %s has new addresses: %s", self._hall, ", ".join(now.parsed_addresses()))
                await voice.async_update_service(now)
                self._service = now
            await voice.async_update_interfaces()
        except (OSError, ZeroconfError) as wrong:
            log.debug("interfaces could not be followed: %s", wrong)


def own_addresses() -> tuple[str, ...]:
    """This machine's IPv4 addresses that others reach; without any, loopback, for the boxes on this machine."""
    every = [str(ip.ip) for adapter in ifaddr.get_adapters() for ip in adapter.ips if ip.is_IPv4]
    others = [each for each in every if not IPv4Address(each).is_loopback]
    return tuple(dict.fromkeys(others)) or LOOPBACK
