"""What must be right between the lines of `[[sign]]`: names, places, addresses, and who shares a line with whom."""

import re
from collections.abc import Iterator, Sequence
from typing import Final

from config.reading import Source
from config.sign_table import SignTable
from config.wrong import Finding, Said, said

USUAL_PORTS: Final = {"onbon": 5005, "huidu": 10001}
"""Where a make listens if nobody set it otherwise; all others must be told."""

_HOST: Final = r"(\[[0-9A-Fa-f:]+\]|[A-Za-z0-9._-]+)(:[0-9]{1,5})?"
_TAUGHT: Final = ("modbus", "template")
_LINE: Final = ("baud", "framing")


def sign_findings(source: Source, signs: Sequence[SignTable]) -> Iterator[Finding]:
    """Everything that is wrong with a box's signs."""
    for place, sign in enumerate(signs):
        yield from _own(source, place, sign)
        yield from _beside(source, place, sign, signs[:place])


def _own(source: Source, place: int, sign: SignTable) -> Iterator[Finding]:
    for key, what, allowed in _wrongs(sign):
        yield source.finding(("sign", place, key), what, allowed)


def _wrongs(sign: SignTable) -> Iterator[tuple[str, Said, Said]]:
    if bool(sign.window) == bool(sign.zone):
        word = "both" if sign.window else "neither"
        yield "window", said(f"config.what.sign_{word}"), said("config.allowed.sign_place")
    if sign.make in _TAUGHT and not sign.model:
        yield "model", said("config.what.sign_model", make=sign.make), said("config.allowed.sign_model")
    if sign.make == "onbon" and sign.model not in ("", "5K", "6K"):
        yield "model", said("config.what.form", given=sign.model), said("config.allowed.sign_card")
    if sign.make == "huidu" and sign.port != "tcp":
        yield "port", said("config.what.sign_huidu", port=sign.port), said("config.allowed.sign_tcp")
    if not _is_where(sign):
        what = said("config.what.address", given=sign.where, port=sign.port)
        yield (
            "where",
            what,
            said("config.allowed.path" if sign.port == "serial" else "config.allowed.sign_host"),
        )


def _is_where(sign: SignTable) -> bool:
    if sign.port == "serial":
        return True
    found = re.fullmatch(_HOST, sign.where, re.ASCII)
    if found is None:
        return False
    port = int(found[2][1:]) if found[2] else USUAL_PORTS.get(sign.make, 0)
    return 0 < port < 65_536


def _beside(source: Source, place: int, sign: SignTable, before: Sequence[SignTable]) -> Iterator[Finding]:
    """Two signs of one name, or two on one line that would hear each other's frames or nothing at all."""
    for at, other in enumerate(before):
        if other.name == sign.name:
            what = said("config.what.duplicate", given=sign.name, other=at + 1)
            yield source.finding(("sign", place, "name"), what, said("config.allowed.own_name"))
        if (other.port, other.where) != (sign.port, sign.where):
            continue
        if (other.make, other.address) == (sign.make, sign.address):
            what = said("config.what.sign_address", other=other.name)
            yield source.finding(("sign", place, "address"), what, said("config.allowed.sign_address"))
        for key in _LINE:
            if getattr(other, key) != getattr(sign, key):
                what = said("config.what.sign_line", other=other.name)
                yield source.finding(("sign", place, key), what, said("config.allowed.sign_line"))
