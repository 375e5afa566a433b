"""The box's side of a pairing over HTTP: TLS proves nothing at that moment, the code proves everything."""

import ssl
from hashlib import sha256
from typing import Any, Final, Literal

import httpx

from link.asking import api_root
from link.pairing.code import Code
from link.pairing.exchange import BoxSide, ExchangeFailed, Offer
from link.pairing.grant import Grant, GrantError, grant_of
from link.pinned import name_of, pinned_context, unproven_context

TIMEOUT_S: Final = 15.0
"""The exchange is some ten milliseconds of work for a PC, and a second for the smallest box."""

Failure = Literal["unreachable", "no-hall", "unproven", "other-hall", "other-name"]
"""Nobody answers there; what answers is no hall; it does not know the code, or is not who it says; it is another hall than
was asked for; the code is for a box of another name."""


class PairingFailed(Exception):
    """`about` is the hall or the name that was met instead."""

    def __init__(self, failure: Failure, about: str = "") -> None:
        super().__init__(f"{failure} {about}".strip())
        self.failure, self.about = failure, about


class PairingRefused(Exception):
    """The hall said no; `sentence` is its own, in the asker's language."""

    def __init__(self, problem: str, sentence: str) -> None:
        super().__init__(f"{problem}: {sentence}")
        self.problem, self.sentence = problem, sentence


async def pair(
    code: Code, url: str, language: str = "zh", *, hall: str | None = None, name: str | None = None
) -> Grant:
    """What the hall at `url` gives for this code. `hall`: the only one that will do; `name`: the only name for this box.

    Raises:
        PairingRefused, PairingFailed.
    """
    async with httpx.AsyncClient(
        verify=unproven_context(),
        timeout=TIMEOUT_S,
        headers={"Accept-Language": language},
        trust_env=False,
    ) as line:
        root = secured(api_root(url))
        box = BoxSide(code)
        begun = await _asked(line, f"{root}/pairing/begin", {"slot": code.slot, "message": box.message.hex()})
        offer = _offer(begun)
        if hall is not None and offer.hall != hall:
            raise PairingFailed("other-hall", offer.hall)
        if name is not None and offer.box != name:
            raise PairingFailed("other-name", offer.box)
        try:
            keys = box.keys(_bytes(begun, "message"), offer)
            said = {"exchange": begun.get("exchange"), "confirmation": keys.box_confirmation.hex()}
            paired = await _asked(line, f"{root}/pairing/confirm", said)
            keys.check_hall(_bytes(paired, "confirmation"))
            return _checked(grant_of(keys.unseal(_bytes(paired, "sealed"))), offer)
        except (ExchangeFailed, GrantError):
            raise PairingFailed("unproven") from None


async def prove(grant: Grant, url: str) -> bool:
    """Whether the hall at `url` proves itself by what was given, and knows the token."""
    async with httpx.AsyncClient(
        verify=pinned_context(grant.authority), timeout=TIMEOUT_S, trust_env=False
    ) as line:
        try:
            answer = await line.get(
                f"{secured(api_root(url))}/hall",
                headers={"Authorization": f"Bearer {grant.token}"},
                extensions={"sni_hostname": name_of(grant.hall)},
            )
        except httpx.HTTPError:
            return False
    return answer.is_success


def secured(root: str) -> str:
    """Pairing is done over TLS, whatever somebody typed."""
    return "https://" + root.removeprefix("http://") if root.startswith("http://") else root


async def _asked(line: httpx.AsyncClient, url: str, body: dict[str, Any]) -> dict[str, Any]:
    try:
        answer = await line.post(url, json=body)
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError):
        raise PairingFailed("unreachable") from None
    try:
        value = answer.json()
    except ValueError:
        raise PairingFailed("no-hall") from None
    if not isinstance(value, dict):
        raise PairingFailed("no-hall")
    if answer.is_error:
        raise PairingRefused(str(value.get("type", "")), str(value.get("detail") or value.get("title", "")))
    return value


def _offer(begun: dict[str, Any]) -> Offer:
    texts = {name: begun.get(name) for name in ("hall", "authority", "role", "box")}
    if not all(isinstance(each, str) for each in texts.values()):
        raise PairingFailed("no-hall")
    return Offer(**{name: str(each) for name, each in texts.items()})


def _bytes(answer: dict[str, Any], name: str) -> bytes:
    try:
        return bytes.fromhex(answer[name])
    except (KeyError, ValueError, TypeError):
        raise PairingFailed("no-hall") from None


def _checked(grant: Grant, offer: Offer) -> Grant:
    """The grant, which must be what was offered: a hall with a fault of its own is not believed either."""
    try:
        fingerprint = sha256(ssl.PEM_cert_to_DER_cert(grant.authority)).hexdigest()
    except ValueError:
        raise GrantError("authority") from None
    if (grant.hall, fingerprint, grant.role, grant.box) != (
        offer.hall,
        offer.authority,
        offer.role,
        offer.box,
    ):
        raise GrantError("not what was offered")
    return grant
