"""How halls are announced on the LAN and how boxes hear of them: mDNS, by zeroconf."""

from link.discovery.advertisement import Advertisement, own_addresses
from link.discovery.finding import LINGER_S, HallNotFound, find, fitting
from link.discovery.watcher import MOST_HALLS, Change, Watcher
from link.discovery.wire import LOOPBACK, SERVICE
from link.found import Found

__all__ = [
    "LINGER_S", "LOOPBACK", "MOST_HALLS", "SERVICE",
    "Advertisement", "Change", "Found", "HallNotFound", "Watcher", "find", "fitting", "own_addresses",
]  # fmt: skip
