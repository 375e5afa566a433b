"""Which counters of a series the hall gives itself, and which are kept for boxes that have to go on alone."""

from typing import Final

from link.messages.definition import Series

LEAP: Final = 1000
"""After a restoration a series goes on at a thousand: people see at once that these numbers are of another kind."""

LEFT_OUT: Final = 500
"""So many numbers at least are left out for those that were given and are not known any more."""


def reserved(series: Series) -> range:
    """The upper half of the numbers with one digit more than the series needs: `A5000` to `A9999` for a series of three
    digits. The hall never gives one of them, whatever it has forgotten."""
    digits = max(series.digits, 3, len(str(series.last or 0)))
    return range(5 * 10**digits, 10 ** (digits + 1))


def lease_range(series: Series, restorations: int) -> range:
    """Where leases come from on a day with so many restorations: the lower half of what is reserved, then half of the
    rest each time. So a lease that a restored hall has forgotten is never given to another box."""
    left = reserved(series)
    for _ in range(restorations):
        left = left[len(left) // 2 :]
    return left[: len(left) // 2]


def next_thousand(given: int) -> int:
    """The counter before the first one after a leap."""
    return -(-(given + LEFT_OUT) // LEAP) * LEAP
