"""Who and where this box is, for a technician on the telephone."""

import socket
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

_ELSEWHERE: Final = "192.0.2.1"
"""TEST-NET-1 (RFC 5737): an address that is nobody's, to ask the routing table by."""


@dataclass(frozen=True)
class Identity:
    """What is shown; empty where it is not known."""

    version: str = ""
    box: str = ""
    hall: str = ""
    hall_url: str = ""
    address: str = ""


def program_version() -> str:
    """As installed; empty where it is not."""
    try:
        return version("jiaohao")
    except PackageNotFoundError:
        return ""


def own_address(hall_url: str) -> str:
    """The address by which this machine goes to the hall; empty without a network. Nothing is sent, no name is asked for."""
    host = urlsplit(hall_url).hostname or ""
    try:
        towards = ip_address(host)
    except ValueError:
        towards = ip_address(_ELSEWHERE)
    family = socket.AF_INET6 if towards.version == 6 else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((str(towards), 9))
            return str(probe.getsockname()[0])
    except OSError:
        return ""
