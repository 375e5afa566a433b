"""Waiting in a queue with several windows, as queueing theory has it (Erlang 1917; M/M/c in any textbook)."""

from math import exp


def offered_load(arrivals_per_s: float, service_s: float) -> float:
    """How many windows the work keeps busy, on average, in erlangs."""
    return arrivals_per_s * service_s


def waits_at_all(load: float, windows: int) -> float:
    """The share of those who come that must wait (Erlang's C formula); 1 where the windows cannot keep up.

    By the recursion of the B formula, which neither overflows nor needs factorials.
    """
    if windows <= load:
        return 1.0
    blocked = 1.0
    for count in range(1, windows + 1):
        blocked = load * blocked / (count + load * blocked)
    return windows * blocked / (windows - load * (1 - blocked))


def mean_wait_s(load: float, windows: int, service_s: float) -> float:
    """The mean wait of all who come, in seconds; infinite where the windows cannot keep up."""
    if windows <= load:
        return float("inf")
    return waits_at_all(load, windows) * service_s / (windows - load)


def waits_longer(load: float, windows: int, service_s: float, limit_s: float) -> float:
    """The share of those who come that waits longer than `limit_s`."""
    if windows <= load:
        return 1.0
    return waits_at_all(load, windows) * exp(-(windows - load) * limit_s / service_s)


def windows_needed(load: float, service_s: float, limit_s: float, share: float) -> int:
    """The fewest windows with which at most `share` of those who come wait longer than `limit_s`."""
    windows = int(load) + 1 if load > 0 else 0
    while windows and waits_longer(load, windows, service_s, limit_s) > share:
        windows += 1
    return windows
