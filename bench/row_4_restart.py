"""A restart in mid-day after `kill -9`, beside an empty start; and the memory of a busy hall."""

from figures import Row, at_most, beside, middle
from halls import Bench


def measure(bench: Bench) -> list[Row]:
    """Both from the process's start until it serves, then the memory with 80 displays behind it."""
    busy, starts, restarts = bench.busy_data(), [], []
    for _ in range(bench.pairs):
        with bench.hall() as hall:
            starts.append(hall.ready_s)
        with bench.hall(busy) as hall:
            restarts.append(hall.ready_s)
    more = middle([restart - start for restart, start in zip(restarts, starts, strict=True)])
    return [
        beside("empty start until it serves", middle(starts), "s"),
        at_most(f"restart with {bench.tickets_of_a_day} tickets, more than that", more, "s", 2),
        *_memory(bench),
    ]


def _memory(bench: Bench) -> list[Row]:
    with bench.hall(bench.busy_data()) as hall:
        hall.load("crowd", what="take", clients=32, count=bench.tickets_of_a_day // 10)
        hall.load("displays", displays=80)
        return [at_most("resident memory of a busy hall", hall.resident_mb, "MB", 150)]
