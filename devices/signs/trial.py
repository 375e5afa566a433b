"""Trying signs out: each shows its own name, in every colour that it has."""

import asyncio
from collections.abc import Sequence
from typing import Final

from devices.signs.bus import SignHealth
from devices.signs.face import Face, Page
from devices.signs.fitting import fitted
from devices.signs.made import Sign, buses_of

SHOWN_S: Final = 3.0
"""How long the technician may look before the signs go dark again."""

WITHIN_S: Final = 4.0
"""A sign that has not answered by then does not."""


async def tried(
    signs: Sequence[Sign], shown_s: float = SHOWN_S, within_s: float = WITHIN_S
) -> dict[str, SignHealth]:
    """Show every sign its name for a while; how each of them took it."""
    told: set[str] = set()
    buses = buses_of(signs, lambda name, health: told.add(name))
    several = list(dict.fromkeys(buses.values()))
    for bus in several:
        await bus.open()
    for sign in signs:
        buses[sign.name].show(sign.name, trial_face(sign))
    await asyncio.gather(*(bus.settled(within_s * len(signs)) for bus in several))
    healths = {sign.name: buses[sign.name].health(sign.name) for sign in signs}
    await asyncio.sleep(shown_s)
    await asyncio.gather(*(bus.close(dark_s=within_s) for bus in several))
    return healths


def trial_face(sign: Sign) -> Face:
    """The sign's name, a page for each colour."""
    pages = [page for colour in sign.panel.colours for page in fitted((sign.name,), colour, sign.panel).pages]
    return Face(pages=tuple(Page(text=page.text, colour=page.colour, seconds=1.0) for page in pages))
