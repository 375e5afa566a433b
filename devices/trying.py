"""Trying a driver from a terminal: it is served until whoever typed has seen enough."""

import asyncio
from typing import Protocol


class Tried(Protocol):
    """A driver, as far as its trial goes."""

    async def open(self) -> None:
        """Begin."""

    async def close(self) -> None:
        """Let go."""


async def serve(driver: Tried, seconds: float | None) -> None:
    """Open it, and close it after so long; None: at Ctrl-C."""
    await driver.open()
    try:
        await (asyncio.Event().wait() if seconds is None else asyncio.sleep(seconds))
    finally:
        await driver.close()
