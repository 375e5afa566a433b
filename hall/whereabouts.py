"""Where a running hall is found: by those on its own machine, and by those on the LAN."""

from ipaddress import ip_address
from typing import Final

from link.discovery import LOOPBACK

URL_FILE: Final = "hall.url"
"""In the data directory while the hall serves: where it can be asked to reload."""


def local_url(host: str, port: int, *, is_tls: bool) -> str:
    """The root by which this machine reaches a hall that listens at `host`, an address; the unspecified one is them all."""
    address = ip_address(host)
    if address.is_unspecified:
        host = "127.0.0.1" if address.version == 4 else "::1"
    named = f"[{host}]" if ":" in host else host
    return f"{'https' if is_tls else 'http'}://{named}:{port}"


def told_addresses(host: str) -> tuple[str, ...]:
    """The addresses that are announced for a hall that listens at `host`; none: all of ours, as they come and go."""
    return () if ip_address(host).is_unspecified else (host,)


def heard_at(host: str) -> tuple[str, ...]:
    """The addresses of ours at which it may be heard of; none: all. What is on loopback is this machine's own business."""
    return LOOPBACK if ip_address(host).is_loopback else told_addresses(host)
