"""Finding one hall, once."""

import asyncio
from collections.abc import Sequence
from typing import Final

from link.discovery.watcher import Watcher
from link.found import Found

LINGER_S: Final = 0.5
"""How long somebody who takes any hall waits for a second one to speak up."""


class HallNotFound(LookupError):
    """No hall, or not the one asked for, was heard in time; `heard` are the others."""

    def __init__(self, hall: str | None, heard: tuple[Found, ...]) -> None:
        super().__init__(
            f"hall {hall or 'of any name'} was not heard; heard: {[each.hall for each in heard]}"
        )
        self.hall = hall
        self.heard = heard


async def find(hall: str | None = None, wait_s: float = 5.0, *, interfaces: Sequence[str] = ()) -> Found:
    """The hall of this id; without one, the only hall there is.

    Raises:
        HallNotFound: it was not heard within `wait_s`, or any would do and there are several.
    """
    heard = asyncio.Event()
    watcher = Watcher(lambda change, found: heard.set(), hall=hall, interfaces=interfaces)
    await watcher.open()
    try:
        async with asyncio.timeout(wait_s):
            while not (fit := fitting(watcher.halls, hall)):
                heard.clear()
                await heard.wait()
            if hall is None:
                await asyncio.sleep(LINGER_S)
                fit = fitting(watcher.halls, hall)
    except TimeoutError:
        fit = fitting(watcher.halls, hall)
    finally:
        everyone = watcher.halls
        await watcher.close()
    if len({each.hall for each in fit}) != 1:
        raise HallNotFound(hall, everyone)
    return fit[0]


def fitting(halls: Sequence[Found], hall: str | None) -> tuple[Found, ...]:
    """Those of an id, or all where any will do. Two with one id are the same hall at two doors, or an impostor."""
    return tuple(each for each in halls if hall in (None, each.hall))
