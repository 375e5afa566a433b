"""How a hall lets people in: whose tokens it knows, by which names it is called, how often one may ask."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from hall.access.limits import Buckets, Limits
from hall.api.asked import Headers, box_named, credentials, header
from hall.api.origins import foreign, foreign_on_lan, is_loopback
from hall.trust.passes import Pass, PassOf
from link.messages.problems import Refused, refuse

SignedIn = Callable[[Pass, str], Pass | None]
"""The pass of who has signed in with it, by the session's token; None where that session is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Who stands at the door. `who` None: nobody that the hall knows, perhaps a citizen with the `secret` of a ticket.
    `base` is what the box is by itself, whoever has signed in there."""

    who: Pass | None
    base: Pass | None = None
    secret: str = ""


class Door:
    """Lets in, or says why not. `pass_of` None: the hall runs on loopback and asks for no tokens; `of_cookie` knows the
    browsers that came by a link; `names` are the host names by which the hall may be called beside its addresses."""

    def __init__(
        self,
        pass_of: PassOf | None = None,
        *,
        of_cookie: PassOf = lambda cookie: None,
        signed_in: SignedIn = lambda who, session: None,
        why_over: Callable[[str], str] = lambda session: "over",
        names: Callable[[], frozenset[str]] = frozenset,
        limits: Limits | None = None,
    ) -> None:
        self._pass_of = pass_of
        self._of_cookie = of_cookie
        self._signed_in, self._why_over = signed_in, why_over
        self._names = names
        bounds = limits or Limits()
        self._by_token, self._by_address = Buckets(bounds.by_token), Buckets(bounds.by_address)
        self._phones = Buckets(bounds.by_token)

    def entry(self, headers: Headers, address: str, method: str, now_s: float) -> Entry:
        """Who asks. `now_s`: a clock that only goes forward. Raises Refused where they may not even ask.

        Citizens' phones that come by a proxy on this machine have one address, and together what a box may ask.
        """
        if self._pass_of is None:
            self._refuse_foreign(foreign(headers))
            return self._at_box(_unchecked(headers), headers)
        self._refuse_foreign(foreign_on_lan(headers, self._names()))
        try:
            entry = self._identified(self._pass_of, headers, method)
        except Refused:
            self._count(self._by_address, address, now_s)
            raise
        if entry.who is None:
            is_by_proxy = bool(entry.secret) and is_loopback(address)
            self._count(self._phones if is_by_proxy else self._by_address, address, now_s)
        else:
            self._count(self._by_token, entry.who.token, now_s)
        return entry

    def _identified(self, pass_of: PassOf, headers: Headers, method: str) -> Entry:
        scheme, secret = credentials(headers)
        if scheme == "ticket":
            return Entry(who=None, secret=secret)
        if scheme == "bearer":
            return self._at_box(_known(pass_of(secret)), headers)
        if scheme == "cookie":
            if method != "GET" and header(headers, b"origin") is None:
                raise refuse("foreign-origin", origin="")
            return self._at_box(_known(self._of_cookie(secret)), headers)
        return Entry(who=None)

    def _at_box(self, base: Pass, headers: Headers) -> Entry:
        session = header(headers, b"jiaohao-session")
        if session is None:
            return Entry(who=base, base=base)
        signed = self._signed_in(base, session)
        if signed is None:
            raise refuse("signed-out", why=self._why_over(session))
        return Entry(who=signed, base=base)

    def _refuse_foreign(self, origin: str | None) -> None:
        if origin is not None:
            raise refuse("foreign-origin", origin=origin)

    def _count(self, buckets: Buckets, asker: str, now_s: float) -> None:
        wait_s = buckets.wait_s(asker, now_s)
        if wait_s > 0:
            raise refuse("too-many-requests", seconds=str(ceil(wait_s)))


def _unchecked(headers: Headers) -> Pass:
    """On loopback a box says its own name, and may do everything."""
    return _loopback(box_named(headers))


@lru_cache(maxsize=256)
def _loopback(box: str) -> Pass:
    return Pass(role="hall", box=box, is_unchecked=True)


def _known(who: Pass | None) -> Pass:
    if who is None:
        raise refuse("token-unknown")
    return who
