"""Keeping a box's passport good while it runs: a pairing is noticed, an old token is renewed."""

import asyncio
import json
import logging
from datetime import datetime, timedelta
from typing import Final, Protocol

from link.asking import HallAway, HallRefused, id_path
from link.client import HallClient
from link.pairing.grant import Grant, GrantError, grant_of
from link.passport import Passport
from link.reconnect import LinkStatus

LOOK_S: Final = 2.0
"""How soon a box notices that somebody has just paired it: a file is looked at, which costs nothing."""

RENEWED_AFTER: Final = timedelta(days=30)
"""A token lasts thirteen months: a box may miss a year of these."""

AGAIN_S: Final = 600.0
"""After a renewal that did not work."""

log = logging.getLogger(__name__)


class Tended(Protocol):
    """What is needed of a box's link."""

    client: HallClient
    passport: Passport

    @property
    def status(self) -> LinkStatus: ...

    def hall_now(self) -> datetime: ...

    def paired_anew(self) -> None: ...


async def tend(link: Tended, look_s: float = LOOK_S) -> None:
    """Look again and again, until cancelled."""
    loop = asyncio.get_running_loop()
    not_before_s = 0.0
    while True:
        await asyncio.sleep(look_s)
        if not link.status.is_live:
            if link.passport.refresh():
                link.paired_anew()
        elif loop.time() >= not_before_s and is_old(link.passport.grant, link.hall_now()):
            not_before_s = loop.time() + AGAIN_S
            await renew(link.client)


def is_old(grant: Grant | None, now: datetime) -> bool:
    """Whether a token should be renewed, by the hall's time."""
    return grant is not None and now - datetime.fromisoformat(grant.made_at) >= RENEWED_AFTER


async def renew(client: HallClient) -> None:
    """Ask for a new token and keep it; where that does not work, the old one stays good."""
    passport, old = client.passport, client.passport.grant
    if old is None:
        return
    try:
        answer = await client.post(id_path("boxes", old.box, "renew"))
        new = grant_of(json.dumps(answer.value))
        if (new.hall, new.authority, new.box, new.role) != (old.hall, old.authority, old.box, old.role):
            raise GrantError("another box's")
        passport.keep(new)
    except (HallRefused, HallAway, GrantError, OSError) as wrong:
        log.warning("this box's token could not be renewed, trying again later: %s", wrong)
        return
    log.info("this box has a new token")
