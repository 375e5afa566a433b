"""Halls and boxes on a LAN, as each story wants them."""

from pathlib import Path

from lan.network import Host, Lan
from lan.parties import BoxOn
from pair.crowd import Crowd
from pair.halls import Pair, TwinOn

FIRST_BOX = 11


def pair_on(hosts: list[Host], folder: Path, url: str) -> Pair:
    """The first leads, the second stands by."""
    return Pair(*(TwinOn(host, folder / f"hall{number}", url) for number, host in enumerate(hosts, 1)))


def crowd_at(lan: Lan, pair: Pair, folder: Path, boxes: int, stale_s: float) -> Crowd:
    """People at so many boxes, whose links are stale after so many seconds of silence; they have begun to press."""
    made = []
    for number in range(FIRST_BOX, FIRST_BOX + boxes):
        box = BoxOn(lan.host(number), folder / f"k{number}", f"k{number}")
        box.trust(pair.leader.grant("kiosk", box.name))
        box.start(stale_s=stale_s)
        box.until("link", state="live")
        made.append(box)
    crowd = Crowd(made)
    crowd.come()
    return crowd
