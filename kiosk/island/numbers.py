"""How a number is written, and which are left out: as the hall does it, for a kiosk that has to do it alone."""

from collections.abc import Iterator

from link.messages.definition import Series


def number_text(series: Series, counter: int) -> str:
    """`A5003`: the digits are a minimum width."""
    return f"{series.prefix}{counter:0{series.digits}d}"


def counter_of(series: Series, number: str) -> int:
    """The counter in a number that the hall gave; 0 where it is not one of this series."""
    digits = number.removeprefix(series.prefix)
    return int(digits) if digits.isascii() and digits.isdigit() else 0


def counters_left(series: Series, first: int, last: int) -> Iterator[int]:
    """The counters that may be given, in order, without those whose ending the series leaves out."""
    for counter in range(first, last + 1):
        if not (series.skip and f"{counter:0{series.digits}d}".endswith(series.skip)):
            yield counter
