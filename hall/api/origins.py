"""Whether a request comes from a page of the hall's own: what its `Host` and `Origin` say."""

import re
from functools import lru_cache
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from hall.api.asked import Headers
from link.messages.definition import Definition

_HOST: Final = re.compile(r"[\w.-]+(:[0-9]*)?|\[[0-9A-Fa-f:.%\w-]+\](:[0-9]*)?", re.ASCII)
_NAMES: Final = ("localhost", "localhost.localdomain")


def foreign(headers: Headers) -> str | None:
    """The host or origin that does not belong here, None where all is well.

    A browser names the site whose page asks (`Origin`, RFC 6454 section 7; `null` for a page without one), and the
    name it looked up (`Host`): a name that is not of this machine is a page that had its name point here.
    """
    hosts = [value.decode("latin-1") for name, value in headers if name == b"host"]
    if len(hosts) != 1 or not _is_ours(hosts[0]):
        return ", ".join(hosts)
    origins = [value.decode("latin-1") for name, value in headers if name == b"origin"]
    return next((origin for origin in origins if origin.lower() != f"http://{hosts[0]}".lower()), None)


def foreign_on_lan(headers: Headers, names: frozenset[str]) -> str | None:
    """The like for a hall on a LAN, over TLS: it may be called by any address, and by `names` (lower case) alone.

    A page that makes a name of its own point here (DNS rebinding) is found out by that name; an address cannot be made
    to point elsewhere. A request from a page must come from this very host.
    """
    return _foreign(headers, names, "https")


def foreign_on_plain(headers: Headers, names: frozenset[str]) -> str | None:
    """The same for the plain port on which boards can be looked at."""
    return _foreign(headers, names, "http")


def names_of(definition: Definition) -> frozenset[str]:
    """The names by which a hall may be called beside its addresses: that in its certificate, this machine's own, and that
    of `public_url`, in lower case."""
    return _names(definition.id, definition.public_url)


def is_loopback(name: str) -> bool:
    """Whether a host name or address is this machine's own."""
    if name.lower().rstrip(".") in _NAMES:
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


def _foreign(headers: Headers, names: frozenset[str], scheme: str) -> str | None:
    hosts = [value.decode("latin-1") for name, value in headers if name == b"host"]
    if len(hosts) != 1 or not (_is_address(hosts[0]) or _name_in(hosts[0]) in names):
        return ", ".join(hosts)
    origins = [value.decode("latin-1") for name, value in headers if name == b"origin"]
    return next((origin for origin in origins if origin.lower() != f"{scheme}://{hosts[0]}".lower()), None)


@lru_cache(maxsize=64)
def _is_ours(host: str) -> bool:
    """Whether a `Host` header names this machine."""
    return is_loopback(_name_in(host))


@lru_cache(maxsize=256)
def _is_address(host: str) -> bool:
    try:
        ip_address(_name_in(host))
    except ValueError:
        return False
    return True


@lru_cache(maxsize=256)
def _name_in(host: str) -> str:
    """The name in a `Host` header (RFC 9110 section 7.2), without its port; empty where it is no name with a port: no browser
    sends a user, a path or a blank there."""
    if not _HOST.fullmatch(host):
        return ""
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


@lru_cache(maxsize=4)
def _names(hall: str, public_url: str) -> frozenset[str]:
    public = (urlsplit(public_url).hostname or "").rstrip(".")
    return frozenset({f"{hall}.jiaohao.internal".lower(), "localhost", public}) - {""}
