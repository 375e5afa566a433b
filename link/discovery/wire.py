"""What announcing and listening share: the service, the interfaces, and how a task of either is ended."""

import asyncio
import errno
from collections.abc import Sequence
from typing import Final

from zeroconf import InterfaceChoice
from zeroconf.asyncio import AsyncZeroconf

SERVICE: Final = "_jiaohao._tcp.local."
TWIN_LENGTH: Final = 6
"""Hexadecimal digits that tell the machines of one hall apart."""

LOOPBACK: Final = ("127.0.0.1",)
"""The `interfaces` of whatever must not be heard outside this machine."""

TEND_S: Final = 10.0
"""How often interfaces are looked at anew: the switch may boot after us, and zeroconf never notices by itself."""


def zeroconf_on(interfaces: Sequence[str]) -> AsyncZeroconf:
    """On these addresses of ours, or on all. Raises OSError where none of them is there."""
    try:
        return AsyncZeroconf(interfaces=list(interfaces) or InterfaceChoice.All)
    except (
        RuntimeError
    ) as wrong:  # zeroconf's word for a machine on which no interface is up, loopback neither
        raise OSError(errno.ENETDOWN, str(wrong)) from wrong


async def end(task: asyncio.Task[None] | None) -> None:
    """Cancel a task and see it gone."""
    if task is not None:
        task.cancel()
        await asyncio.wait([task])
