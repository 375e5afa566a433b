"""Calls: with 10,000 waiting beside 10, and from the press to the fact at 80 displays."""

from figures import Row, at_most, beside, middle, percentile
from halls import Bench, HallProcess

DISPLAYS = 80


def measure(bench: Bench) -> list[Row]:
    """`next` in a full and in an empty hall, then call to fact."""
    return [*_next_in_a_crowd(bench), *_call_to_fact(bench)]


def _next_in_a_crowd(bench: Bench) -> list[Row]:
    some = bench.tickets_of_a_day // 10
    fulls, busies, quiets = [], [], []
    with bench.hall(bench.busy_data()) as full, bench.hall() as busy, bench.hall() as quiet:
        for hall, count in ((busy, some), (quiet, 10)):
            hall.load("open_windows")
            hall.load("crowd", what="take", clients=1, count=count)
        for _ in range(bench.pairs):
            for hall, middles in ((full, fulls), (busy, busies), (quiet, quiets)):
                middles.append(_middle_of_calls(hall))
    ratio = middle([one / other for one, other in zip(fulls, quiets, strict=True)])
    return [
        beside("next with 10 waiting, median", middle(quiets) * 1000, "ms"),
        beside(f"next with {some} waiting, median", middle(busies) * 1000, "ms"),
        beside(f"next with {bench.tickets_of_a_day} waiting, median", middle(fulls) * 1000, "ms"),
        at_most("next in a full hall beside a quiet one", ratio, "x", 1.2),
    ]


def _call_to_fact(bench: Bench) -> list[Row]:
    with bench.hall() as hall:
        hall.load("open_windows")
        hall.load("crowd", what="take", clients=1, count=100)
        p99s = [
            percentile(hall.load("displays", displays=DISPLAYS)["took_s"], 99) for _ in range(bench.pairs)
        ]
    return [at_most(f"call to fact at {DISPLAYS} displays, p99", middle(p99s) * 1000, "ms", 15)]


def _middle_of_calls(hall: HallProcess) -> float:
    return middle(hall.load("calls")["took_s"])
