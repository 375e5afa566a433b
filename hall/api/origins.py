"""Whether a request comes from here: the rules of a hall that trusts its own machine alone."""

from functools import lru_cache
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from hall.api.asked import Headers

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


def is_loopback(name: str) -> bool:
    """Whether a host name or address is this machine's own."""
    if name.lower().rstrip(".") in _NAMES:
        return True
    try:
        return ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


@lru_cache(maxsize=64)
def _is_ours(host: str) -> bool:
    """Whether a `Host` header (RFC 9110 section 7.2) names this machine."""
    try:
        return is_loopback(urlsplit(f"//{host}").hostname or "")
    except ValueError:
        return False
