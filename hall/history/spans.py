"""How much of one span of time lies in another, in whole milliseconds."""

from collections.abc import Iterable
from datetime import datetime, timedelta

Span = tuple[datetime, datetime]

_MS = timedelta(milliseconds=1)


def overlap_ms(one: Span, other: Span) -> int:
    """The part that both have; 0 where they do not meet."""
    return max(0, (min(one[1], other[1]) - max(one[0], other[0])) // _MS)


def together_ms(spans: Iterable[Span], within: Span) -> int:
    """All the parts of spans that lie within another; the spans do not overlap."""
    return sum(overlap_ms(each, within) for each in spans)
