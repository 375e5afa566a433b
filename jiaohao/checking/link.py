"""Whether a box reaches its hall, is let in, and both have the same time and a language in common."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from jiaohao.checking.told import Told, bad, good, warning
from link.discovery import Found, Watcher
from link.hall_link import HallLink
from link.messages.words import SCHEMA
from link.passport import Passport
from link.reconnect import LinkReason
from link.trusted import TrustedFile, TrustedFileError

LIVE_S: Final = 10.0
"""A hall on the LAN is heard in two seconds and answers in milliseconds; a second try needs some more."""

HEAR_S: Final = 4.0
AHEAD_S: Final = 5.0
"""Times that differ more than this are seen on tickets and boards."""

FAR_S: Final = 3600.0
DAY_S: Final = 86_400.0
SOON_DAYS: Final = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class Bond:
    """What a box.toml says of its hall."""

    box: str
    folder: Path
    hall: str = ""
    url: str = ""
    language: str = "zh"
    interfaces: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """How far a link came: why it is not live (empty: it is), and what the hall said of itself."""

    reason: LinkReason
    detail: str = ""
    url: str = ""
    hall: str = ""
    schema: int | None = None
    off_s: float = 0.0
    """The box's clock less the hall's."""


def paired(bond: Bond, now: datetime) -> Iterator[Told]:
    """Whether the box has been given a token, and for how long it is good."""
    file = TrustedFile(bond.folder, bond.box)
    try:
        grant = file.read()
    except TrustedFileError as wrong:
        yield bad("paired", "paired.damaged", bond.box, file=wrong.file, reason=wrong.reason)
        return
    if grant is None:
        yield bad("paired", "paired.not", bond.box)
        return
    left = (_moment(grant.expires_at) - now).total_seconds() / DAY_S if grant.expires_at else SOON_DAYS
    if left <= 0:
        yield bad("paired", "paired.over", bond.box, at=grant.expires_at[:10])
    elif left < SOON_DAYS:
        yield warning("paired", "paired.soon", bond.box, days=int(left))
    else:
        yield good("paired", "paired.good", bond.box, hall=grant.name or grant.hall, role=grant.role)


async def reached(bond: Bond, wait_s: float = LIVE_S) -> Reached:
    """Try for a while, as the box itself does."""
    passport = Passport(bond.box, TrustedFile(bond.folder, bond.box))
    passport.refresh()
    link = HallLink(
        passport.box, hall=bond.hall or None, url=bond.url or None, language=bond.language,
        interfaces=bond.interfaces, passport=passport,
    )  # fmt: skip
    async with link:
        try:
            await link.wait_live(wait_s)
        except TimeoutError:
            status = link.status
            return Reached(reason=status.reason or "unreachable", detail=status.detail, url=status.url)
        welcome = link.mirror.welcome
        off_s = (datetime.now(UTC) - link.hall_now()).total_seconds()
        return Reached(
            reason="", url=link.status.url, hall=welcome.name if welcome else "",
            schema=welcome.schema if welcome else None, off_s=off_s,
        )  # fmt: skip


def linked(seen: Reached, box: str = "") -> Iterator[Told]:
    """The link, the clocks, the versions."""
    if seen.reason:
        yield bad("hall", f"hall.{seen.reason}", box, url=seen.url or "–", detail=seen.detail)
        return
    yield good("hall", "hall.good", box, hall=seen.hall, url=seen.url)
    if abs(seen.off_s) > FAR_S:
        yield bad("clock", "clock.far", box, minutes=round(abs(seen.off_s) / 60))
    elif abs(seen.off_s) > AHEAD_S:
        yield warning("clock", "clock.off", box, seconds=round(abs(seen.off_s)))
    else:
        yield good("clock", "clock.good", box)
    if seen.schema is not None and seen.schema != SCHEMA:
        key = "versions.older" if seen.schema > SCHEMA else "versions.newer"
        yield warning("versions", key, box, ours=SCHEMA, theirs=seen.schema)


async def heard(bond: Bond, wait_s: float = HEAR_S) -> tuple[Found, ...]:
    """Every hall that the LAN speaks of: listened to the end, for the second one is what nobody expects."""
    watcher = Watcher(lambda change, found: None, interfaces=bond.interfaces)
    await watcher.open()
    try:
        await asyncio.sleep(wait_s)
        return watcher.halls
    finally:
        await watcher.close()


def on_the_lan(halls: tuple[Found, ...], bond: Bond) -> Iterator[Told]:
    """Multicast, and whether there is a second hall where the box is bound to none."""
    ids = sorted({each.hall for each in halls})
    if not ids:
        state = warning if bond.url else bad
        yield state("network", "network.silent" if bond.url else "network.nobody", bond.box)
    elif len(ids) > 1 and not (bond.hall or bond.url):
        yield bad("network", "network.several", bond.box, halls=", ".join(ids))
    elif any(len({each.name for each in halls if each.hall == hall}) > 1 for hall in ids):
        yield bad("network", "network.same_id", bond.box, halls=", ".join(ids))
    else:
        yield good("network", "network.good", bond.box, halls=", ".join(ids))


async def link_told(bond: Bond) -> list[Told]:
    """All of them, at once."""
    halls, seen = await asyncio.gather(heard(bond), reached(bond))
    return [*paired(bond, datetime.now(UTC)), *on_the_lan(halls, bond), *linked(seen, bond.box)]


def _moment(text: str) -> datetime:
    return datetime.fromisoformat(text)
