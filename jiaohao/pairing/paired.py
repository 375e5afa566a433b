"""Pairing this box from the first look for its hall to the file that it keeps."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from link.discovery import HallNotFound, find
from link.pairing.asking import PairingFailed, PairingRefused, pair, prove
from link.pairing.code import Code
from link.pairing.grant import Grant
from link.trusted import TrustedFile

FIND_S = 6.0
"""A hall on the LAN is heard within two seconds of its start."""


class NotPaired(Exception):
    """Why not: the hall's own `sentence`, or `key` with its `fields`."""

    def __init__(self, key: str = "", sentence: str = "", **fields: str) -> None:
        super().__init__(sentence or key)
        self.key, self.sentence, self.fields = key, sentence, fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A box and where it looks: `box` is what it calls itself, and must be called where that was chosen (`is_named`).
    Without `url` the hall is looked for by mDNS on `interfaces`, or on all."""

    folder: Path
    box: str
    is_named: bool = False
    hall: str = ""
    url: str = ""
    interfaces: tuple[str, ...] = ()


async def paired(code: Code, place: Place, language: str) -> Grant:
    """What the box was given, once it is on its disk. Raises NotPaired."""
    file = TrustedFile(place.folder, place.box)
    try:
        file.prove_writable()
    except OSError as wrong:
        raise _not_kept(file, wrong) from None
    urls = (place.url,) if place.url else await _heard(place)
    grant, url = await _given(code, urls, place, language)
    try:
        file.write(grant)
    except OSError as wrong:
        raise _not_kept(file, wrong) from None
    if not await prove(grant, url):
        raise NotPaired("pair.wrong.not_proven", hall=grant.hall)
    return grant


async def _heard(place: Place) -> Sequence[str]:
    try:
        found = await find(place.hall or None, FIND_S, interfaces=place.interfaces)
    except HallNotFound as none:
        halls = sorted({each.hall for each in none.heard})
        if not halls:
            raise NotPaired("pair.wrong.nobody") from None
        key = "pair.wrong.several" if not place.hall else "pair.wrong.not_heard"
        raise NotPaired(key, hall=place.hall, halls=", ".join(halls)) from None
    return found.urls


async def _given(code: Code, urls: Sequence[str], place: Place, language: str) -> tuple[Grant, str]:
    """Of the first address at which a hall answers."""
    for url in urls:
        try:
            name = place.box if place.is_named else None
            return await pair(code, url, language, hall=place.hall or None, name=name), url
        except PairingRefused as refused:
            raise NotPaired(sentence=refused.sentence) from None
        except PairingFailed as failed:
            if failed.failure not in ("unreachable", "no-hall") or url == urls[-1]:
                key = f"pair.wrong.{failed.failure.replace('-', '_')}"
                raise NotPaired(key, url=url, about=failed.about, box=place.box) from None
    raise NotPaired("pair.wrong.nobody")


def _not_kept(file: TrustedFile, wrong: OSError) -> NotPaired:
    return NotPaired("pair.wrong.not_kept", file=str(file.path), reason=wrong.strerror or str(wrong))
