"""Tickets: how many a second for 32 kiosks at once, and how long one takes, beside a POST that does nothing."""

from figures import Row, at_least, at_most, beside, middle, percentile
from halls import Bench
from row_1_disk import fsyncs_s

KIOSKS = 32


def measure(bench: Bench) -> list[Row]:
    """Both, in interleaved pairs on one hall."""
    with bench.hall() as hall:
        hall.load("crowd", what="take", clients=KIOSKS, seconds=0.5)
        seconds = max(0.5, 3 * bench.scale)
        takes, empties = [], []
        for _ in range(bench.pairs):
            takes.append(hall.load("crowd", what="take", clients=KIOSKS, seconds=seconds)["per_s"])
            empties.append(hall.load("crowd", what="empty", clients=KIOSKS, seconds=seconds)["per_s"])
    share = middle([take / empty for take, empty in zip(takes, empties, strict=True)])
    return [
        beside("durable tickets, 32 kiosks", middle(takes), "/s"),
        beside("empty POST, 32 clients", middle(empties), "/s"),
        at_least("durable tickets beside the empty POST", share * 100, "%", 60),
        *_one_alone(bench),
    ]


def _one_alone(bench: Bench) -> list[Row]:
    count = int(300 * bench.scale) + 20
    takes, empties, disks = [], [], []
    with bench.hall() as hall:
        for _ in range(bench.pairs):
            takes.append(percentile(hall.load("alone", what="take", count=count)["took_s"], 99))
            empties.append(percentile(hall.load("alone", what="empty", count=count)["took_s"], 99))
            disks.append(percentile(fsyncs_s(bench, count), 99))
    ratio = middle([take / (empty + disk) for take, empty, disk in zip(takes, empties, disks, strict=True)])
    return [
        beside("one ticket, one client, p99", middle(takes) * 1000, "ms"),
        beside("bare round trip, p99", middle(empties) * 1000, "ms"),
        beside("fsync beside it, p99", middle(disks) * 1000, "ms"),
        at_most("one ticket beside fsync and round trip, p99", ratio, "x", 2.0),
    ]
